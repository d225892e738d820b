import { effectWords, effortWords, stageWords, targetWords } from "../act-words";
import { firstActs } from "../first-acts";
import type { Report } from "../model";
import type { Naming } from "../naming";
import { counted } from "../phrases";
import { addressOf, portalPages } from "../portal-link";
import { commandBoxes } from "./copy-box";
import { elsewhere, most } from "./limits";
import { eachPiece, html, type Markup } from "./markup";
import { withoutAct } from "./without-act";

/** What to do, with every command: the first acts are open to the eye. Of the others paper has what they are. */
export const actsSection = (report: Report, names: Naming): Markup | false => {
  const { acts: all } = report;
  const pages = portalPages(report);
  const itemsOf = (acts: Report["acts"], printed: boolean) =>
    eachPiece(acts, act => itemOf(act, names, pages, printed));
  const first = new Set(firstActs(report));
  const others = all.filter(act => !first.has(act));
  return (
    all.length > 0 &&
    html`<section id="acts">
<h2>Do this first</h2>
<p class="soft">In this order: stop what burns, revoke what is in wrong hands, take rights back, close what is open, shrink what lies idle. Nothing here runs a command.</p>
<ol>${itemsOf([...first], true)}</ol>
${others.length > 0 && html`<details class="printed"><summary>Then ${counted(others.length, "act")} more</summary><p class="on-paper soft">Their targets and commands stand on this page in a browser, and in the same report as JSON.</p><ul>${itemsOf(others, false)}</ul></details>`}
${withoutAct(report)}
</section>`
  );
};

const itemOf = (
  act: Report["acts"][number],
  names: Naming,
  pages: ReturnType<typeof portalPages>,
  printed: boolean,
) => html`
<li><div class="act"><b>${act.says}</b>: <bdi>${targetWords(act, names)}</bdi><br><span class="soft">${stageWords[act.stage]}; ${effectWords(act)}; ${effortWords[act.effort]}; <a href="${act.learn}" rel="noreferrer">how</a></span></div>
<details${printed && html` class="printed"`}><summary>${counted(act.targets.length, "target")}</summary><ul>${eachPiece(
  act.targets.slice(0, most.rows),
  ({ name, id, kind, commands }, i) => {
    const link = i < linked ? addressOf(pages({ kind, id })) : undefined;
    return html`<li><bdi>${names.text(name)}</bdi> <code class="soft">${id}</code>${link !== undefined && html` <a href="${link}" rel="noreferrer">open in the portal</a>`}${commandBoxes(commands)}</li>`;
  },
)}</ul>${elsewhere(act.targets.length, most.rows, "targets")}</details></li>`;

/** So many targets of an act have their address: of the others it stands in the panel of their finding. */
const linked = 20;
