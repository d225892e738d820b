import type { CapacityCreated, CapacityMark, Created } from "../capacity-schema";
import { markKinds } from "../capacity-schema";
import type { Report } from "../model";
import type { Naming } from "../naming";
import { counted } from "../phrases";
import { eachPiece, html, type Markup } from "./markup";
import { type Bar, markShape, stackedBars, toneKey } from "./stacked-bars";
import { table } from "./table";
import { minuteOf } from "./timeline";

const [hour, day] = [3_600_000, 86_400_000];
/** So many regions have a colour of their own. */
const mostTones = 5;
/** So many rows the table has, the newest; the report as JSON has them all. */
const mostRows = 120;
const rest = "other regions";

/** What was created over time: the graph by which Microsoft's report shows a theft. What was not read is no calm. */
export function capacity(report: Report, names: Naming): Markup | false {
  const { capacityCreated: created } = report;
  if (!created) return false;
  const { from, days, unread } = created;
  const missing =
    unread.length > 0 && html`<p class="hatched">Not read, so that there may be more: ${unread.join("; ")}.</p>`;
  return html`<section id="capacity">
<h2>Capacity created over time</h2>
${from === undefined ? html`<p class="hatched">Not read: no activity log tells what was created.</p>` : html`<p class="soft">What each act asked for that the activity log tells of and that was done, by region, since ${from.slice(0, 10)} (UTC). A set that is written anew counts again.</p>`}
${missing}
${days.length > 0 ? charts(created, report, names) : from !== undefined && html`<p>Nothing was created, by all that was read.</p>`}
</section>`;
}

function charts(created: CapacityCreated, report: Report, names: Naming): Markup {
  const { days, hours, marks, olderMarks } = created;
  const unit: Unit = days.some(({ vCpus }) => vCpus > 0) ? "vCpus" : "machines";
  const regions = byRegion(days, unit).filter(([, sum]) => sum > 0);
  const toneOf = new Map(regions.slice(0, mostTones).map(([region], i) => [region, i + 1]));
  const end = Date.parse(report.collectedAt);
  const first = Math.min(Date.parse(days[0]!.at), Date.parse(created.from ?? days[0]!.at));
  const series = (rows: readonly Created[], step: number, from: number, to: number) =>
    callers.flatMap(({ by, words }) => {
      const those = rows.filter(row => row.by === by);
      return those.length > 0 ? [chart({ those, words, step, from, to, unit, toneOf, marks })] : [];
    });
  const unsized = days.reduce((sum, row) => sum + row.unsized, 0);
  return html`<ul class="keys">${eachPiece(
    regions,
    ([region, sum], i) =>
      html`${i < mostTones && html`<li>${toneKey(i + 1)} <bdi>${region || "region not told"}</bdi>, ${counted(sum, noun[unit])}</li>`}`,
  )}${regions.length > mostTones && html`<li>${toneKey(mostTones + 1)} ${rest}</li>`}</ul>
<ul class="keys">${eachPiece(markKinds, kind => html`<li>${markShape(kind)} ${markWords[kind]} (${marks.filter(mark => mark.kind === kind).length})</li>`)}</ul>
<div class="charts">${series(days, day, dayOf(first), dayOf(end) + day)}${hours && series(hours.rows, hour, Date.parse(hours.from), Date.parse(hours.from) + day)}</div>
${unsized > 0 && html`<p class="soft">${counted(unsized, "machine")} of which no record tells the size ${unsized === 1 ? "is" : "are"} not in the bars${unit === "machines" ? " as vCPUs: these count machines" : ""}; a short line below the axis says when.</p>`}
${marks.length > 0 && html`<details><summary>${counted(marks.length, "mark")}</summary>${marksOf(marks, report, names)}${olderMarks > 0 && html`<p class="soft">And ${olderMarks} before.</p>`}</details>`}
<details><summary>As a table</summary>${tableOf(days)}</details>`;
}

type Unit = "vCpus" | "machines";
const noun: { readonly [U in Unit]: string } = { vCpus: "vCPU", machines: "machine" };

const callers: readonly { readonly by: Created["by"]; readonly words: string }[] = [
  { by: "people", words: "by people" },
  { by: "others", words: "by workloads, and by whoever no record names" },
];

const markWords: { readonly [K in CapacityMark["kind"]]: string } = {
  elevation: "elevated access",
  quota: "more quota asked for",
  first: "the first of its kind",
  burst: "very much within hours",
};

