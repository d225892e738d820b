import type { Gap, Outcome } from "../../catalogue/outcome";
import { sizeOf } from "../../catalogue/sizes";
import { by, grouped } from "../facts/collate";
import type { Derived } from "../facts/types";
import type { CapacityCreated, CapacityMark, Created } from "../report/capacity-schema";

/** So many regions are told apart, and so many marks are kept: a report stays small, whatever a tenant creates. */
const most = { regions: 10, marks: 100 };
const otherRegions = "other regions";

const hour = 3_600_000;
/** The log is read back as far at most (the estate's historyDays, and the day that has begun). */
const mostDays = 91;

/**
 * What was created over time, by region, with what happened meanwhile. Pure. It never takes what was not read for calm: that stands
 * in `unread`, and without any log there is no `from`.
 * @param creations by the id of whoever created
 * @param log where the creations come from, and what of it was not read
 * @param collectedAt ISO 8601: when the evidence was collected
 */
export function capacityCreated(
  creations: Derived["creations"],
  log: Pick<Derived["activityAnswers"], "nameOf" | "from"> & { readonly gaps: readonly Gap[] },
  outcomes: readonly Outcome[],
  collectedAt: string,
): CapacityCreated {
  const end = Date.parse(collectedAt);
  const start = dayOf(end) - (mostDays - 1) * 24 * hour;
  const acts = [...creations]
    .flatMap(([caller, answers]) => {
      // People sign in by a name with an at sign.
      const by = log.nameOf(caller).includes("@") ? "people" : "others";
      return answers.map(answer => actOf(answer, by));
    })
    .filter(({ at }) => at >= start && at <= end);
  const regions = dearest(acts);
  const told = acts.map(act => (regions.has(act.region) ? act : { ...act, region: otherRegions }));
  const marks = marksOf(outcomes).filter(({ at }) => Date.parse(at) >= start);
  const around = peakOf(told, marks, end);
  const since = log.from === undefined ? Number.NaN : Date.parse(log.from);
  return {
    ...(!Number.isNaN(since) && { from: new Date(since).toISOString() }),
    days: rowsOf(told, dayOf),
    ...(around !== undefined && {
      hours: {
        from: iso(around),
        rows: rowsOf(
          told.filter(({ at }) => at >= around && at < around + 24 * hour),
          at => at,
        ),
      },
    }),
    marks: marks.slice(-most.marks),
    olderMarks: Math.max(0, marks.length - most.marks),
    unread: unreadOf(log.gaps),
  };
}

/** What was asked for in one hour; `at` is when it begins, in milliseconds. */
type Act = Omit<Created, "at"> & { readonly at: number };
type Answer = NonNullable<ReturnType<Derived["creations"]["get"]>>[number];

function actOf({ key, window = "", sum }: Answer, by: Created["by"]): Act {
  const { region = "", size = "" } = key;
  const machines = Math.max(0, Math.round(sum.machines ?? 0));
  const each = sizeOf(size)?.vCpus;
  return {
    at: Date.parse(window),
    by,
    region,
    vCpus: machines * (each ?? 0),
    machines,
    unsized: each === undefined ? machines : 0,
  };
}

const dayOf = (at: number): number => at - (at % (24 * hour));
const iso = (at: number): string => new Date(at).toISOString();
const sumOf = (acts: readonly Act[], of: (act: Act) => number): number => acts.reduce((sum, act) => sum + of(act), 0);

/** The regions in which most was created, of each sort of callers: a workload that writes again and again hides no thief. */
function dearest(acts: readonly Act[]): ReadonlySet<string> {
  const kept = [...grouped(acts, ({ by }) => by).values()].map(some =>
    [...grouped(some, ({ region }) => region)]
      .map(([region, all]) => ({
        region,
        sums: [sumOf(all, ({ vCpus }) => vCpus), sumOf(all, ({ machines }) => machines)],
      }))
      .sort((a, b) => b.sums[0]! - a.sums[0]! || b.sums[1]! - a.sums[1]! || by<{ region: string }>(r => r.region)(a, b))
      .map(({ region }) => region),
  );
  const all = new Set<string>();
  for (let rank = 0; all.size < most.regions && kept.some(regions => rank < regions.length); rank++)
    for (const regions of kept) if (rank < regions.length && all.size < most.regions) all.add(regions[rank]!);
  return all;
}

/** One row for each begin, sort of callers and region. */
function rowsOf(acts: readonly Act[], beginOf: (at: number) => number): Created[] {
  return [...grouped(acts, ({ at, by, region }) => [iso(beginOf(at)), by, region].join("\n")).values()]
    .map((all): Created => {
      const { at, by, region } = all[0]!;
      return {
        at: iso(beginOf(at)),
        by,
        region,
        vCpus: sumOf(all, ({ vCpus }) => vCpus),
        machines: sumOf(all, ({ machines }) => machines),
        unsized: sumOf(all, ({ unsized }) => unsized),
      };
    })
    .sort(
      by(
        ({ at }) => at,
        ({ by }) => by,
        ({ region }) => region,
      ),
    );
}

/** When the 24 hours begin that are told hour by hour: a quarter of them or more lies before what they are about. */
function peakOf(acts: readonly Act[], marks: readonly CapacityMark[], end: number): number | undefined {
  if (acts.length === 0) return undefined;
  const burst = marks.findLast(({ kind }) => kind === "burst");
  const at = burst ? Date.parse(burst.at) : busiest(acts);
  return Math.min(at - (at % hour) - 6 * hour, end - (end % hour) - 23 * hour);
}

/** The hour in which most was created; of such hours the newest. */
const busiest = (acts: readonly Act[]): number =>
  [...grouped(acts, ({ at }) => String(at)).values()]
    .map(all => ({ at: all[0]!.at, vCpus: sumOf(all, ({ vCpus }) => vCpus), machines: sumOf(all, a => a.machines) }))
    .sort((a, b) => b.vCpus - a.vCpus || b.machines - a.machines || b.at - a.at)[0]!.at;

/** Which rules tell of what is marked. */
export const marking: Readonly<Record<string, CapacityMark["kind"]>> = {
  "elevate-access-use": "elevation",
  "gpu-quota-increase": "quota",
  "quota-request-burst": "quota",
  "first-compute-creator": "first",
  "first-compute-region": "first",
  "first-gpu-creation": "first",
  "compute-burst": "burst",
  "compute-capacity-burst": "burst",
};

const marksOf = (outcomes: readonly Outcome[]): CapacityMark[] =>
  outcomes
    .flatMap(({ rule, findings }) =>
      findings.flatMap(({ at, fingerprint }): CapacityMark[] => {
        const kind = marking[rule.id];
        return at === undefined || !kind ? [] : [{ at, kind, rule: rule.id, fingerprint }];
      }),
    )
    .sort(
      by(
        ({ at }) => at,
        ({ rule }) => rule,
        ({ fingerprint }) => fingerprint,
      ),
    );

const unreadOf = (gaps: readonly Gap[]): string[] => [...new Set(gaps.map(({ what }) => what))].sort();
