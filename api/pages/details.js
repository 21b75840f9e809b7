// What is recorded about one node: properties, what happened when, what it is joined to, and where each was read.

import { ask, element, linkTo } from "./common.js";

const SHOWN = 30;
const MARKS = 3;
let schema;

const IN_TEXT = /^第\d+行 第(\d+)–(\d+)字$/;

class Sources {
  #numbers = new Map();
  #kept = new Set();

  mark(sources) {
    const numbers = sources.map((source) => {
      const key = JSON.stringify([source.document, source.locator]);
      if (!this.#numbers.has(key)) this.#numbers.set(key, { number: this.#numbers.size + 1, source });
      return this.#numbers.get(key).number;
    });
    const once = [...new Set(numbers)];
    const more = once.length > MARKS ? `…共 ${once.length} 处` : "";
    return element("sup", once.slice(0, MARKS).map((number) => `[${number}]`).join("") + more);
  }

  // find out which texts are kept, so that their words can be opened
  async look() {
    const read = [...this.#numbers.values()].filter(({ source }) => IN_TEXT.test(source.locator));
    const document = [...new Set(read.map(({ source }) => source.document))].slice(0, SHOWN);
    if (document.length) this.#kept = new Set(await (await ask("texts", { document })).json());
  }

  list() {
    return [...this.#numbers.values()].map(({ source }) => {
      const item = element("li", `${source.title} ${source.locator}`);
      if (source.quote) item.append(element("q", source.quote));
      const span = this.#kept.has(source.document) && IN_TEXT.exec(source.locator);
      if (span) {
        const at = `/texts/${encodeURIComponent(source.document)}?at=${span[1] - 1}-${span[2]}#at`;
        item.append(element("a", "在原文中看", { href: at, target: "_blank", rel: "noopener" }));
      }
      return item;
    });
  }
}

// a list that begins short: the rest comes when asked for
function unfolding(rows, wrap) {
  const body = wrap(rows.slice(0, SHOWN));
  if (rows.length <= SHOWN) return [body];
  const more = linkTo(`再列出其余 ${rows.length - SHOWN} 条`, () => {
    body.append(...rows.slice(SHOWN));
    more.remove();
  });
  return [body, more];
}

function section(title, note, rows, wrap, empty) {
  const head = element("h3", `${title} `, {}, element("small", note));
  return rows.length ? [head, ...unfolding(rows, wrap)] : [head, element("p", empty, { class: "empty" })];
}

const table = (rows) => element("table", "", {}, ...rows);
const row = (first, ...rest) => element("tr", "", {}, element("td", "", {}, first), element("td", "", {}, ...rest));

function called(node, contexts) {
  return node.kind === "Post" && contexts[node.id] ? `${contexts[node.id]} ${node.caption}` : node.caption;
}

function properties(node) {
  const kind = schema.nodes[node.kind];
  const list = element("dl");
  for (const [name, values] of Object.entries(node.properties)) {
    const declared = kind.properties[name];
    if (values.length === 1 && values[0] === node.caption) continue;
    if (!declared || declared.protected || name === "source_data" || name === "digest") continue;
    const terms = declared.one_of ? schema.enumerations[declared.one_of] : {};
    const told = values.map((value) => terms[value]?.zh ?? (value === true ? "是" : value === false ? "否" : String(value)));
    const conflict = told.length > 1 && !declared.many ? "（各说不一）" : "";
    list.append(element("dt", declared.zh), element("dd", told.join(" / ") + conflict));
  }
  return list;
}

// what several sources merely saw of one relation is one row, from the first sighting to the last
function gathered(told) {
  const seen = new Map();
  return told.filter((moment) => {
    moment.last = moment.date;
    const first = moment.what === "seen" && seen.get(moment.edge.id);
    if (first) {
      first.last = moment.date;
      first.sources = [...first.sources, ...moment.sources];
    } else if (moment.what === "seen") seen.set(moment.edge.id, moment);
    return !first;
  });
}

function moments(told, contexts, notes, act) {
  return gathered(told).map((moment) => {
    const cited = notes.mark(moment.sources);
    const text = element("small", moment.text.replace("　", " · "));
    const cells = moment.other
      ? [linkTo(called(moment.other, contexts), () => act.start(moment.other.id)), cited, text]
      : [document.createTextNode(moment.text), cited];
    const days = moment.last === moment.date ? moment.date : `${moment.date} — ${moment.last}`;
    return row(linkTo(days, () => act.at(moment.last)), ...cells);
  });
}

// relations without any date: the others stand in the timeline
function undated(around, id, contexts, notes, act) {
  const nodes = Object.fromEntries(around.nodes.map((node) => [node.id, node]));
  return around.edges.filter((edge) => !edge.span.words).map((edge) => {
    const leaving = edge.source === id;
    const other = nodes[leaving ? edge.target : edge.source];
    return row(document.createTextNode(`${edge.label} ${leaving ? "→" : "←"}`),
      linkTo(called(other, contexts), () => act.start(other.id)), notes.mark(edge.sources));
  });
}

export async function showDetails(id, act) {
  schema ??= await (await ask("schema")).json();
  const key = encodeURIComponent(id);
  const [node, told, sources, around] = await Promise.all(
    [`nodes/${key}`, `nodes/${key}/timeline`, `records/${key}/sources`, `nodes/${key}/neighbourhood`]
      .map(async (path) => (await ask(path)).json()));
  const contexts = around.contexts;
  const notes = new Sources();
  notes.mark(sources);
  const actions = element("p", "", { class: "actions" });
  const begin = element("button", "以此为起点", { type: "button" });
  begin.addEventListener("click", () => act.start(node.id));
  actions.append(begin);
  const happened = moments(told, contexts, notes, act);
  const joined = undated(around, id, contexts, notes, act);
  await notes.look();
  return [
    element("small", node.label), element("h2", node.caption), element("p", contexts[id] ?? ""),
    actions, properties(node),
    ...section("经过", told.length ? "点日期看当日的图" : "", happened, table, "未见有日期的记录"),
    ...(joined.length ? section("关系", "未见日期", joined, table, "") : []),
    ...section("出处", "", notes.list(), (items) => element("ol", "", {}, ...items), "无"),
  ];
}
