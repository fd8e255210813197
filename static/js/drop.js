// Files dropped or chosen go off at once. Without this module the form works with its own button.
function prepare(form) {
  const zone = form.querySelector(".drop");
  const input = form.querySelector("input[type=file]");
  const send = form.querySelector("[data-send]");
  send.hidden = true;

  function submit() {
    if (!input.files.length) return;
    form.classList.add("sending");
    form.setAttribute("aria-busy", "true");
    form.requestSubmit(send);
  }
  input.addEventListener("change", submit);

  // The whole page is the target, so that a file beside the zone does not open in the browser.
  document.addEventListener("dragover", (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    zone.classList.add("over");
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) zone.classList.remove("over");
  });
  document.addEventListener("drop", (event) => {
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    zone.classList.remove("over");
    input.files = event.dataTransfer.files;
    submit();
  });
}

document.querySelectorAll("[data-drop]").forEach(prepare);
