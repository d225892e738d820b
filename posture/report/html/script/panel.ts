import { longWord, placesToBreak } from "../breakable";

/** One finding in full, beside the table: what, why, proof, what to do, how to except it; and the buttons that copy. */
export const panelScript = `
const panel = document.querySelector("#panel"), missing = document.querySelector("#missing");
const part = (title, ...children) => {
  if (children.length === 0) return [];
  const heading = document.createElement("h3");
  heading.textContent = title;
  return [heading, ...children];
};
/** Long words go on on the next line where they are put together. */
const breakable = text => text.split(${longWord}).flatMap(piece => ${longWord}.test(piece) ? piece.split(${placesToBreak}) : [piece]).flatMap((part, i) => i > 0 ? [document.createElement("wbr"), part] : [part]);
const paragraph = text => {
  const made = document.createElement("p");
  const name = document.createElement("bdi");
  name.append(...breakable(text));
  made.append(name);
  return made;
};
const list = texts => {
  const made = document.createElement("ul");
  for (const text of texts) {
    const item = document.createElement("li");
    item.append(...breakable(text));
    made.append(item);
  }
  return made;
};
/** Text that can be copied: it is selected where the browser gives no clipboard. */
function copied(label, text) {
  const made = document.createElement("div"), title = document.createElement("span"), code = document.createElement("pre"), button = document.createElement("button");
  made.className = "copy";
  title.className = "soft";
  title.textContent = label;
  code.textContent = text;
  button.type = "button";
  button.textContent = "Copy";
  button.dataset.copy = "";
  made.append(title, code, button);
  return made;
}

function showPanel() {
  const at = byFingerprint.get(state.open) ?? -1;
  panel.hidden = at < 0;
  missing.textContent = at < 0 && state.open ? missing.dataset.says : "";
  if (at < 0) return;
  const row = data.rows[at], rule = data.rules[row[RULE]];
  const acts = actsOf.get(row[FINGERPRINT]) ?? [];
  const subject = document.createElement("p");
  const id = document.createElement("code");
  id.append(...breakable(row[ID] + (row[PATH] ? " " + row[PATH] : "")));
  subject.append(id);
  const [portal, end] = Array.isArray(row[PORTAL]) ? row[PORTAL] : [row[PORTAL], row[ID]];
  if (portal >= 0) {
    const page = document.createElement("a");
    page.href = data.portals[portal] + end;
    page.rel = "noreferrer";
    page.textContent = "Open in the portal";
    subject.append(" ", page);
  }
  const link = document.createElement("a");
  link.href = "#findings?open=" + row[FINGERPRINT];
  link.textContent = "Link to this finding";
  panel.querySelector("h2").replaceChildren(...breakable(row[SUBJECT]));
  panel.querySelector(".content").replaceChildren(
    paragraph(row[MESSAGE]),
    subject,
    ...(row[SUBSCRIPTION] ? [paragraph("In " + row[SUBSCRIPTION])] : []),
    ...(row[USD] ? [paragraph(usdOf(row) + " a day")] : []),
    ...(data.times[row[SINCE]] ? [paragraph(data.times[row[SINCE]])] : []),
    ...(row[BY] ? part("Done by", list(row[BY])) : []),
    ...part("Rule", paragraph(rule.id + ", " + data.severities[row[SEVERITY]] + ": " + rule.title), ...(rule.examined ? [paragraph("Of what was examined: " + rule.examined)] : [])),
    ...part("Why", paragraph(rule.why)),
    ...(row[PROOF].length ? part("Proof", list(row[PROOF])) : []),
    ...part("What to do", paragraph(rule.fix), ...acts.flatMap(({ says, learn, commands }) => {
      const how = document.createElement("a");
      how.href = learn;
      how.rel = "noreferrer";
      how.textContent = "How, by Microsoft";
      return [paragraph(says), how, ...commands.map(([shell, lines]) => copied(shell, lines))];
    })),
    ...part("How to except it, in the estate", copied("computeguard.yaml, exceptions", "- {rule: " + rule.id + ", resource: " + JSON.stringify(row[ID]) + ", reason: …, owner: …, until: …}")),
    ...(rule.requirements.length ? part("Tested for", list(rule.requirements)) : []),
    ...part("Fingerprint", paragraph(row[FINGERPRINT]), link),
  );
}

function step(by) {
  const at = found.findIndex(i => data.rows[i][FINGERPRINT] === state.open);
  if (at + by >= 0 && at + by < found.length) choose({ open: data.rows[found[at + by]][FINGERPRINT] });
}
function closePanel() {
  const before = state.open;
  choose({ open: "" });
  (body.querySelector('[data-open="' + CSS.escape(before) + '"]') ?? frame).focus();
}
body.addEventListener("click", event => {
  const open = event.target.closest("[data-open]");
  if (!open) return;
  choose({ open: open.dataset.open });
  panel.querySelector("h2").focus();
});
panel.querySelector("#previous").addEventListener("click", () => step(-1));
panel.querySelector("#next").addEventListener("click", () => step(1));
panel.querySelector("#close").addEventListener("click", closePanel);
addEventListener("keydown", event => { if (event.key === "Escape" && state.open) closePanel(); });

document.addEventListener("click", async event => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const source = button.parentElement.querySelector("pre");
  getSelection().selectAllChildren(source);
  try {
    await navigator.clipboard.writeText(source.textContent);
    button.textContent = "Copied";
  } catch {
    button.textContent = "Selected: press Ctrl+C";
  }
});
`;
