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

// On a phone one row holds what is always there; the rest lies in the sheet behind the button.
const phone = matchMedia("(max-width: 48rem)");
function sort() {
  for (const field of document.querySelectorAll("[data-roomy]")) {
    const form = field.closest("form");
    if (phone.matches) form.querySelector("[data-sheet]").append(field);
    else form.querySelector(".more").before(field);
  }
}
if (phone.matches) sort();
phone.addEventListener("change", sort);
