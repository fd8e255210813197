// Picking several: Ctrl or Command and a click, Shift for a run, x on a card, the button on a phone, or the boxes of the list.
import { calendar, say } from "./hand.js";

const form = document.querySelector("#picked-form");
const button = document.querySelector("[data-pick-mode]");
const cards = () => [...calendar.querySelectorAll("[data-pick]")];
const boxes = () => [...calendar.querySelectorAll("[data-box]")];
const picked = new Set(); // ids of videos
let last = null;
let mode = false;

function show() {
  for (const card of cards()) card.classList.toggle("picked", picked.has(card.dataset.pick));
  const ticked = boxes().filter((box) => box.checked).length;
  const count = picked.size + ticked;
  form.hidden = !count;
  form.querySelector("[data-unpick]").hidden = !count;
  const text = calendar.dataset.sayPicked.replace("{n}", count);
  form.querySelector("[data-picked-count]").textContent = text;
  if (count) say(text);
}

function toggle(card) {
  const { pick } = card.dataset;
  if (!picked.delete(pick)) picked.add(pick);
  last = pick;
  show();
}

function run(card) {
  const all = cards();
  const start = all.findIndex((one) => one.dataset.pick === last);
  const end = all.indexOf(card);
  const [low, high] = start < 0 ? [end, end] : [Math.min(start, end), Math.max(start, end)];
  for (const one of all.slice(low, high + 1)) picked.add(one.dataset.pick);
  last = card.dataset.pick;
  show();
}

function clear() {
  picked.clear();
  for (const box of boxes()) box.checked = false;
  setMode(false);
  show();
}

function setMode(on) {
  mode = on;
  button?.setAttribute("aria-pressed", String(on));
  calendar.classList.toggle("picking", on);
}

function listenToCards() {
  // Before the dialog and the browser's own new tab.
  calendar.addEventListener("click", (event) => {
    const card = event.target.closest("[data-pick]");
    if (!card || !(mode || event.ctrlKey || event.metaKey || event.shiftKey)) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.shiftKey) run(card);
    else toggle(card);
  });
  calendar.addEventListener("keydown", (event) => {
    const card = event.target.closest("[data-pick]");
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (card && event.key.toLowerCase() === "x") toggle(card);
    else if (event.key === "Escape" && picked.size) clear();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  calendar.addEventListener("change", (event) => event.target.matches("[data-box]") && show());
}

export function listenForPicks() {
  if (!form) return;
  listenToCards();
  if (button && cards().length) {
    button.hidden = false;
    button.addEventListener("click", () => (mode ? clear() : setMode(true)));
  }
  form.querySelector("[data-unpick]").addEventListener("click", clear);
  form.addEventListener("formdata", ({ formData }) => {
    for (const card of cards()) if (picked.has(card.dataset.pick)) formData.append("picked", `${card.dataset.pick}:${card.dataset.version}`);
  });
  document.body.addEventListener("htmx:afterSettle", show);
  show();
}
