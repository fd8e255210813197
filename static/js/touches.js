// Cards by finger: press long, then drag; near an edge the page follows.
import { calendar, inHand, letGo, placeOf, put, say, take, titleOf, tryAim } from "./hand.js";

const LONG = 400; // ms
const SHAKE = 8; // px a resting finger may move
const EDGE = 72; // px

export function listenForTouches() {
  let waiting = 0;
  let from = null;
  const stop = () => {
    clearTimeout(waiting);
    calendar.classList.remove("moving");
    letGo();
  };

  calendar.addEventListener("touchstart", (event) => {
    const card = event.touches.length === 1 && event.target.closest("[data-move]");
    stop();
    if (!card) return;
    from = event.touches[0];
    waiting = setTimeout(() => {
      const before = card.getBoundingClientRect().top;
      take(card, "held");
      calendar.classList.add("moving"); // days without a post show up as places
      scrollBy(0, card.getBoundingClientRect().top - before);
      say(titleOf(card));
      navigator.vibrate?.(15);
    }, LONG);
  }, { passive: true });

  calendar.addEventListener("touchmove", (event) => {
    const { clientX, clientY } = event.touches[0];
    if (!inHand()) {
      if (Math.hypot(clientX - from?.clientX, clientY - from?.clientY) > SHAKE) clearTimeout(waiting);
      return;
    }
    event.preventDefault();
    if (clientY < EDGE) scrollBy(0, -12);
    if (clientY > innerHeight - EDGE) scrollBy(0, 12);
    tryAim(placeOf(document.elementFromPoint(clientX, clientY)));
  }, { passive: false });

  calendar.addEventListener("touchend", (event) => {
    clearTimeout(waiting);
    if (!inHand()) return;
    event.preventDefault(); // no click follows
    calendar.classList.remove("moving");
    put();
  });
  calendar.addEventListener("touchcancel", stop);
  calendar.addEventListener("contextmenu", (event) => inHand()?.classList.contains("held") && event.preventDefault());
}
