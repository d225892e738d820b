/** The table of findings: filtered, sorted and grouped, and only so many rows in the document as can be seen. */
export const tableScript = `
const table = document.querySelector("#rows"), body = table.tBodies[0], frame = document.querySelector("#window");
const form = document.querySelector(".filters"), counted = document.querySelector("#shown");
/** What can be looked for in each row, but its rule's words: put together while nobody asks, for the first key to be quick. */
const words = new Array(data.rows.length);
const wordsOf = i => words[i] ??= wordsOfRow(data.rows[i]);
const wordsOfRow = row => [
  ...row.slice(SUBJECT, PROOF), ...row[PROOF], row[FINGERPRINT], data.severities[row[SEVERITY]], freshness[row[NEW]][1],
  data.times[row[SINCE]] ?? "", ...(row[BY] ?? []), ...(actsOf.get(row[FINGERPRINT]) ?? []).map(({ says }) => says),
].join("\\n").toLowerCase();
const ruleWords = data.rules.map(({ id, title, why, fix, requirements }) => [id, title, why, fix, ...requirements].join("\\n").toLowerCase());
let ready = 0;
function prepare(deadline) {
  while (ready < words.length && deadline.timeRemaining() > 1) for (const end = Math.min(words.length, ready + 200); ready < end; ready++) wordsOf(ready);
  if (ready < words.length) requestIdleCallback(prepare);
}
requestIdleCallback(prepare);
const sorts = {
  severity: (a, b) => a[SEVERITY] - b[SEVERITY],
  usd: (a, b) => b[USD] - a[USD],
  rule: (a, b) => compare(data.rules[a[RULE]].id, data.rules[b[RULE]].id),
  subject: (a, b) => compare(a[SUBJECT], b[SUBJECT]),
  subscription: (a, b) => compare(a[SUBSCRIPTION], b[SUBSCRIPTION]),
  since: (a, b) => (a[SINCE] ?? 0) - (b[SINCE] ?? 0),
};
const compare = (a, b) => a < b ? -1 : a > b ? 1 : 0;
const groups = {
  rule: row => data.rules[row[RULE]].title,
  subject: row => row[SUBJECT],
  subscription: row => row[SUBSCRIPTION] || "no subscription",
};
const orders = new Map();
/** Every row in one order: worked out when it is first asked for. */
function inOrder(sort) {
  if (!orders.has(sort)) orders.set(sort, data.rows.map((_, i) => i).sort((a, b) => sorts[sort](data.rows[a], data.rows[b]) || a - b));
  return orders.get(sort);
}

/** Numbers of rows, and titles of groups, from top to bottom. */
let lines = [], found = [], searched = { key: "nothing yet", text: "" };
function find() {
  const severities = new Set(state.severity ? state.severity.split(",").map(name => data.severities.indexOf(name)) : data.severities.keys());
  const text = state.text.trim().toLowerCase();
  const fresh = freshness.findIndex(([name]) => name === state.only);
  const wanted = text.split(/\\s+/).filter(word => word !== "").map(word => ({ word, rules: ruleWords.map(each => each.includes(word)) }));
  // whoever types on looks among what was found: no other row can have more of the words, or longer ones
  const key = [state.severity, state.rule, state.kind, state.only, state.sort].join("&");
  const among = searched.key === key && text.startsWith(searched.text) ? found : inOrder(state.sort in sorts ? state.sort : "severity");
  searched = { key, text };
  found = among.filter(i => {
    const row = data.rows[i];
    return severities.has(row[SEVERITY])
      && (!state.rule || data.rules[row[RULE]].id === state.rule)
      && (!state.kind || row[KIND] === state.kind)
      && (fresh < 1 || row[NEW] === fresh)
      && wanted.every(({ word, rules }) => rules[row[RULE]] || wordsOf(i).includes(word));
  });
  lines = found;
  const group = groups[state.group];
  if (!group) return;
  const members = new Map();
  for (const i of found) {
    const title = group(data.rows[i]);
    const known = members.get(title);
    if (known) known.push(i); else members.set(title, [i]);
  }
  lines = [];
  for (const [title, rows] of members) lines.push(title + " (" + rows.length + ")", ...rows);
}

const usdOf = row => row[USD] ? data.bounds[row[BOUND]] + "$" + row[USD].toLocaleString("en-US") : "";
const cell = (className, text) => {
  const made = document.createElement("td");
  made.className = className;
  const name = document.createElement("bdi");
  name.textContent = text;
  made.append(name);
  // what has no room ends in an ellipsis, and is read here
  made.title = text;
  return made;
};
function lineOf(at) {
  const line = lines[at], row = document.createElement("tr");
  row.setAttribute("aria-rowindex", String(at + 2));
  if (typeof line === "string") {
    const title = document.createElement("th");
    title.colSpan = 5;
    title.scope = "rowgroup";
    title.textContent = title.title = line;
    row.className = "group";
    row.append(title);
    return row;
  }
  const [severity, , subject, , subscription, message, , , , fingerprint, fresh] = data.rows[line];
  const level = cell("badge " + data.severities[severity], data.severities[severity] + (fresh === 1 ? " new" : ""));
  const what = document.createElement("td");
  const open = document.createElement("button");
  open.type = "button";
  open.dataset.open = fingerprint;
  const said = document.createElement("bdi");
  said.textContent = open.title = message;
  open.append(said);
  what.append(open);
  row.append(level, what, cell("", subject), cell("", subscription), cell("number", usdOf(data.rows[line])));
  if (fingerprint === state.open) row.setAttribute("aria-selected", "true");
  return row;
}

/** Of a row in pixels, as the style sheet has it: a line, or a card where there is no room for lines. */
const narrow = matchMedia("(max-width: 760px)");
let height = 40;
function draw() {
  height = narrow.matches ? 96 : 40;
  const all = lines.length;
  const first = Math.max(0, Math.floor(frame.scrollTop / height) - 10);
  // before it is filled the frame is lower than it will be
  const last = Math.min(all, Math.ceil((frame.scrollTop + innerHeight) / height) + 10);
  const space = rows => {
    const made = document.createElement("tr");
    made.setAttribute("aria-hidden", "true");
    made.className = "space";
    made.style.height = rows * height + "px";
    return made;
  };
  const shown = [];
  for (let i = first; i < last; i++) shown.push(lineOf(i));
  body.replaceChildren(...(first > 0 ? [space(first)] : []), ...shown, ...(last < all ? [space(all - last)] : []));
}

function show() {
  find();
  table.setAttribute("aria-rowcount", String(lines.length + 1));
  counted.textContent = found.length.toLocaleString("en-US") + " of " + data.rows.length.toLocaleString("en-US") + " shown";
  for (const box of form.querySelectorAll("[name=severity]")) box.checked = !state.severity || state.severity.split(",").includes(box.value);
  for (const name of ["text", "sort", "group", "only"]) if (form.elements[name] && form.elements[name].value !== state[name]) form.elements[name].value = state[name];
  for (const figure of document.querySelectorAll("[data-choose]")) figure.setAttribute("aria-pressed", String(isChosen(figure)));
  draw();
  showPanel();
}

const chosenBy = figure => Object.fromEntries(new URLSearchParams(figure.dataset.choose));
const isChosen = figure => Object.entries(chosenBy(figure)).every(([name, value]) => state[name] === value);

form.addEventListener("input", () => {
  const boxes = [...form.querySelectorAll("[name=severity]")];
  const on = boxes.filter(box => box.checked).map(box => box.value);
  choose({
    severity: on.length === boxes.length ? "" : on.join(",") || "none",
    text: form.elements.text.value,
    sort: form.elements.sort.value,
    group: form.elements.group.value,
    only: form.elements.only?.value ?? "",
  });
  frame.scrollTop = 0;
});
form.addEventListener("submit", event => event.preventDefault());
document.querySelector("#all").addEventListener("click", () => choose({ ...nothingChosen, open: state.open }));
for (const figure of document.querySelectorAll("[data-choose]")) {
  figure.disabled = false;
  figure.addEventListener("click", () => {
    choose(isChosen(figure) ? nothingChosen : { ...nothingChosen, ...chosenBy(figure) });
    document.querySelector("#findings").scrollIntoView();
  });
}
frame.addEventListener("scroll", () => requestAnimationFrame(draw));
addEventListener("resize", draw);
addEventListener("hashchange", () => {
  state = stateOfAddress();
  show();
  if (location.hash.startsWith("#findings?")) document.querySelector("#findings").scrollIntoView();
});
/** Of a browser that does not print what is folded, where the style sheet asks for it. */
let unfolded = [];
addEventListener("beforeprint", () => { unfolded = [...document.querySelectorAll("details.printed:not([open])")]; for (const part of unfolded) part.open = true; });
addEventListener("afterprint", () => { for (const part of unfolded) part.open = false; });
`;
