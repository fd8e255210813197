// Live count of a caption against TikTok's limit: UTF-16 units, as `length` counts them.
export function count(root) {
  for (const told of root.querySelectorAll("[data-counts]")) {
    const field = root.querySelector(`#${told.dataset.counts}`);
    const limit = Number(field.dataset.limit);
    const show = () => {
      told.textContent = `${field.value.length.toLocaleString()} / ${limit.toLocaleString()}`;
      told.classList.toggle("over", field.value.length > limit);
    };
    field.addEventListener("input", show);
    show();
  }
}

count(document);
