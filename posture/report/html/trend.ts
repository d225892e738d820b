import { scaleLinear } from "d3-scale";
import { type Amount, figure } from "../../facts/amount";
import { amountWords, usd } from "../../report-text";
import { pointOf } from "../history";
import type { Point } from "../history-schema";
import type { Report } from "../model";
import { eachPiece, html, type Markup } from "./markup";
import { type Column, table } from "./table";

const width = 300;
const height = 70;
const margin = 6;

/** What is drawn of each report, each by a scale of its own. `undefined` is not known, and leaves a gap in the line. */
const lines: readonly {
  readonly words: string;
  readonly value: (point: Point) => number | undefined;
  readonly says: (point: Point) => string;
}[] = [
  {
    words: "Critical and high findings",
    value: ({ findings }) => findings.critical + findings.high,
    says: ({ findings }) => (findings.critical + findings.high).toLocaleString("en-US"),
  },
  { words: "USD a day that burn", ...money(({ burningUsdPerDay }) => burningUsdPerDay) },
  { words: "USD a day that could burn", ...money(({ exposedUsdPerDay }) => exposedUsdPerDay) },
];

function money(of: (point: Point) => Amount | undefined) {
  return {
    value: (point: Point) => figure(of(point) ?? { is: "unknown" }),
    says: (point: Point) => amountWords(of(point) ?? { is: "unknown" }, usd),
  };
}

/** How this report stands to the earlier ones: drawn, and as a table for whoever does not see it. Nothing without earlier ones. */
export function trend(report: Report): Markup | false {
  const now = pointOf(report);
  const points = [...(report.history ?? []), ...(now ? [now] : [])];
  if (points.length < 2) return false;
  const told = lines.filter(({ value }) => points.some(point => value(point) !== undefined));
  return html`<section id="trend">
<h2>From report to report</h2>
<ul class="tiles">${eachPiece(told, line => html`<li>${drawn(line, points)}</li>`)}</ul>
<details><summary>${points.length} reports as a table</summary>
${table(
  [
    { title: "Report of", is: "head", cell: ({ collectedAt }) => collectedAt },
    ...told.map(({ words, says }): Column<Point> => ({ title: words, is: "number", cell: says })),
    ...tail,
  ],
  points.toReversed(),
)}</details>
</section>`;
}

const tail: readonly Column<Point>[] = [
  {
    title: "All findings",
    is: "number",
    cell: ({ findings }) => Object.values(findings).reduce((sum, count) => sum + count, 0),
  },
  { title: "Checks not assessed", is: "number", cell: ({ checks }) => checks.unknown },
];

function drawn({ words, value, says }: (typeof lines)[number], points: readonly Point[]): Markup {
  const times = points.map(({ collectedAt }) => Date.parse(collectedAt));
  const values = points.map(value);
  const x = scaleLinear([times[0]!, times.at(-1)!], [margin, width - margin]);
  const y = scaleLinear([0, Math.max(1, ...values.map(each => each ?? 0))], [height - margin, margin]);
  const at = (i: number) => `${x(times[i]!).toFixed(1)},${y(values[i]!).toFixed(1)}`;
  const known = [...points.keys()].filter(i => values[i] !== undefined);
  const path = known.map(i => `${values[i - 1] === undefined ? "M" : "L"}${at(i)}`).join("");
  const [first, last] = [points[0]!, points.at(-1)!];
  const spoken = `${words}: ${says(first)} on ${first.collectedAt.slice(0, 10)}, ${says(last)} on ${last.collectedAt.slice(0, 10)}`;
  return html`<b>${says(last)}</b><span>${words}</span><svg class="trend" viewBox="0 0 ${width} ${height}" role="img" aria-label="${spoken}">
<path d="${path}"/>${eachPiece(known, i => html`<circle cx="${x(times[i]!).toFixed(1)}" cy="${y(values[i]!).toFixed(1)}" r="2.5"/>`)}
</svg><span class="soft">${says(first)} on ${first.collectedAt.slice(0, 10)}</span>`;
}
