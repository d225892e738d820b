import type { Outcome } from "../../../catalogue/outcome";
import type { Report } from "../model";
import { hiddenWords, type Naming, ofSubjects } from "../naming";
import { counted, headlineOf } from "../phrases";
import { populationWords } from "../population-words";
import { elsewhere, most } from "./limits";
import { eachPiece, html } from "./markup";
import { table } from "./table";

/** What each check looks at and what to do; what it found stands in the table of findings. */
export const checksSection = ({ outcomes }: Report, names: Naming) => html`<section id="checks">
<h2>Checks that fail, or could not be assessed</h2>
${eachPiece(
  outcomes.filter(({ status }) => status !== "pass"),
  outcome => check(outcome, names),
)}
${table(
  [
    { title: "Status", tone: ({ status }) => `badge ${status}`, cell: ({ status }) => statusWords(status) },
    { title: "Severity", tone: outcome => `badge ${headlineOf(outcome).severity}`, cell: o => headlineOf(o).severity },
    { title: "Check", cell: outcome => headlineOf(outcome).title },
    { title: "Findings", is: "number", cell: ({ findings, hidden = 0 }) => findings.length + hidden },
    { title: "Of what was examined", cell: populationWords },
  ],
  outcomes.filter(({ status }) => status !== "pass"),
  { kind: "on-paper" },
)}
</section>`;

const statusWords = (status: Outcome["status"]) => (status === "unknown" ? "not assessed" : status);

const check = (outcome: Outcome, names: Naming) => {
  const { rule, status, findings: found, unknowns, gaps: missing, hidden = 0 } = outcome;
  const { severity, title } = headlineOf(outcome);
  return html`
<article class="check" id="${rule.id}">
<header><span class="badge ${status}">${statusWords(status)}</span><span class="badge ${severity}">${severity}</span><h3>${title}</h3><code class="soft">${rule.id}</code></header>
<p>${rule.why}</p>
<p><b>What to do:</b> ${rule.fix}</p>
${examined(outcome)}
${found.length > 0 && html`<p><a href="#findings?rule=${rule.id}">${counted(found.length, "finding")}</a></p>`}
${hidden > 0 && html`<p class="soft">${hiddenWords(hidden)}.</p>`}
${
  unknowns.length > 0 &&
  html`<details><summary>${counted(unknowns.length, "subject")} could not be judged</summary>${table(
    [
      { title: "Who or what", is: "head", cell: ({ subject }) => html`<bdi>${names.subject(subject)}</bdi>` },
      { title: "Why", cell: ({ why }) => why },
    ],
    unknowns.slice(0, most.rows),
  )}${elsewhere(unknowns.length, most.rows, "subjects")}</details>`
}
${eachPiece(missing, gap => html`<p class="unknown">${gap.what}${ofSubjects(names.ofGap(gap))} could not be read: needs ${gap.missing}.</p>`)}
</article>`;
};

const examined = (outcome: Outcome) => {
  const words = populationWords(outcome);
  return words !== undefined && html`<p><b>Of what was examined:</b> ${words}</p>`;
};

export const passed = ({ outcomes }: Report) => {
  const healthy = outcomes.filter(({ status }) => status === "pass");
  return (
    healthy.length > 0 &&
    html`<section id="passed">
<h2>Healthy</h2>
${table(
  [
    { title: "Check", is: "head", cell: ({ rule }) => html`<code>${rule.id}</code>` },
    { title: "What was found", cell: ({ rule }) => rule.title },
    { title: "Of what was examined", cell: populationWords },
  ],
  healthy,
  { rowId: ({ rule }) => rule.id },
)}
</section>`
  );
};
