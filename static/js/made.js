// Figures in a table open to how they were made: formula, the sums of their row, the files. What is said stands below the
// table too, for readers without scripts. One figure of a table is in the tab order; arrow keys go to the others.

const panel = document.createElement("div");
const steps = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

function element(name, text, className = "") {
  const made = document.createElement(name);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

function columnOf(cell) {
  const heads = [...cell.closest("table").tHead.rows[0].cells];
  const head = heads[cell.cellIndex];
  return { head, number: heads.filter((one) => one.classList.contains("num")).indexOf(head) };
}

function nameOf(row) {
  const head = row.querySelector("th");
  return head ? head.innerText.split("\n")[0].trim() : "";
}

function files(made) {
  const told = made.querySelector("[data-files]").cloneNode(true);
  told.removeAttribute("data-files");
  const link = told.querySelector("a[hx-get]");
  if (link) window.htmx.ajax("GET", link.getAttribute("hx-get"), { target: told, swap: "innerHTML" });
  return told;
}

function show(button) {
  const cell = button.closest("td");
  const made = document.getElementById(cell.closest("table").dataset.made);
  const { head, number } = columnOf(cell);
  const words = made.querySelector("[data-words]").dataset;
  const list = element("dl", "", "behind");
  const add = (term, told) => list.append(element("dt", term), told);
  add(words.formula, element("dd", made.querySelectorAll("dt[data-column]")[number].nextElementSibling.textContent));
  if (cell.dataset.sums) add(words.exactly, element("dd", `${cell.dataset.sums} = ${button.innerText.split("\n")[0]}`, "num"));
  if (button.innerText.trim() === "—") list.append(element("dd", words.unknown));
  const close = element("button", words.close, "btn");
  close.type = "button";
  close.addEventListener("click", () => panel.hidePopover());
  const title = element("h2", [nameOf(cell.parentElement), head.innerText.replace("\n", " ")].filter(Boolean).join(" · "));
  title.id = "made-panel-title";
  const foot = element("footer", "");
  foot.append(close);
  const body = element("div", "", "stack");
  body.append(title, element("p", button.innerText, "figure"), list);
  panel.replaceChildren(body, foot);
  panel.showPopover();
  add(made.querySelector("[data-files]").previousElementSibling.textContent, files(made));
  close.focus();
  panel.addEventListener("toggle", (event) => event.newState === "closed" && button.focus(), { once: true });
}

function move(event, table) {
  const step = steps[event.key];
  const button = event.target.closest("button.told");
  if (!step || !button) return;
  const cell = button.closest("td");
  let [row, column] = [cell.parentElement, cell.cellIndex];
  let next = null;
  do {
    row = step[0] ? row[step[0] > 0 ? "nextElementSibling" : "previousElementSibling"] : row;
    column += step[1];
    if (!row || !row.cells[column]) return;
    next = row.cells[column].querySelector("button.told");
  } while (!next);
  event.preventDefault();
  for (const one of table.querySelectorAll("button.told")) one.tabIndex = one === next ? 0 : -1;
  next.focus();
}

function open(table) {
  for (const cell of table.tBodies[0].querySelectorAll("td.num")) {
    if (cell.querySelector("a, button, form") || columnOf(cell).number < 0) continue;
    const button = element("button", "", "told");
    button.type = "button";
    button.tabIndex = -1;
    button.append(...cell.childNodes);
    cell.append(button);
  }
  const first = table.querySelector("button.told");
  if (first) first.tabIndex = 0;
  table.addEventListener("click", (event) => {
    const button = event.target.closest("button.told");
    if (button) show(button);
  });
  table.addEventListener("keydown", (event) => move(event, table));
}

panel.className = "dialog made-panel";
panel.popover = "auto";
panel.setAttribute("role", "dialog");
panel.setAttribute("aria-labelledby", "made-panel-title");
document.body.append(panel);
document.querySelectorAll("table[data-made]").forEach(open);
document.body.addEventListener("htmx:afterSwap", (event) => {
  for (const table of event.detail.target.querySelectorAll("table[data-made]")) if (!table.querySelector("button.told")) open(table);
});
