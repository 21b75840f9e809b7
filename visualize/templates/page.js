"use strict";
// Draws the boxes that the server laid out, and tells of them. All texts go in as text.

const data = JSON.parse(document.getElementById("data").textContent);
const $ = (id) => document.getElementById(id);
const FONT = data.font;

function element(tag, text = "", attributes = {}, ...children) {
  const made = document.createElement(tag);
  made.textContent = text;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

// drawing

const paths = new Map();

function pathOf(text) {
  if (!paths.has(text)) paths.set(text, new Path2D(text));
  return paths.get(text);
}

function drawMark(context, mark) {
  if (mark.text !== undefined) {
    context.font = `${mark.weight} ${mark.size}px ${FONT}`;
    context.fillStyle = mark.colour;
    context.fillText(mark.text, mark.x, mark.y);
    return;
  }
  const path = pathOf(mark.path);
  if (mark.fill !== "none") { context.fillStyle = mark.fill; context.fill(path); }
  if (mark.stroke !== "none") {
    context.lineWidth = mark.width;
    context.strokeStyle = mark.stroke;
    context.setLineDash(mark.dash);
    context.stroke(path);
    context.setLineDash([]);
  }
}

function renderBox({ ctx, id, x, y, state }) {
  const box = data.boxes[id];
  return {
    drawNode() {
      ctx.translate(x - box.width / 2, y - box.height / 2);
      ctx.textAlign = "left";
      ctx.textBaseline = "alphabetic";
      for (const mark of box.marks) drawMark(ctx, mark);
      if (state.selected || state.hover) {
        ctx.lineWidth = state.selected ? 4 : 2.5;
        ctx.strokeStyle = "#1d2329";
        ctx.stroke(pathOf(box.marks[0].path));
      }
    },
    nodeDimensions: { width: box.width, height: box.height },
  };
}

const hiddenLines = new Set();
const marked = { hover: null, chosen: null };

function drawLine(context, id) {
  const line = data.lines[id];
  const strong = marked.hover === id || marked.chosen === id;
  if (line.band) {
    context.strokeStyle = line.band;
    context.lineWidth = 8;
    context.stroke(pathOf(line.path));
  }
  context.strokeStyle = context.fillStyle = strong ? "#1d2329" : line.colour;
  context.lineWidth = line.width + (strong ? 1.4 : 0);
  context.setLineDash(line.dash);
  context.stroke(pathOf(line.path));
  context.setLineDash([]);
  context.fill(pathOf(line.head));
  if (!line.text) return;
  context.fillStyle = "#ffffff";
  context.fillRect(line.at[0] - line.textWidth / 2 - 5, line.at[1] - 9, line.textWidth + 10, 18);
  context.fillStyle = strong ? "#1d2329" : line.textColour;
  context.font = `400 11px ${FONT}`;
  context.textAlign = "center";
  context.textBaseline = "alphabetic";
  context.fillText(line.text, line.at[0], line.at[1] + 4);
}

// The lines are drawn here and not by vis-network, so that screen and print show the same.
const nodes = new vis.DataSet(data.nodes);
const network = new vis.Network($("canvas"), { nodes, edges: [] }, {
  physics: false,
  layout: { improvedLayout: false },
  nodes: { ctxRenderer: renderBox },
  interaction: { hover: true, dragNodes: false, multiselect: false },
});

network.on("beforeDrawing", (context) => {
  context.fillStyle = "#56606a";
  context.font = `400 12px ${FONT}`;
  context.textBaseline = "middle";
  for (const layer of data.layers) {
    context.textAlign = data.layout === "rows" ? "right" : "center";
    if (data.layout === "rows") context.fillText(layer.text, -24, layer.at);
    else context.fillText(layer.text, layer.at, -26);
  }
  for (const { id } of data.edges) if (!hiddenLines.has(id)) drawLine(context, id);
});

const probe = document.createElement("canvas").getContext("2d");

// The line under a place of the page's canvas, or undefined.
function lineAt(dom) {
  const { x, y } = network.DOMtoCanvas(dom);
  probe.lineWidth = 12 / Math.min(1, network.getScale());
  const found = data.edges.findLast(({ id }) => !hiddenLines.has(id)
    && probe.isPointInStroke(pathOf(data.lines[id].path), x, y));
  return found?.id;
}

// looking

const LEAST_READABLE = 0.75;

function wholeScale() {
  const room = $("canvas").getBoundingClientRect();
  return Math.min((room.width - 40) / (data.size.width + 120), (room.height - 40) / (data.size.height + 80), 1.1);
}

function showWhole(animation = false) {
  const position = { x: data.size.width / 2 - 20, y: data.size.height / 2 - 10 };
  network.moveTo({ position, scale: wholeScale(), animation });
}

// Everything if it can be read so; else the boxes asked about, as large as is easy to read.
function arrive() {
  const scale = wholeScale();
  const centre = data.nodes.find((node) => data.boxes[node.id].centre) ?? startOf();
  if (scale >= LEAST_READABLE || !centre) { showWhole(); return; }
  const room = $("canvas").getBoundingClientRect();
  const half = { x: room.width / 2 / LEAST_READABLE, y: room.height / 2 / LEAST_READABLE };
  const within = (at, size, reach) => size + 120 < 2 * reach ? size / 2 - 20
    : Math.min(Math.max(at, reach - 90), size - reach + 40);
  const position = { x: within(centre.x, data.size.width, half.x), y: within(centre.y, data.size.height, half.y) };
  network.moveTo({ position, scale: LEAST_READABLE });
}

function startOf() {
  const far = data.layout === "rows" ? (node) => -node.y : (node) => node.x;
  return [...data.nodes].sort((a, b) => far(a) - far(b))[0];
}

for (const button of document.querySelectorAll("[data-zoom]")) {
  button.addEventListener("click", () => {
    const factor = Number(button.dataset.zoom);
    if (factor === 0) showWhole(true);
    else network.moveTo({ scale: factor === 1 ? 1 : network.getScale() * factor, animation: { duration: 150 } });
  });
}

// details

let pinned = false;

function listed(details) {
  return details.flatMap((detail) => [element("dt", detail.label), element("dd", detail.text)]);
}

function seat(line) {
  const told = element("dd");
  if (line.missing) told.append(element("span", line.text, { class: "missing" }));
  else told.append(element("b", line.text));
  for (const word of line.mark.split(" ").filter(Boolean)) {
    told.append(element("span", word, { class: word === "可能" ? "mark doubt" : "mark" }));
  }
  const cited = line.sources.map((n) => `[${n}]`).join("");
  const note = [line.note, cited].filter(Boolean).join(" ");
  if (note) told.append(element("small", note));
  return [element("dt", line.role), told];
}

function cited(numbers) {
  if (numbers.length === 0) return [];
  const items = [...new Set(numbers)].sort((a, b) => a - b).map((n) => element("li", "", {},
    element("a", `[${n}]`, { href: `#source-${n}` }), ` ${data.sources[n]}`));
  return [element("h3", "出处"), element("ol", "", {}, ...items)];
}

function tellNode(id) {
  const box = data.boxes[id];
  const lines = data.edges.filter(({ from, to }) => from === id || to === id).map((edge) => data.lines[edge.id]);
  const touching = lines.flatMap((line) => line.details.slice(0, 1)
    .map((detail) => element("dd", detail.text, { style: "grid-column: 1 / -1" })));
  $("details").replaceChildren(
    element("small", box.eyebrow), element("h2", box.label),
    ...(box.lines.length ? [element("h3", "职务与任职"), element("dl", "", {}, ...box.lines.flatMap(seat))] : []),
    ...(box.details.length ? [element("h3", "记录"), element("dl", "", {}, ...listed(box.details))] : []),
    ...(touching.length ? [element("h3", `连线 ${touching.length} 条`), element("dl", "", {}, ...touching)] : []),
    ...cited([...box.lines.flatMap((line) => line.sources), ...lines.flatMap((line) => line.sources)]));
}

function tellLine(id) {
  const line = data.lines[id];
  $("details").replaceChildren(element("small", "连线"), element("h2", line.label),
    element("dl", "", {}, ...listed(line.details)), ...cited(line.sources));
}

function mark(which, line) {
  if (marked[which] === line) return;
  marked[which] = line;
  network.redraw();
}

network.on("hoverNode", ({ node }) => { if (!pinned) tellNode(node); });
$("canvas").addEventListener("mousemove", (event) => {
  const room = $("canvas").getBoundingClientRect();
  const dom = { x: event.clientX - room.left, y: event.clientY - room.top };
  const line = network.getNodeAt(dom) === undefined ? lineAt(dom) ?? null : null;
  mark("hover", line);
  $("canvas").style.cursor = line ? "pointer" : "";
  if (line && !pinned) tellLine(line);
});
network.on("click", ({ nodes: [node], pointer }) => {
  const line = node === undefined ? lineAt(pointer.DOM) ?? null : null;
  mark("chosen", line);
  pinned = node !== undefined || line !== null;
  if (node !== undefined) tellNode(node);
  else if (line) tellLine(line);
});

// finding

function visit(id) {
  const node = nodes.get(id);
  if (node.hidden) return;
  const scale = Math.max(network.getScale(), LEAST_READABLE);
  network.selectNodes([id]);
  network.focus(id, { scale, animation: { duration: 250 } });
  pinned = true;
  tellNode(id);
}

let turn = { text: "", next: 0 };
const names = new Set(Object.values(data.boxes).flatMap((box) => box.names));
$("names").append(...[...names].map((name) => element("option", "", { value: name })));

$("search").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = $("name").value.trim();
  const found = text ? data.nodes.filter(({ id }) => data.boxes[id].names.some((name) => name.includes(text))) : [];
  if (turn.text !== text) turn = { text, next: 0 };
  if (found.length === 0) { $("found").value = text ? "图中没有" : ""; return; }
  const at = turn.next % found.length;
  turn.next = at + 1;
  $("found").value = `${at + 1} / ${found.length}`;
  visit(found[at].id);
});

