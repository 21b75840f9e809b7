// Search, see the chain at a date, click from node to node. Texts from data go in as text only.

import { ask, complain, query } from "./common.js";
import { showDetails } from "./details.js";
import { startSearch } from "./search.js";

const $ = (id) => document.getElementById(id);
const CHOICES = ["on", "view", "duty", "direction"];
const DEFAULTS = { id: "", on: "", view: "chain", duty: "party", direction: "up" };
const TRACEABLE = new Set(["Person", "Organization", "Post", "Case", "Division"]);
const HOPS = 2;
const state = { ...DEFAULTS };
let turn = 0;

// where we are: the address says it all, so that it can be kept, sent and gone back to

function go(change) {
  for (const name of CHOICES) state[name] = $(name).value.trim(); // a date typed meanwhile counts
  Object.assign(state, change);
  const wanted = query(state);
  if (location.hash.slice(1) !== wanted) history.pushState(null, "", `#${wanted}`);
  show();
}

const start = (id) => go({ id });

function arrive() {
  Object.assign(state, DEFAULTS, Object.fromEntries(new URLSearchParams(location.hash.slice(1))));
  show();
}

async function show() {
  const now = ++turn;
  for (const name of CHOICES) $(name).value = state[name];
  if (!state.id) return;
  $("picture").classList.add("waiting");
  try {
    const node = await (await ask(`nodes/${encodeURIComponent(state.id)}`)).json();
    const note = await settle(node, now);
    if (now !== turn) return;
    document.title = `${node.caption} · 责任链`;
    $("text").value = node.caption;
    await Promise.all([draw(node, note, now), open(node.id)]);
  } catch (error) {
    if (now === turn) failed(error);
  }
  if (now === turn) $("picture").classList.remove("waiting");
}

// the day to which a moment reaches: an end is recorded as the first day out
function reached(moment) {
  if (moment.what !== "until" || moment.date.length < 10) return moment.date;
  const day = new Date(moment.date);
  day.setUTCDate(day.getUTCDate() - 1);
  return day.toISOString().slice(0, 10);
}

// without a date asked for: the last one of which something is recorded, and that is said
async function settle(node, now) {
  for (const name of ["duty", "direction"]) $(name).disabled = !TRACEABLE.has(node.kind) || state.view !== "chain";
  if (state.on) return "";
  const today = new Date().toISOString().slice(0, 10);
  const moments = await (await ask(`nodes/${encodeURIComponent(node.id)}/timeline`)).json();
  if (now !== turn) return ""; // something else was asked meanwhile, perhaps another date
  const last = moments.map(reached).filter((date) => date <= today).at(-1);
  state.on = last ?? today;
  if (document.activeElement !== $("on")) $("on").value ||= state.on; // nothing enters a date being typed
  return last
    ? `没有写日期：取 ${node.caption} 的记载所及的最近日期 ${state.on}。改动上方日期可看别的时候。`
    : `没有写日期：取今天 ${state.on}。`;
}

function failed(error) {
  const badDate = error.code === "invalid-data" && error.message.includes(state.on) && state.on !== "";
  $("on").setAttribute("aria-invalid", String(badDate));
  if (badDate) error.remedy ||= "日期写成 2019、2019-05 或 2019-05-20";
  $("note").hidden = $("saving").hidden = true;
  complain($("picture"), error);
}

// the picture

async function draw(node, note, now) {
  const { on, duty, direction } = state;
  const name = TRACEABLE.has(node.kind) ? state.view : "network";
  const asked = {
    chain: { subject: node.id, on, duty, direction, depth: direction === "down" ? 1 : "" },
    duties: { subject: node.id, on },
    network: { node: node.id, on, hops: HOPS },
  }[name];
  const svg = await (await ask(`pictures/${name}.svg`, asked)).text();
  if (now !== turn) return;
  place(svg);
  $("on").setAttribute("aria-invalid", "false");
  $("note").textContent = note;
  $("note").hidden = !note;
  $("saving").hidden = false;
  for (const form of ["html", "svg"]) {
    $(`as-${form}`).href = `/v1/pictures/${name}.${form}?${query(asked)}`;
    $(`as-${form}`).download = `${node.caption} ${on}.${form}`;
  }
  $("beside").replaceChildren(...beside(node, on).flatMap(([text, address]) => [" · ", link(text, address)]));
}

// what else there is to read about a node, on pages of their own
function beside(node, on) {
  const year = on.slice(0, 4);
  if (node.kind === "Case") {
    const file = `/v1/cases/${encodeURIComponent(node.id)}/report`;
    return [["案件卷宗（可打印）", `${file}.html`], ["卷宗 XLSX", `${file}.xlsx`]];
  }
  if (node.kind === "Organization") {
    const asked = query({ organization: node.id, since: year, until: year, as_of: `${year}-12-31` });
    return [[`${year} 年履责矩阵`, `/v1/pictures/coverage.html?${asked}`]];
  }
  return [];
}

function link(text, address) {
  const made = document.createElement("a");
  made.textContent = text;
  made.href = address;
  made.target = "_blank";
  made.rel = "noopener";
  return made;
}

function place(text) {
  const parsed = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
  const svg = document.importNode(parsed, true);
  const width = Number.parseFloat(svg.getAttribute("width"));
  svg.style.maxWidth = `${width * 1.15}px`;
  svg.style.minWidth = `${width * 0.7}px`;
  const seen = new Set();
  for (const item of svg.querySelectorAll("[data-id]")) {
    const box = item.closest(".box");
    const key = `${box?.dataset.id} ${item.dataset.id}`;
    if (seen.has(key)) continue;
    seen.add(key);
    item.setAttribute("tabindex", "0");
    item.setAttribute("role", "button");
    if (item !== box) item.setAttribute("aria-label", item.textContent);
  }
  $("picture").replaceChildren(svg);
  const centre = state.direction === "down" && svg.querySelector(`.box[data-id="${CSS.escape(state.id)}"]`);
  if (centre) centre.scrollIntoView({ block: "center", inline: "center" });
  else $("stage").scrollTo(0, 0);
}

function openFrom(event) {
  const target = event.target.closest("[data-id]");
  if (!target || !$("picture").contains(target)) return;
  event.preventDefault();
  open(target.dataset.id).catch((error) => complain($("details"), error));
}

$("picture").addEventListener("click", openFrom);
$("picture").addEventListener("keydown", (event) => {
  if (event.key === "Enter" || event.key === " ") openFrom(event);
});

let opening = 0;

async function open(id) {
  const now = ++opening;
  const parts = await showDetails(id, { start, at: (on) => go({ on }) });
  if (now !== opening) return;
  $("details").replaceChildren(...parts);
  $("details").scrollTop = 0;
  for (const box of $("picture").querySelectorAll(".box")) box.classList.toggle("open", box.dataset.id === id);
}

for (const name of CHOICES) $(name).addEventListener("change", () => go({ [name]: $(name).value.trim() }));
$("on").addEventListener("blur", () => { $("on").value ||= state.on; });
$("question").addEventListener("submit", (event) => {
  event.preventDefault();
  go({ on: $("on").value.trim() });
});
window.addEventListener("hashchange", arrive);
startSearch(start, failed);
arrive();
