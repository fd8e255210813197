// A button that copies the value of the field it names: <button data-copies="field-id" data-done="Copied">.
export function copyFrom(root) {
  for (const button of root.querySelectorAll("[data-copies]")) {
    button.hidden = !navigator.clipboard;
    button.addEventListener("click", async () => {
      const field = root.querySelector(`#${button.dataset.copies}`);
      await navigator.clipboard.writeText(field.value);
      button.textContent = button.dataset.done;
    });
  }
}

copyFrom(document);
