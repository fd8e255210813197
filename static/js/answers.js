// What htmx does with an answer that is not a plain success.
// The server's own words win: 409 and 422 are swapped where they were asked for, other errors bring HX-Retarget (views/errors.py).
function say(template) {
  const note = document.getElementById(template).content.cloneNode(true);
  document.getElementById("notes").replaceChildren(note);
  document.getElementById("notes").scrollIntoView({ block: "nearest" });
}

export function listenForAnswers(body) {
  body.addEventListener("htmx:beforeSwap", ({ detail }) => {
    if (detail.xhr.status < 400 || detail.shouldSwap) return;
    if (detail.xhr.getResponseHeader("HX-Retarget")) detail.shouldSwap = true;
    else say("note-failed");
  });
  body.addEventListener("htmx:sendError", () => say("note-offline"));
  body.addEventListener("htmx:timeout", () => say("note-offline"));
}
