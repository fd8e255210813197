// The queue by keys: j and k go from match to match, y and x press the buttons of the one that has the focus.
const ACTS = { y: "confirm", x: "decline" };

export function listenIn(root) {
  root.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest("input, textarea, select")) return;
    const all = [...root.querySelectorAll(".match")];
    const here = all.indexOf(root.activeElement.closest(".match"));
    if (event.key === "j" || event.key === "k") {
      const next = all[here < 0 ? 0 : here + (event.key === "j" ? 1 : -1)];
      next?.focus();
      next?.scrollIntoView({ block: "nearest" });
    } else if (ACTS[event.key]) {
      all[Math.max(here, 0)]?.querySelector(`[data-act="${ACTS[event.key]}"]`)?.click();
    }
  });
}

listenIn(document);
