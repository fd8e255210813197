// Opens links marked data-dialog in the page's dialog; without scripts, or with a modifier key, they stay links.
import { count } from "./caption.js";

const dialog = document.querySelector("#video-dialog");

async function open(link) {
  await htmx.ajax("GET", link.href, { target: "#video-dialog", swap: "innerHTML" });
  if (dialog.childElementCount && !dialog.open) dialog.showModal();
}

if (dialog) {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-dialog], .top a[data-key='n']");
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!link || !plain) return;
    event.preventDefault();
    open(link);
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.closest("[data-close]")) dialog.close();
  });
  dialog.addEventListener("close", () => dialog.replaceChildren());
  document.body.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target === dialog) count(dialog);
  });
  document.body.addEventListener("video-written", () => dialog.close());
}
