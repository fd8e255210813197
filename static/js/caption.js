// Live count of a caption against TikTok's limit: UTF-16 units, as `length` counts them, and how many hashtags there are.
const HASHTAG = /[#＃][\p{L}\p{N}\p{M}_]+/gu;

export function count(root) {
  for (const told of root.querySelectorAll("[data-counts]")) {
    const field = root.querySelector(`#${told.dataset.counts}`);
    if (!field) continue;
    const limit = Number(field.dataset.limit);
    const show = () => {
      const tags = field.value.match(HASHTAG)?.length ?? 0;
      told.textContent = `${field.value.length.toLocaleString()} / ${limit.toLocaleString()} · # ${tags}`;
      told.classList.toggle("over", field.value.length > limit);
    };
    field.addEventListener("input", show);
    show();
  }
}

count(document);
document.body.addEventListener("htmx:afterSwap", ({ detail }) => {
  const part = document.getElementById(detail.target.id) ?? detail.elt; // a part of a page that was swapped whole
  if (part?.matches?.(".part")) {
    count(part);
    part.querySelector("input:not([type=hidden]), textarea, select")?.focus();
  }
});
