import { inWords } from "../../../catalogue/exceptions";
import type { Report } from "../model";
import type { Naming } from "../naming";
import { idleReasons } from "../phrases";
import { eachPiece, html } from "./markup";

export const exceptions = ({ excepted, idleExceptions }: Report, names: Naming) =>
  excepted.length + idleExceptions.length > 0 &&
  html`<section id="exceptions">
<h2>Exceptions</h2>
<p class="soft">Faults that the estate excepts. They are counted nowhere else on this page.</p>
${
  excepted.length > 0 &&
  html`<table><thead><tr><th>Check</th><th>Subject</th><th>What was found</th><th>Exception</th></tr></thead><tbody>${eachPiece(
    excepted,
    ({ finding: { rule, subject, message }, exception }) => html`
<tr><td><code>${rule}</code></td><td>${names.subject(subject)}<br><code class="soft">${subject.id}</code></td><td>${names.text(message)}</td><td>${inWords(exception)}</td></tr>`,
  )}
</tbody></table>`
}
${eachPiece(idleExceptions, ({ exception, why }) => html`<p class="unknown">The exception from <code>${exception.rule}</code> for <code>${exception.resource}</code> ${idleReasons[why]}: ${exception.owner} can remove it.</p>`)}
</section>`;
