// Draws the page's charts with plotly. Figures come from the server as JSON; colours in them are names of CSS custom
// properties ("--f-hook"), looked up in the reader's theme. A change of theme draws anew, it patches nothing.

const probe = document.createElement("span");
probe.hidden = true;

function colour(name) {
  probe.style.color = `var(${name})`;
  return getComputedStyle(probe).color;
}

function coloured(value) {
  if (typeof value === "string") return value.startsWith("--") ? colour(value) : value;
  if (Array.isArray(value)) return value.map(coloured);
  if (value && typeof value === "object") return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, coloured(one)]));
  return value;
}

function draw(place) {
  const { data, layout } = coloured(JSON.parse(document.getElementById(place.dataset.figure).textContent));
  layout.font.family = getComputedStyle(document.body).fontFamily;
  const options = {
    displaylogo: false,
    modeBarButtons: [["toImage"]],
    displayModeBar: matchMedia("(hover: hover)").matches ? "hover" : false, // too small for a thumb
    responsive: true,
    scrollZoom: false,
    toImageButtonOptions: { filename: place.dataset.figure, scale: 2 },
  };
  place.replaceChildren(); // the empty drawing that kept the height
  return window.Plotly.newPlot(place, data, layout, options);
}

function drawAll() {
  for (const place of document.querySelectorAll("[data-figure]")) draw(place);
}

if (window.Plotly) {
  document.body.append(probe);
  window.Plotly.setPlotConfig({ plotlyServerURL: "" });
  drawAll();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
  new MutationObserver(drawAll).observe(document.documentElement, { attributeFilter: ["data-theme"] });
}
