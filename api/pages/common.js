// What the parts of the page share: asking the service, making elements, telling problems.

export function element(tag, text = "", attributes = {}, ...children) {
  const made = document.createElement(tag);
  made.textContent = text;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

export function query(parameters) {
  const pairs = Object.entries(parameters)
    .flatMap(([name, values]) => [values].flat().map((value) => [name, value]));
  return new URLSearchParams(pairs.filter(([, value]) => value)).toString();
}

async function answered(path, options) {
  let response;
  try {
    response = await fetch(`/v1/${path}`, options);
  } catch {
    throw Object.assign(new Error("连不上服务"), { remedy: "看看 zerenlian serve 是否还在运行" });
  }
  if (response.ok) return response;
  const problem = await response.json();
  const code = problem.type.split(":").at(-1);
  throw Object.assign(new Error(problem.detail), { remedy: problem.remedy, code });
}

export function ask(path, parameters = {}) {
  return answered(`${path}?${query(parameters)}`);
}

export function send(path, body) {
  const headers = { "Content-Type": "application/json" };
  return answered(path, { method: "POST", headers, body: JSON.stringify(body) });
}

export function complain(where, error) {
  const told = element("div", "", { class: "problem", role: "alert" }, element("b", error.message));
  if (error.remedy) told.append(element("span", error.remedy));
  where.replaceChildren(told);
}

export function linkTo(text, act) {
  const button = element("button", text, { class: "link", type: "button" });
  button.addEventListener("click", act);
  return button;
}
