// Cards by mouse: the browser's own drag and drop.
import { aim, calendar, inHand, letGo, mayAim, placeOf, put, take, titleOf } from "./hand.js";

export function listenForDrags() {
  calendar.addEventListener("dragstart", (event) => {
    const card = event.target.closest?.("[data-move]");
    if (!card) return;
    take(card, "dragged");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", titleOf(card));
  });
  calendar.addEventListener("dragover", (event) => {
    const place = inHand() && placeOf(event.target);
    if (!place || !mayAim(place)) return aim(null);
    event.preventDefault();
    aim(place);
  });
  calendar.addEventListener("drop", (event) => {
    if (!inHand()) return;
    event.preventDefault();
    put();
  });
  calendar.addEventListener("dragend", letGo);
}
