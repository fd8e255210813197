// Keys of the inbox: j and k move from video to video, a approves the one in focus, r opens the words to send it back.
const isWriting = (target) => target.closest("input:not([type=checkbox]), textarea, select");

export function listenForKeys(list) {
  const rows = [...list.children];
  const here = () => rows.findIndex((row) => row.contains(document.activeElement));
  const go = (to) => {
    const row = rows[Math.max(0, Math.min(rows.length - 1, to))];
    row.focus();
    row.scrollIntoView({ block: "nearest" });
  };
  const acts = {
    j: () => go(here() + 1),
    k: () => go(here() - 1),
    a: (row) => row?.querySelector("[data-approve]:enabled")?.click(),
    r: (row) => {
      const back = row?.querySelector(".sends-back");
      if (!back) return;
      back.open = true;
      back.querySelector("textarea").focus();
    },
  };
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (!(event.key in acts) || isWriting(event.target) || document.querySelector("dialog:modal")) return;
    event.preventDefault();
    acts[event.key](rows[here()]);
  });
}

for (const list of document.querySelectorAll("[data-inbox]")) listenForKeys(list);
