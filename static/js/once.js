/** A double click sends a form once: within two seconds the second press does nothing. htmx looks after its own forms. */

const WITHIN = 2000; // milliseconds
const sent = new WeakMap();

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.getAttribute("method") !== "post") return;
  const now = performance.now();
  if (now - (sent.get(form) ?? -WITHIN) < WITHIN) event.preventDefault();
  else sent.set(form, now);
});
