// Facts read out of texts, each beside its sentence: accepted, corrected, refused, one after another.

import { ask, complain, element, send } from "./common.js";

const $ = (id) => document.getElementById(id);
const asked = { document: new URLSearchParams(location.search).get("document") ?? "" };
let kinds;
let next = "";
let writable = false;
let turn = 0;

const facts = () => [...document.querySelectorAll(".fact")];
const current = () => document.activeElement.closest?.(".fact") ?? null;
const link = (fact) =>
  `/texts/${encodeURIComponent(fact.document)}?at=${fact.start}-${fact.end}#at`;

function signed() {
  const by = $("by").value.trim();
  if (by) return by;
  $("by").focus();
  throw Object.assign(new Error("还没有写审核人"), { remedy: "在上方填写姓名，会随决定记下" });
}

// a promise's failure is told beside the fact that it is about
function trying(card, act) {
  const where = card.querySelector(".outcome");
  return Promise.resolve().then(act).catch((error) => complain(where, error));
}

function sentence(fact) {
  const start = fact.start - fact.sentence_start;
  const words = element("blockquote");
  words.append(fact.sentence.slice(0, start),
    element("mark", fact.sentence.slice(start, start + fact.quote.length)),
    fact.sentence.slice(start + fact.quote.length));
  return words;
}

function list(pairs) {
  const made = element("dl");
  for (const [label, value] of pairs) made.append(element("dt", label), element("dd", value));
  return made;
}

function lines(told, otherwise) {
  const shown = told.length ? told : [otherwise];
  return element("ul", "", {}, ...shown.map((line) => element("li", line)));
}

function namesake(card, fact, named, one) {
  const side = element("div", "", {}, element("h4", `库里的 ${one.name}`),
    lines(one.known, "未见任职和案件记录"),
    ...one.sources.slice(0, 3).map((source) =>
      element("small", `出处：${source.title} ${source.locator}`, { style: "display: block" })),
    element("small", `${one.id}　${one.verdict_label}`));
  if (one.verdict === "undecided" && writable) {
    const decide = (same) => () => trying(card, async () => {
      await send(`proposals/${fact.id}/identity`,
        { by: signed(), name: named.name, person: one.id, same });
      await show(fact.id);
    });
    const buttons = element("p", "", { class: "actions" });
    for (const [words, same] of [["是同一人", true], ["不是", false]]) {
      const button = element("button", words, { type: "button" });
      button.addEventListener("click", decide(same));
      buttons.append(button);
    }
    side.append(buttons);
  }
  return side;
}

function people(card, fact) {
  return fact.people.filter((named) => named.namesakes.length).map((named) =>
    element("section", "", { class: "people" },
      element("h3", `库里有 ${named.namesakes.length} 个同名的人，不按姓名认定`),
      element("div", "", { class: "side" },
        element("div", "", {}, element("h4", `文中的 ${named.name}`), lines(named.told, "无")),
        ...named.namesakes.map((one) => namesake(card, fact, named, one)))));
}

function decision(fact) {
  const by = fact.decision;
  const read = Object.entries(by.read).map(([label, value]) => `${label} ${value}`).join("　");
  return list([
    ["决定", [by.at.slice(0, 16), by.by, by.rule && `按规则：${by.rule}`, by.note]
      .filter(Boolean).join("　")],
    ...(read ? [["原来读作", read]] : []),
    ...(by.batch ? [["撤销", `zerenlian undo ${by.batch}`]] : []),
  ]);
}

function input(field, value) {
  const label = element("label", field.required ? `${field.label}（必填）` : field.label);
  let made;
  if (field.choices.length) {
    made = element("select", "", { name: field.label });
    for (const choice of ["", ...field.choices]) made.append(element("option", choice, { value: choice }));
  } else made = element("input", "", { name: field.label, maxlength: 2000 });
  made.value = value;
  label.append(made);
  return label;
}

function form(card, fact) {
  const kind = kinds.find((one) => one.name === fact.kind);
  const made = element("form", "", { class: "correct", autocomplete: "off" },
    ...kind.fields.map((field) => input(field, fact.fields[field.label] ?? "")),
    element("button", "改正并确认", { type: "submit" }));
  made.addEventListener("submit", (event) => {
    event.preventDefault();
    const written = Object.fromEntries(new FormData(made));
    const fields = Object.fromEntries(Object.entries(written)
      .filter(([label, value]) => value.trim() !== (fact.fields[label] ?? "")));
    decide(card, fact, "correct", { fields });
  });
  made.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    made.remove();
    card.focus();
  });
  return made;
}

