// The search field and its list of hits. Nothing is chosen for the asker where several fit.

import { ask, element } from "./common.js";

const $ = (id) => document.getElementById(id);
let turn = 0;
let asked = 0;
let hits = [];
let chosen = -1;
let start;

function show(told = "") {
  const items = hits.map((hit, index) => {
    const selected = index === chosen;
    const item = element("li", "", { id: `hit-${index}`, role: "option", "aria-selected": selected },
      element("b", hit.node.caption), element("small", `${hit.node.label} · ${hit.how_label}`),
      element("span", hit.context));
    item.addEventListener("mousedown", (event) => { event.preventDefault(); take(hit); });
    return item;
  });
  $("hits").replaceChildren(...items);
  $("told").textContent = told;
  $("found").hidden = items.length === 0;
  $("text").setAttribute("aria-expanded", String(items.length > 0));
  if (chosen >= 0) {
    $("text").setAttribute("aria-activedescendant", `hit-${chosen}`);
    items[chosen].scrollIntoView({ block: "nearest" });
  } else $("text").removeAttribute("aria-activedescendant");
}

function close() {
  turn += 1;
  hits = [];
  chosen = -1;
  show();
}

function take(hit) {
  close();
  start(hit.node.id);
}

async function found(text) {
  return (await ask("search", { q: text, limit: 12 })).json();
}

async function look() {
  const text = $("text").value.trim();
  const now = ++turn;
  if (!text) return close();
  const answer = await found(text);
  if (now !== turn) return undefined;
  hits = answer.hits;
  chosen = -1;
  return show(answer.more ? "还有更多，再多写几个字" : "");
}

async function submit() {
  if (chosen >= 0) return take(hits[chosen]);
  const text = $("text").value.trim();
  if (!text) return undefined;
  const now = ++asked;
  const answer = await found(text);
  if (now !== asked) return undefined;
  const best = answer.hits.filter((hit) => hit.how === answer.hits[0].how);
  if (!best.length) {
    const remedy = "换一个写法：全名、简称、拼音或首字母";
    throw Object.assign(new Error(`没有找到“${text}”`), { remedy });
  }
  if (best.length === 1) return take(best[0]);
  turn += 1;
  hits = answer.hits;
  chosen = 0;
  $("text").focus();
  return show("不止一个，用 ↑↓ 选定后回车");
}

export function startSearch(begin, tell) {
  start = begin;
  const failed = (error) => { close(); tell(error); };
  $("text").addEventListener("input", () => look().catch(failed));
  $("text").addEventListener("blur", close);
  $("text").addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && hits.length) {
      chosen = chosen < 0 && step < 0 ? hits.length - 1 : (chosen + step + hits.length) % hits.length;
      show();
      event.preventDefault();
    } else if (event.key === "Escape") close();
  });
  $("search").addEventListener("submit", (event) => {
    event.preventDefault();
    submit().catch(failed);
  });
}
