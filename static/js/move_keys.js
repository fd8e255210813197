// Cards by keys: m takes, arrows choose, Enter puts down, Escape leaves.
import { aim, aimedAt, calendar, inHand, letGo, mayAim, placeOf, places, put, say, take, titleOf } from "./hand.js";

const row = Number(calendar.querySelector("[data-row]")?.dataset.row ?? 0); // places in a row, where there are rows
const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -row, ArrowDown: row };

function hold(card) {
  take(card, "held");
  aim(placeOf(card));
  say(calendar.dataset.sayHeld, { title: titleOf(card) });
}

function step(by) {
  const all = places();
  const next = by && all[all.indexOf(aimedAt()) + by];
  if (!next) return;
  if (!mayAim(next)) return say(calendar.dataset.sayOver, { day: next.dataset.label });
  aim(next);
  next.scrollIntoView({ block: "nearest", inline: "nearest" });
  const way = next.querySelector(".way");
  say(way ? `${next.dataset.label}. ${way.textContent}` : next.dataset.label);
}

export function listenForMoveKeys() {
  calendar.addEventListener("keydown", (event) => {
    const card = event.target.closest("[data-move]");
    if (!card || event.ctrlKey || event.metaKey || event.altKey) return;
    const held = inHand();
    if (!held && event.key.toLowerCase() === "m") hold(card);
    else if (!held) return;
    else if (event.key in steps) step(steps[event.key]);
    else if (event.key === "Enter") put();
    else if (event.key === "Escape") {
      say(calendar.dataset.sayLeft, { title: titleOf(card) });
      letGo();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  calendar.addEventListener("focusout", () => inHand()?.classList.contains("held") && letGo());
}