interface Chart {
  readonly those: readonly Created[];
  readonly words: string;
  readonly step: number;
  readonly from: number;
  readonly to: number;
  readonly unit: Unit;
  readonly toneOf: ReadonlyMap<string, number>;
  readonly marks: readonly CapacityMark[];
}

function chart({ those, words, step, from, to, unit, toneOf, marks }: Chart): Markup {
  const at = (ms: number) => new Date(ms).toISOString();
  const each = step === day ? "day" : "hour";
  const name = (ms: number) => (step === day ? at(ms).slice(0, 10) : minuteOf(at(ms)));
  const begins = Array.from({ length: Math.round((to - from) / step) }, (_, i) => from + i * step);
  const bars = begins.map((begin): Bar => {
    const rows = those.filter(row => Date.parse(row.at) === begin);
    const values = new Map<number, number>();
    for (const row of rows) {
      const tone = toneOf.get(row.region) ?? mostTones + 1;
      values.set(tone, (values.get(tone) ?? 0) + row[unit]);
    }
    return {
      words: `${name(begin)}: ${byRegion(rows, unit)
        .map(([region, sum]) => `${region || "region not told"} ${counted(sum, noun[unit])}`)
        .join(", ")}`,
      parts: [...values]
        .filter(([, value]) => value > 0)
        .sort(([a], [b]) => a - b)
        .map(([tone, value]) => ({ tone, value })),
      unsure: rows.some(({ unsized }) => unsized > 0),
    };
  });
  const title = `${step === day ? "Day by day" : "Hour by hour"}, ${words}`;
  const busiest = begins
    .map(begin => ({ begin, sum: those.reduce((sum, row) => sum + (Date.parse(row.at) === begin ? row[unit] : 0), 0) }))
    .sort((a, b) => b.sum - a.sum || b.begin - a.begin)[0]!;
  const spoken = `${title}, from ${name(from)} to ${name(to - step)}: most in the ${each} ${name(busiest.begin)}, ${counted(busiest.sum, noun[unit])}. The table below has the figures.`;
  return html`<figure><figcaption>${title}</figcaption>${stackedBars({
    spoken,
    bars,
    span: [from, to],
    ends: [name(from), name(to - step)],
    scale: most => `${counted(most, noun[unit])} in ${step === day ? "a day" : "an hour"}`,
    marks,
  })}</figure>`;
}

/** Regions with what was created there, the most first. */
function byRegion(rows: readonly Created[], unit: Unit): readonly (readonly [string, number])[] {
  const sums = new Map<string, number>();
  for (const row of rows) sums.set(row.region, (sums.get(row.region) ?? 0) + row[unit]);
  return [...sums].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
}

const marksOf = (marks: readonly CapacityMark[], { outcomes }: Report, names: Naming) => {
  const findings = new Map(outcomes.flatMap(({ findings }) => findings.map(each => [each.fingerprint, each])));
  return html`<ul>${eachPiece(marks, ({ at, kind, fingerprint }) => {
    const finding = findings.get(fingerprint);
    return html`<li>${markShape(kind)} <time datetime="${at}">${minuteOf(at)}</time> <a href="#findings?open=${fingerprint}"><bdi>${finding ? names.subject(finding.subject) : fingerprint}</bdi></a>${finding && html`: <bdi>${names.text(finding.message)}</bdi>`}</li>`;
  })}</ul>`;
};

const tableOf = (days: readonly Created[]) => html`${table(
  [
    { title: "Day", is: "head", cell: ({ at }) => at.slice(0, 10) },
    { title: "Region", cell: ({ region }) => html`<bdi>${region || "not told"}</bdi>` },
    { title: "By", cell: ({ by }) => by },
    { title: "vCPUs", is: "number", cell: ({ vCpus }) => vCpus.toLocaleString("en-US") },
    { title: "Machines", is: "number", cell: ({ machines }) => machines.toLocaleString("en-US") },
    { title: "Size not told", is: "number", cell: ({ unsized }) => unsized > 0 && unsized.toLocaleString("en-US") },
  ],
  days.toReversed().slice(0, mostRows),
)}
${days.length > mostRows && html`<p class="soft">The newest ${mostRows} rows of ${days.length}; the report as JSON has them all.</p>`}`;

const dayOf = (at: number): number => at - (at % day);