function decide(card, fact, what, more = {}) {
  return trying(card, async () => {
    const answer = await send(`proposals/${fact.id}/${what}`, { by: signed(), ...more });
    const decided = made(await answer.json());
    const following = card.nextElementSibling;
    card.replaceWith(decided);
    (following ?? decided).focus();
    await counted();
  });
}

function correct(card, fact) {
  const open = card.querySelector("form");
  if (open) return open.remove();
  card.append(form(card, fact));
  return card.querySelector("form input, form select").focus();
}

function made(fact) {
  const card = element("section", "", { class: "fact", tabindex: 0, "data-id": fact.id,
    "aria-label": `${fact.kind} ${fact.quote}` });
  const open = element("a", "在原文中看", { href: link(fact), class: "open" });
  card.append(
    element("h2", "", {}, element("span", fact.kind),
      element("small", `${fact.title}　${fact.locator}　置信度 ${fact.confidence}　${fact.state_label}`)),
    sentence(fact), list(Object.entries(fact.fields)), ...people(card, fact));
  if (fact.decision) card.append(decision(fact));
  const actions = element("p", "", { class: "actions" });
  if (writable && fact.state !== "accepted") {
    const act = { a: () => decide(card, fact, "accept"), c: () => correct(card, fact),
      r: () => decide(card, fact, "reject") };
    const shown = fact.state === "waiting" ? [["确认 A", "a"], ["改正 C", "c"], ["否定 R", "r"]]
      : [["仍然确认 A", "a"], ["改正 C", "c"]];
    for (const [words, key] of shown) {
      const button = element("button", words, { type: "button", "data-key": key });
      button.addEventListener("click", act[key]);
      actions.append(button);
    }
  }
  if (fact.state !== "waiting") card.classList.add("decided");
  actions.append(open);
  card.append(actions, element("div", "", { class: "outcome" }));
  return card;
}

async function counted() {
  const state = $("state").value;
  const answer = await (await ask("proposals", { ...asked, state, limit: 1 })).json();
  $("count").textContent = `${answer.total.toLocaleString("zh-CN")} 条`;
}

async function page(cursor) {
  kinds ??= await (await ask("proposals/kinds")).json();
  const answer = await (await ask("proposals",
    { ...asked, state: $("state").value, limit: 20, cursor })).json();
  ({ next, writable } = answer);
  return answer;
}

async function show(keep = "") {
  const now = ++turn;
  const answer = await page("");
  if (now !== turn) return;
  $("told").replaceChildren();
  if (!writable) {
    complain($("told"), Object.assign(new Error("这里只能看"),
      { remedy: "服务对外开放而没有账户；要决定，在本机用 zerenlian review" }));
  }
  $("facts").replaceChildren(...answer.items.map(made));
  if (!answer.items.length) $("facts").append(element("p", "没有这样的事实", { class: "empty" }));
  $("count").textContent = `${answer.total.toLocaleString("zh-CN")} 条`;
  $("more").hidden = next === null;
  (facts().find((card) => card.dataset.id === keep) ?? facts()[0])?.focus();
}

function step(by) {
  const all = facts();
  const at = all.indexOf(current());
  all[Math.min(Math.max(at + by, 0), all.length - 1)]?.focus();
}

function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, select")) return;
  const key = event.key.toLowerCase();
  if (key === "j") step(1);
  else if (key === "k") step(-1);
  else if (key === "o") current()?.querySelector(".open").click();
  else if ("acr".includes(key)) current()?.querySelector(`[data-key=${key}]`)?.click();
  else return;
  event.preventDefault();
}

const failed = (error) => complain($("told"), error);
$("by").value = localStorage.getItem("by") ?? "";
$("by").addEventListener("change", () => localStorage.setItem("by", $("by").value.trim()));
$("asked").addEventListener("submit", (event) => event.preventDefault());
$("state").addEventListener("change", () => show().catch(failed));
$("more").addEventListener("click", () => page(next).then((answer) => {
  const cards = answer.items.map(made);
  $("facts").append(...cards);
  $("more").hidden = next === null;
  cards[0]?.focus();
}).catch(failed));
document.addEventListener("keydown", pressed);
show().catch(failed);
