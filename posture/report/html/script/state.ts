/** What is looked at stands in the address, so that a link shows the same: `#findings?severity=critical&text=dana&sort=usd`. */
export const stateScript = `
const data = JSON.parse(document.querySelector("#data").textContent);
const [SEVERITY, RULE, SUBJECT, ID, SUBSCRIPTION, MESSAGE, PATH, PROOF, USD, FINGERPRINT, NEW, KIND, PORTAL, BOUND, SINCE, BY] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];
/** A text that an earlier row has in the same column is that row's number. */
for (const row of data.rows) for (let i = SUBJECT; i <= PROOF; i++) if (typeof row[i] === "number") row[i] = data.rows[row[i]][i];
/** By its number in a row: how it can be chosen, and how it is called. Whatever the earlier report could not have is not new. */
const freshness = [["", ""], ["new", "new"], ["first", "first judged"]];
const byFingerprint = new Map(data.rows.map((row, i) => [row[FINGERPRINT], i]));
const actsOf = new Map();
for (const act of data.acts) for (const fingerprint of act.findings) {
  const known = actsOf.get(fingerprint);
  if (known) known.push(act); else actsOf.set(fingerprint, [act]);
}
const nothingChosen = { severity: "", rule: "", kind: "", only: "", text: "", sort: "severity", group: "", open: "" };

/** An address of another page may choose what this one has no choice of, such as what is new where nothing is compared. */
function canBeChosen(name, value) {
  const box = document.querySelector('.filters select[name="' + name + '"]');
  return box ? [...box.options].some(option => option.value === value) : name !== "only";
}

function stateOfAddress() {
  const [place, query = ""] = location.hash.slice(1).split("?");
  const state = { ...nothingChosen };
  if (place !== "findings") return state;
  for (const [name, value] of new URLSearchParams(query)) if (Object.hasOwn(state, name) && canBeChosen(name, value)) state[name] = value;
  return state;
}

let state = stateOfAddress();

function choose(change) {
  state = { ...state, ...change };
  const query = new URLSearchParams(Object.entries(state).filter(([name, value]) => value !== nothingChosen[name]));
  const text = query.toString();
  history.replaceState(null, "", "#findings" + (text ? "?" + text : ""));
  show();
}
`;
