import { scaleBand, scaleLinear } from "d3-scale";
import { figure } from "../../facts/amount";
import { amountWords, gpuWords, usd } from "../../report-text";
import type { BlastRadius } from "../model";
import { html, type Markup } from "./markup";

const width = 720;
const barHeight = 26;
const labelWidth = 240;
const valueWidth = 230;
/** The chart shows so many identities; the table below it has them all. */
const shown = 10;

/** USD per day by identity, as horizontal bars: the shape of the danger at a glance. */
export function blastChart(radii: readonly BlastRadius[]): Markup | undefined {
  const rows = radii
    .flatMap(radius => {
      const known = figure(radius.usdPerDay) ?? 0;
      return known > 0 ? [{ ...radius, known }] : [];
    })
    .slice(0, shown);
  if (!rows.length) return undefined;
  const height = rows.length * barHeight;
  const x = scaleLinear([0, Math.max(...rows.map(({ known }) => known))], [0, width - labelWidth - valueWidth]);
  const y = scaleBand([...rows.keys()].map(String), [0, height]).padding(0.25);
  const spoken = rows.map(({ principal, usdPerDay }) => `${principal.name} ${amountWords(usdPerDay, usd)}`).join(", ");
  return html`<svg class="chart" viewBox="0 0 ${width} ${height}" role="img" aria-label="USD per day by identity: ${spoken}">
${rows.map(({ principal, usdPerDay, known, gpus, defended }, i) => {
  const top = y(String(i)) ?? 0;
  const middle = top + y.bandwidth() / 2;
  return html`<text x="${labelWidth - 8}" y="${middle}" class="label">${short(principal.name)}</text>
<rect x="${labelWidth}" y="${top}" width="${x(known).toFixed(1)}" height="${y.bandwidth().toFixed(1)}" rx="3" class="${defended === "unknown" || defended === "partly" ? "unsure" : defended ? "defended" : "undefended"}"/>
<text x="${(labelWidth + x(known) + 8).toFixed(1)}" y="${middle}">${amountWords(usdPerDay, usd)}, ${gpuWords(gpus)}</text>
`;
})}</svg>`;
}

const short = (name: string) => (name.length > 32 ? `${name.slice(0, 31)}…` : name);
