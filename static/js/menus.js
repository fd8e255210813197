// Menus are <details class="menu">: one open at a time; Escape and a click elsewhere close them.
const open = (root) => root.querySelectorAll("details.menu[open]");

export function listenForMenus(root) {
  root.addEventListener("click", (event) => {
    for (const menu of open(root)) if (!menu.contains(event.target)) menu.open = false;
  });
  root.addEventListener("focusin", (event) => {
    for (const menu of open(root)) if (!menu.contains(event.target)) menu.open = false;
  });
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of open(root)) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
}
