import type { Report } from "../model";
import { counted } from "../phrases";
import { eachPiece, html, type Markup } from "./markup";

/** Findings that no act closes, by rule: of them the rule's own sentence says what to do. */
export function withoutAct({ acts, outcomes }: Pick<Report, "acts" | "outcomes">): Markup | false {
  const closed = new Set(acts.flatMap(({ findings }) => findings));
  const open = outcomes
    .map(({ rule, findings }) => ({ rule, count: findings.filter(each => !closed.has(each.fingerprint)).length }))
    .filter(({ count }) => count > 0);
  const sum = open.reduce((all, { count }) => all + count, 0);
  return (
    sum > 0 &&
    html`<details class="printed" id="without-act"><summary>${counted(sum, "finding")} that no act here closes</summary><ul>${eachPiece(
      open,
      ({ rule, count }) =>
        html`<li><a href="#findings?rule=${rule.id}">${rule.faultTitle}</a> (${count.toLocaleString("en-US")}): ${rule.fix}</li>`,
    )}</ul></details>`
  );
}
