import { scaleLinear } from "d3-scale";
import { figure } from "../../facts/amount";
import { amountWords, gpuWords, usd } from "../../report-text";
import type { BlastRadius } from "../model";
import { breakable } from "./breakable";
import { html, type Markup } from "./markup";

/** The chart shows so many identities; the table below it has them all. */
const shown = 10;

/**
 * USD per day by identity, as horizontal bars: the shape of the danger at a glance. Only the bars are drawn, in shares of what room
 * there is: words in a drawing would shrink with it.
 */
export function blastChart(radii: readonly BlastRadius[]): Markup | undefined {
  const rows = radii
    .flatMap(radius => {
      const known = figure(radius.usdPerDay) ?? 0;
      return known > 0 ? [{ ...radius, known }] : [];
    })
    .slice(0, shown);
  if (!rows.length) return undefined;
  const share = scaleLinear([0, Math.max(...rows.map(({ known }) => known))], [0, 100]);
  return html`<ul class="chart" aria-label="USD per day by identity">${rows.map(
    ({ principal, usdPerDay, known, gpus, defended }) => html`
<li><bdi>${breakable(principal.name)}</bdi><svg aria-hidden="true"><rect width="${share(known).toFixed(1)}%" height="100%" rx="3" class="${toneOf(defended)}"/></svg><span>${amountWords(usdPerDay, usd)}, ${gpuWords(gpus)}</span></li>`,
  )}
</ul>`;
}

const toneOf = (defended: BlastRadius["defended"]): string =>
  defended === "unknown" || defended === "partly" ? "unsure" : defended ? "defended" : "undefended";
