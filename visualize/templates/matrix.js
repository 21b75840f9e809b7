"use strict";
const data = JSON.parse(document.getElementById("data").textContent);
const details = document.getElementById("details");

function element(name, text, parent) {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  if (parent) parent.append(made);
  return made;
}

function pair(list, label, text) {
  if (!text) return;
  element("dt", label, list);
  element("dd", text, list);
}

function show(number) {
  const cell = data.cells[number];
  details.replaceChildren();
  element("h2", cell.below, details);
  const list = element("dl", "", details);
  pair(list, "状态", cell.status);
  pair(list, "可能是", cell.may_be);
  pair(list, "时效", cell.timeliness);
  pair(list, "规则", cell.rule);
  pair(list, "依据", cell.basis);
  pair(list, "情形", cell.occasion);
  pair(list, "期限", cell.due);
  pair(list, "下级负责人", cell.heads_below);
  pair(list, "上级", cell.above);
  pair(list, "上级负责人", cell.heads_above);
  element("h3", "记录", details);
  if (!cell.records.length) element("p", "未见记录", details).className = "hint";
  const records = element("ol", "", details);
  for (const record of cell.records) {
    const item = element("li", record.words, records);
    if (record.entered) element("small", `　录入 ${record.entered}`, item);
    for (const source of record.sources) {
      const line = element("div", "", item);
      const link = element("a", `[${source}] ${data.sources[source - 1]}`, line);
      link.href = `#source-${source}`;
    }
  }
}

for (const button of document.querySelectorAll("[data-cell]")) {
  button.addEventListener("click", () => {
    for (const other of document.querySelectorAll("[data-cell][aria-pressed=true]")) {
      other.setAttribute("aria-pressed", "false");
    }
    button.setAttribute("aria-pressed", "true");
    show(Number(button.dataset.cell));
  });
}

for (const entry of document.querySelectorAll(".legend [data-status]")) {
  entry.addEventListener("click", () => {
    const shown = entry.getAttribute("aria-pressed") !== "true";
    entry.setAttribute("aria-pressed", String(shown));
    for (const button of document.querySelectorAll("[data-cell]")) {
      if (button.dataset.status === entry.dataset.status) button.hidden = !shown;
    }
  });
}
