// The four views of the calendar: moving cards by mouse, finger and keys, picking several, printing.
import "./dialog.js";
import "./filters.js";
import { listenForDrags } from "./drags.js";
import { listenForMoveKeys } from "./move_keys.js";
import { listenForPicks } from "./picks.js";
import { listenForTouches } from "./touches.js";

listenForDrags();
listenForMoveKeys();
listenForTouches();
listenForPicks();

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

// The agenda of a phone opens at today.
if (matchMedia("(max-width: 60rem)").matches && !location.hash) document.querySelector("#today")?.scrollIntoView();
