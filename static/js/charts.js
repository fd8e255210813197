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

function figureOf(id) {
  const figure = coloured(JSON.parse(document.getElementById(id).textContent));
  figure.layout.font.family = getComputedStyle(document.body).fontFamily;
  return figure;
}

function draw(place) {
  const { data, layout } = figureOf(place.dataset.figure);
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

// As it looks on the page, with its title and the page's ground instead of nothing behind it.
function picture(button) {
  const { data, layout } = figureOf(button.dataset.png);
  const { clientWidth } = document.querySelector(`[data-figure="${button.dataset.png}"]`);
  const [titleRoom, most] = [36, Math.floor(clientWidth / 9)];
  const title = button.dataset.title.length > most ? `${button.dataset.title.slice(0, most - 1)}…` : button.dataset.title;
  layout.paper_bgcolor = colour("--surface");
  layout.height += titleRoom;
  layout.margin = { ...layout.margin, t: layout.margin.t + titleRoom, l: Math.max(layout.margin.l, 12), r: Math.max(layout.margin.r, 12) };
  layout.title = { text: title, x: 0, xref: "container", pad: { l: 12 }, y: 1, yanchor: "top", yref: "container", font: { size: 15, color: colour("--ink") } };
  layout.title.pad.t = 12;
  const size = { width: clientWidth, height: layout.height };
  return window.Plotly.downloadImage({ data, layout }, { format: "png", scale: 2, filename: button.dataset.png, ...size });
}

function drawAll() {
  for (const place of document.querySelectorAll("[data-figure]")) draw(place);
}

if (window.Plotly) {
  document.body.append(probe);
  window.Plotly.setPlotConfig({ plotlyServerURL: "" });
  drawAll();
  for (const button of document.querySelectorAll("button[data-png]")) {
    button.hidden = false;
    button.addEventListener("click", () => picture(button));
  }
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
  new MutationObserver(drawAll).observe(document.documentElement, { attributeFilter: ["data-theme"] });
}
