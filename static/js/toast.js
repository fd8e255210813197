// A toast goes after ten seconds, as long as nobody points at it or stands in it.
const STAYS = 10_000; // ms

function fade(toast) {
  setTimeout(() => {
    if (toast.matches(":hover, :focus-within")) fade(toast);
    else toast.remove();
  }, STAYS);
}

export function fadeToasts(place) {
  const start = (node) => node.querySelectorAll?.("[data-fades]:not([data-fading])").forEach((toast) => {
    toast.dataset.fading = "";
    fade(toast);
  });
  start(place);
  new MutationObserver(() => start(document)).observe(document.body, { childList: true, subtree: true });
}
