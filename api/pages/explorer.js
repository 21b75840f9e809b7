// Search, see the chain at a date, click from node to node. Texts from data go in as text only.

const $ = (id) => document.getElementById(id);
const state = { id: null, on: "", duty: "party", direction: "up" };
let schema = null;

function element(tag, text = "", attributes = {}, ...children) {
  const made = document.createElement(tag);
  made.textContent = text;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

async function ask(path, parameters = {}) {
  const query = new URLSearchParams(Object.entries(parameters).filter(([, v]) => v));
  const response = await fetch(`/v1/${path}?${query}`);
  if (response.ok) return response;
  const problem = await response.json();
  throw new Error(problem.remedy ? `${problem.detail}（${problem.remedy}）` : problem.detail);
}

function complain(where, error) {
  where.replaceChildren(element("p", error.message, { class: "problem", role: "alert" }));
}

// searching

let waiting = 0;
let hits = [];
let chosen = -1;

function showHits() {
  const items = hits.map((hit, index) => {
    const item = element("li", hit.node.caption, { role: "option", "aria-selected": index === chosen },
      element("small", `　${hit.node.label} · ${hit.how_label}　${hit.context}`));
    item.addEventListener("mousedown", () => go({ id: hit.node.id }));
    return item;
  });
  $("hits").replaceChildren(...items);
  $("hits").hidden = items.length === 0;
  $("text").setAttribute("aria-expanded", String(items.length > 0));
}

async function search() {
  const text = $("text").value.trim();
  const turn = ++waiting;
  if (!text) { hits = []; showHits(); return; }
  try {
    const found = await (await ask("search", { q: text, limit: 12 })).json();
    if (turn !== waiting) return;
    hits = found.hits;
    chosen = -1;
    showHits();
  } catch (error) { complain($("picture"), error); }
}

$("text").addEventListener("input", search);
$("text").addEventListener("blur", () => { hits = []; showHits(); });
$("text").addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && hits.length) {
    chosen = (chosen + step + hits.length) % hits.length;
    showHits();
    event.preventDefault();
  }
});
$("search").addEventListener("submit", (event) => {
  event.preventDefault();
  const hit = hits[Math.max(chosen, 0)];
  if (hit) go({ id: hit.node.id });
});

// the picture

const TRACEABLE = new Set(["Person", "Organization", "Post", "Case", "Division"]);

async function draw(node) {
  if (!TRACEABLE.has(node.kind)) {
    const svg = await (await ask("pictures/network.svg", { node: node.id })).text();
    return place(svg);
  }
  const { on, duty, direction } = state;
  return place(await (await ask("pictures/chain.svg", { subject: node.id, on, duty, direction })).text());
}

function place(svg) {
  const parsed = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
  $("picture").replaceChildren(document.importNode(parsed, true));
}

$("picture").addEventListener("click", (event) => {
  const target = event.target.closest("[data-id]");
  if (target) showDetails(target.dataset.id).catch((error) => complain($("details"), error));
});

// details

function label(kind, property) {
  const declared = (schema.nodes[kind] ?? schema.edges[kind]).properties[property];
  return declared ? declared.zh : property;
}

function openButton(id, text) {
  const button = element("button", text, { class: "link", type: "button" });
  button.addEventListener("click", () => go({ id }));
  return button;
}

async function showDetails(id) {
  const [node, moments, sources] = await Promise.all(
    [`nodes/${id}`, `nodes/${id}/timeline`, `records/${id}/sources`].map(async (p) => (await ask(p)).json()));
  const list = element("dl");
  for (const [name, values] of Object.entries(node.properties)) {
    if (name !== "source_data") list.append(element("dt", label(node.kind, name)), element("dd", values.join(" / ")));
  }
  const open = element("p", "", {}, openButton(node.id, "以此为起点"));
  const events = moments.map((moment) => element("li", `${moment.date}　${moment.text}　`, {},
    openButton(moment.other.id, moment.other.caption)));
  const places = sources.map((s) => element("li", `${s.title} ${s.locator}`, {}, element("small", s.quote ? `　“${s.quote}”` : "")));
  $("details").replaceChildren(
    element("h2", node.caption), element("small", node.label), open, list,
    element("h3", "经历 Timeline"), element("ul", "", {}, ...events),
    element("h3", "出处 Sources"), element("ol", "", {}, ...places));
}

// where we are

function go(change) {
  Object.assign(state, change);
  location.hash = new URLSearchParams(Object.entries(state).filter(([, v]) => v)).toString();
}

async function arrive() {
  const given = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
  Object.assign(state, { id: null, on: "", duty: "party", direction: "up" }, given);
  if (!state.on) state.on = new Date().toISOString().slice(0, 10);
  for (const name of ["on", "duty", "direction"]) $(name).value = state[name];
  if (!state.id) return;
  try {
    schema ??= await (await ask("schema")).json();
    const node = await (await ask(`nodes/${state.id}`)).json();
    $("text").value = node.caption;
    await Promise.all([draw(node), showDetails(node.id)]);
  } catch (error) { complain($("picture"), error); }
}

for (const name of ["on", "duty", "direction"]) $(name).addEventListener("change", () => go({ [name]: $(name).value }));
$("question").addEventListener("submit", (event) => event.preventDefault());
window.addEventListener("hashchange", arrive);
arrive();
