import type { Gap } from "../../../catalogue/outcome";
import type { Report } from "../model";
import { type Naming, rulesOfGaps } from "../naming";
import { grantScript } from "./grants";
import { eachPiece, html } from "./markup";
import { table } from "./table";

export const gaps = (report: Report, names: Naming) => {
  const { gaps: missing } = report;
  const rulesOf = rulesOfGaps(report);
  return (
    missing.length > 0 &&
    html`<section id="gaps">
<h2>What could not be read</h2>
${table(
  [
    { title: "What", is: "head", cell: gap => html`${names.text(gap.what)}${gapSubjects(gap, names)}` },
    { title: "Why", cell: ({ reason }) => reason },
    { title: "What would allow it", cell: ({ missing }) => missing },
    { title: "Checks that needed it", cell: gap => ruleLinks(rulesOf(gap)) },
  ],
  missing,
)}
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
