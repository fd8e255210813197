// One key or two in a row, named by data-key on the link, button or field they stand for: "n", "/", "g c".
const PAUSE = 1000; // ms between the two keys of a pair

const isWriting = (target) => target.closest("input, textarea, select, [contenteditable]");

function act(element) {
  if (element.matches("input")) {
    element.focus();
    element.select();
  } else {
    element.click();
  }
}

export function listenForKeys(root) {
  let first = "";
  let since = 0;
  root.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (isWriting(event.target) || root.querySelector("dialog:modal")) return;
    const pair = event.timeStamp - since < PAUSE ? `${first} ${event.key}` : event.key;
    const found = [pair, event.key].map((keys) => root.querySelector(`[data-key="${CSS.escape(keys)}"]`)).find(Boolean);
    first = event.key;
    since = event.timeStamp;
    if (!found) return;
    event.preventDefault();
    first = "";
    act(found);
  });
}
