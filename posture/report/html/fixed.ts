import { fixedOf } from "../fixed";
import type { Report } from "../model";
import type { Naming } from "../naming";
import { estateWords } from "../since-words";
import { eachPiece, html, type Markup } from "./markup";

/** What was fixed since the earlier report, by name. Left out where nothing was. */
export function fixed(report: Report, names: Naming): Markup | false {
  const { shown, more } = fixedOf(report, names);
  return (
    shown.length > 0 &&
    html`<section id="fixed">
<h2>Fixed since ${report.since?.collectedAt.slice(0, 10)}</h2>
${report.since?.estate && html`<p class="soft">By another estate than the earlier report, ${estateWords(report.since.estate)}: what is approved now counts as fixed.</p>`}
<ul>${eachPiece(
      shown,
      ({ severity, title, subject }) =>
        html`<li><span class="badge ${severity}">${severity}</span> ${title}: <bdi>${subject}</bdi></li>`,
    )}</ul>
${more > 0 && html`<p class="soft">And ${more.toLocaleString("en-US")} more.</p>`}
</section>`
  );
}
