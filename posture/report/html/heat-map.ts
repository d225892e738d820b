import { figure } from "../../facts/amount";
import { amountWords, usd } from "../../report-text";
import type { IdleCell } from "../idle-schema";
import type { Report } from "../model";
import { counted } from "../phrases";
import { html, type Markup } from "./markup";
import { type Column, table } from "./table";

/** So many rows and columns are shown, the dearest of each; the report as JSON has them all. */
const most = { families: 15, regions: 10 };

/** Idle quota, family by region: where a thief would go. The colour tells the order of the sum, the words say it. */
export function heatMap({ idleQuota: cells = [], gaps }: Report): Markup | false {
  const families = dearest(cells, familyOf, most.families);
  const regions = dearest(cells, ({ region }) => region, most.regions);
  if (families.shown.length === 0) return false;
  const at = new Map(cells.map(cell => [`${familyOf(cell)}\n${cell.region}`, cell]));
  const top = Math.max(...cells.map(({ usdPerDay }) => figure(usdPerDay) ?? 0));
  const unread = gaps.filter(({ what }) => /quota/i.test(what));
  const hidden = [
    ...(families.hidden > 0 ? [counted(families.hidden, "kind")] : []),
    ...(regions.hidden > 0 ? [counted(regions.hidden, "region")] : []),
  ];
  return html`<section id="idle">
<h2>Idle quota: where a thief would go</h2>
<p class="soft">USD a day at list prices of the dearest machines that could be created at once, each cell for itself. An empty cell has none.</p>
${table(
  [
    { title: "Quota", is: "head", cell: family => family },
    ...regions.shown.map((region): Column<string> => {
      const cellOf = (family: string) => at.get(`${family}\n${region}`);
      return {
        title: region,
        is: "number",
        tone: family => toneOf(cellOf(family), top),
        cell: family => wordsOf(cellOf(family)),
      };
    }),
  ],
  families.shown,
  { kind: "heat" },
)}
${hidden.length > 0 && html`<p class="soft">The dearest are shown; ${hidden.join(" and ")} more.</p>`}
${unread.length > 0 && html`<p class="hatched">Not read, so that there may be more: ${unread.map(({ what }) => what).join("; ")}.</p>`}
</section>`;
}

const familyOf = ({ family, service, pool }: IdleCell): string =>
  `${family}${service === "Microsoft.Compute" ? "" : `, ${service}`}${pool === "spot" ? " (spot)" : ""}`;

function toneOf(cell: IdleCell | undefined, top: number): string {
  if (!cell) return "";
  const sum = figure(cell.usdPerDay);
  if (sum === undefined) return "hatched";
  // five steps, each three times the one below: a few dear cells would leave all others white
  const step = sum <= 0 || top <= 0 ? 0 : Math.max(1, Math.min(5, 5 - Math.floor(Math.log(top / sum) / Math.log(3))));
  return `heat-${step}`;
}

const wordsOf = (cell: IdleCell | undefined): string | undefined =>
  cell && (cell.usdPerDay.is === "unknown" ? "not known" : amountWords(cell.usdPerDay, usd));

/** The names with the most money, and how many others there are. */
function dearest(cells: readonly IdleCell[], name: (cell: IdleCell) => string, shown: number) {
  const sums = new Map<string, number>();
  for (const cell of cells) sums.set(name(cell), (sums.get(name(cell)) ?? 0) + (figure(cell.usdPerDay) ?? 0));
  const sorted = [...sums].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([key]) => key);
  return { shown: sorted.slice(0, shown), hidden: Math.max(0, sorted.length - shown) };
}