for (const button of document.querySelectorAll("[data-node]")) {
  button.addEventListener("click", () => {
    $("canvas").scrollIntoView({ block: "center" });
    visit(button.dataset.node);
  });
}

// hiding

const off = { group: new Set(), duty: new Set(), style: new Set() };

function applyHidden() {
  const hidden = new Set(data.nodes.filter(({ id }) => off.group.has(data.boxes[id].group)).map(({ id }) => id));
  nodes.update(data.nodes.map(({ id }) => ({ id, hidden: hidden.has(id) })));
  hiddenLines.clear();
  for (const { id, from, to } of data.edges) {
    const { duty, style } = data.lines[id];
    if (hidden.has(from) || hidden.has(to) || off.duty.has(duty) || off.style.has(style)) hiddenLines.add(id);
  }
  network.redraw();
}

for (const button of document.querySelectorAll("[data-what]")) {
  button.addEventListener("click", () => {
    const { what, sign } = button.dataset;
    const wasShown = button.getAttribute("aria-pressed") === "true";
    button.setAttribute("aria-pressed", String(!wasShown));
    if (wasShown) off[what].add(sign); else off[what].delete(sign);
    applyHidden();
  });
}

arrive();
document.fonts.ready.then(() => network.redraw());
document.documentElement.dataset.ready = "true";
