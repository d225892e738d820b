import { isDeepStrictEqual } from "node:util";
import type { Finding } from "../../catalogue/outcome";
import { burningAmount } from "./burning-amount";
import { differenceOf } from "./difference";
import type { Point } from "./history-schema";
import type { Report } from "./model";
import type { Baseline } from "./since-schema";

/** So many earlier reports are kept: a quarter of a year of daily audits. */
const most = 90;

/** What a report says of earlier ones. */
export interface Earlier {
  readonly since?: Report["since"];
  readonly history?: Report["history"];
  /** Since when a finding stands, by its fingerprint; empty where nothing says it. */
  standing(fingerprint: string): Standing;
}

/** When it was first seen; or first judged, where it may have stood before that. */
export type Standing = Pick<Finding, "firstSeen" | "firstJudged">;

/**
 * The report with what has changed since an earlier one, since when each finding stands, and what the earlier ones came to. Pure: the
 * same report and baseline give the same bytes. A finding of a baseline that does not know since when has stood since then at least.
 */
export function withBaseline(report: Report, before: Baseline): Report {
  const known = new Map(
    before.outcomes.flatMap(({ findings }) =>
      findings.map(({ fingerprint, firstSeen, firstJudged }): [string, Standing] => [
        fingerprint,
        firstJudged === undefined ? { firstSeen: firstSeen ?? before.collectedAt } : { firstJudged },
      ]),
    ),
  );
  const since = differenceOf(before, report);
  const firstJudged = new Set(since.firstJudged);
  const { collectedAt: now } = report;
  return withEarlier(report, {
    since,
    history: historyOf(before, report),
    standing: fingerprint =>
      known.get(fingerprint) ?? (firstJudged.has(fingerprint) ? { firstJudged: now } : { firstSeen: now }),
  });
}

/** The report with what is said of earlier ones, however that was found out. */
export const withEarlier = (report: Report, { since, history, standing }: Earlier): Report => ({
  ...report,
  outcomes: report.outcomes.map(outcome => ({
    ...outcome,
    findings: outcome.findings.map(finding => ({ ...finding, ...standing(finding.fingerprint) })),
  })),
  ...(since && { since }),
  ...(history && { history }),
});

/**
 * The points of the baseline and its own, the oldest first, each time once; none that is not earlier. What was judged by other rules
 * is no point of the same line.
 */
function historyOf(before: Baseline, { collectedAt: now, selected }: Report): readonly Point[] {
  const own = isDeepStrictEqual(before.selected, selected) ? pointOf(before) : undefined;
  const points = [...(before.history ?? []), ...(own ? [own] : [])];
  const byTime = new Map(points.map(point => [Date.parse(point.collectedAt), point]));
  return [...byTime]
    .filter(([at]) => at < Date.parse(now))
    .sort(([one], [other]) => one - other)
    .slice(-most)
    .map(([, point]) => point);
}

/** What a report came to; undefined, where it does not say. */
export function pointOf({
  collectedAt,
  summary,
  burning,
  tenantBlast,
}: Pick<Baseline, "collectedAt" | "summary" | "burning" | "tenantBlast">): Point | undefined {
  if (!summary) return undefined;
  const { low, medium, high, critical } = summary.findings;
  const { pass, fail, unknown } = summary.checks;
  return {
    collectedAt,
    findings: { low, medium, high, critical },
    checks: { pass, fail, unknown },
    ...(burning && { burningUsdPerDay: burningAmount(burning) }),
    ...(tenantBlast && { exposedUsdPerDay: tenantBlast.usdPerDay }),
  };
}
