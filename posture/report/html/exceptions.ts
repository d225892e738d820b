import { inWords } from "../../../catalogue/exceptions";
import type { Finding } from "../../../catalogue/outcome";
import type { Report } from "../model";
import type { Naming } from "../naming";
import { idleReasons } from "../phrases";
import { elsewhere, most } from "./limits";
import { eachPiece, html } from "./markup";
import { table } from "./table";

export const exceptions = ({ excepted, idleExceptions }: Report, names: Naming) =>
  excepted.length + idleExceptions.length > 0 &&
  html`<section id="exceptions">
<h2>Exceptions</h2>
<p class="soft">Faults that the estate excepts. They are counted nowhere else on this page.</p>
${
  excepted.length > 0 &&
  table(
    [
      { title: "Check", is: "head", cell: ({ finding }) => html`<code>${finding.rule}</code>` },
      { title: "Subject", cell: ({ finding }) => subjectOf(finding, names) },
      { title: "What was found", cell: ({ finding }) => html`<bdi>${names.text(finding.message)}</bdi>` },
      { title: "Exception", cell: ({ exception }) => html`<bdi>${inWords(exception)}</bdi>` },
    ],
    excepted.slice(0, most.rows),
  )
}
${elsewhere(excepted.length, most.rows, "excepted findings")}
${eachPiece(idleExceptions, ({ exception, why }) => html`<p class="unknown">The exception from <code>${exception.rule}</code> for <code>${exception.resource}</code> ${idleReasons[why]}: ${exception.owner} can remove it.</p>`)}
</section>`;

const subjectOf = ({ subject }: Finding, names: Naming) =>
  html`<bdi>${names.subject(subject)}</bdi><br><code class="soft">${subject.id}</code>`;
