import type { Gap } from "../../../catalogue/outcome";
import type { Report } from "../model";
import { type Naming, rulesOfGaps } from "../naming";
import { grantScript } from "./grants";
import { eachPiece, html } from "./markup";

export const gaps = (report: Report, names: Naming) => {
  const { gaps: missing } = report;
  const rulesOf = rulesOfGaps(report);
  return (
    missing.length > 0 &&
    html`<section id="gaps">
<h2>What could not be read</h2>
<table><thead><tr><th>What</th><th>Why</th><th>What would allow it</th><th>Checks that needed it</th></tr></thead><tbody>${eachPiece(
      missing,
      gap =>
        html`<tr><td>${names.text(gap.what)}${gapSubjects(gap, names)}</td><td>${gap.reason}</td><td>${gap.missing}</td><td>${ruleLinks(rulesOf(gap))}</td></tr>`,
    )}</tbody></table>
${grantScript(report)}
</section>`
  );
};

/** All of them by name: the page is where somebody looks them up. */
const gapSubjects = (gap: Gap, names: Naming) => {
  const called = names.ofGap(gap);
  return called.length > 0 && html` of ${called.join(", ")}`;
};

const ruleLinks = (rules: readonly string[]) =>
  eachPiece(rules, (rule, i) => html`${i > 0 && ", "}<a href="#${rule}">${rule}</a>`);
