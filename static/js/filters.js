// Filters act as soon as one is chosen; without scripts the form has its button.
for (const form of document.querySelectorAll("form[data-submits]")) {
  form.addEventListener("change", (event) => {
    if (event.target.matches("select, input[type=month]") && event.target.checkValidity()) form.requestSubmit();
  });
  // Empty filters stay out of the address.
  form.addEventListener("formdata", (event) => {
    for (const [name, value] of [...event.formData]) if (!value) event.formData.delete(name);
  });
}
