// Moving cards: by dragging, or with m, arrow keys and Enter. The server decides; its answer redraws the weeks it touched.
import "./dialog.js";
import "./filters.js";

const calendar = document.querySelector("#calendar");
const says = document.querySelector("#calendar-says");
const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
let held = null; // the card in the hand, by mouse or by keys
let target = null; // the day it would land on

const days = () => [...calendar.querySelectorAll(".day")];
const titleOf = (card) => card.querySelector(".hook").textContent;
const isOver = (day) => day.dataset.day < calendar.dataset.today;
const say = (text, words) => {
  says.textContent = text.replace(/\{(\w+)\}/g, (_, name) => words[name]);
};

function aim(day) {
  target?.classList.remove("target");
  target = day;
  target?.classList.add("target");
}

function letGo() {
  aim(null);
  held?.classList.remove("held", "dragged");
  held = null;
}

async function move(card, day) {
  const home = card.parentElement;
  const neighbour = home.nextElementSibling;
  const list = home.parentElement;
  const { id } = card;
  const there = day.querySelector(".posts") ?? day.appendChild(Object.assign(document.createElement("ol"), { className: "posts" }));
  there.append(home);
  const values = { day: day.dataset.day, version: card.dataset.version };
  await htmx.ajax("POST", `${card.href}move/`, { source: "#calendar", swap: "none", values }).catch(() => {}); // the frame says why
  if (home.isConnected) list.insertBefore(home, neighbour); // no answer redrew the week: back to where it was
  document.getElementById(id)?.focus({ preventScroll: true });
}

calendar.addEventListener("dragstart", (event) => {
  held = event.target.closest?.("[data-move]");
  if (!held) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", titleOf(held));
  held.classList.add("dragged");
});
calendar.addEventListener("dragover", (event) => {
  const day = held && event.target.closest(".day");
  if (!day || isOver(day)) return aim(null);
  event.preventDefault();
  aim(day);
});
calendar.addEventListener("drop", (event) => {
  const [card, day] = [held, target];
  if (!card || !day) return;
  event.preventDefault();
  letGo();
  if (card.closest(".day") !== day) move(card, day);
});
calendar.addEventListener("dragend", letGo);

function take(card) {
  letGo();
  held = card;
  held.classList.add("held");
  aim(card.closest(".day"));
  say(calendar.dataset.sayHeld, { title: titleOf(card) });
}

function step(by) {
  const all = days();
  const next = all[all.indexOf(target) + by];
  if (!next) return;
  if (isOver(next)) return say(calendar.dataset.sayOver, { day: next.dataset.label });
  aim(next);
  next.scrollIntoView({ block: "nearest" });
  says.textContent = next.dataset.label;
}

calendar.addEventListener("keydown", (event) => {
  const card = event.target.closest("[data-move]");
  if (!card || event.ctrlKey || event.metaKey || event.altKey) return;
  if (!held && event.key.toLowerCase() === "m") take(card);
  else if (!held) return;
  else if (event.key in steps) step(steps[event.key]);
  else if (event.key === "Enter") {
    const day = target;
    letGo();
    if (card.closest(".day") !== day) move(card, day);
  } else if (event.key === "Escape") {
    say(calendar.dataset.sayLeft, { title: titleOf(card) });
    letGo();
  } else return;
  event.preventDefault();
  event.stopPropagation();
});
calendar.addEventListener("focusout", () => held?.classList.contains("held") && letGo());

// The agenda of a phone opens at today.
if (matchMedia("(max-width: 60rem)").matches && !location.hash) document.querySelector("#today")?.scrollIntoView();
