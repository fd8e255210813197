// The card in the hand, by mouse, finger or keys, and the place it would land on: a day or a state.
// The server decides; its answer redraws what changed.
export const calendar = document.querySelector("#calendar");
const says = document.querySelector("#calendar-says");
let card = null;
let target = null;

export const places = () => [...calendar.querySelectorAll("[data-day], [data-state]")];
export const placeOf = (element) => element?.closest?.("[data-day], [data-state]");
export const titleOf = (one) => one.querySelector(".hook").textContent;
export const inHand = () => card;
export const aimedAt = () => target;
const isOver = (place) => place.dataset.day < calendar.dataset.today;

export function say(text, words = {}) {
  says.textContent = text.replace(/\{(\w+)\}/g, (_, name) => words[name]);
}

export function aim(place) {
  target?.classList.remove("target");
  target = place ?? null;
  target?.classList.add("target");
}

export function take(one, look) {
  letGo();
  card = one;
  card.classList.add(look);
}

export function letGo() {
  aim(null);
  card?.classList.remove("held", "dragged");
  card = null;
}

// Aims at a place unless its day is over; says so where it is.
export function tryAim(place) {
  if (!place || !isOver(place)) return aim(place);
  aim(null);
  say(calendar.dataset.sayOver, { day: place.dataset.label });
}

export const mayAim = (place) => !isOver(place);

export function put() {
  const [one, place] = [card, target];
  letGo();
  if (one && place && placeOf(one) !== place) move(one, place);
}

async function move(one, place) {
  if (one.classList.contains("picked") && place.dataset.day && movePicked(one, place)) return;
  const home = one.parentElement;
  const neighbour = home.nextElementSibling;
  const list = home.parentElement;
  const { id } = one;
  const there = place.querySelector(".posts") ?? place.appendChild(Object.assign(document.createElement("ol"), { className: "posts" }));
  there.append(home);
  const { day, state } = place.dataset;
  const url = day ? `${one.href}move/` : calendar.dataset.stateUrl.replace("/0/", `/${one.dataset.pick}/`);
  const values = { version: one.dataset.version, ...(day ? { day } : { state }) };
  await htmx.ajax("POST", url, { source: "#calendar", swap: "none", values }).catch(() => {}); // the frame says why
  if (home.isConnected) list.insertBefore(home, neighbour); // no answer redrew the place: back to where it was
  document.getElementById(id)?.focus({ preventScroll: true });
}

// A picked card takes the others along, each by as many days.
function movePicked(one, place) {
  const form = document.querySelector("#picked-form");
  if (calendar.querySelectorAll(".picked").length < 2) return false;
  form.elements.days.value = Math.round((Date.parse(place.dataset.day) - Date.parse(placeOf(one).dataset.day)) / 86_400_000);
  form.requestSubmit(form.querySelector(".main-act"));
  return true;
}
