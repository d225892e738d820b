import type { Finding } from "../../catalogue/outcome";
import type { Report } from "./model";
import type { Baseline, Since } from "./since-schema";

/**
 * What has changed since an earlier report: pure, and by fingerprint, which survives any order, letter case and renaming of rules'
 * words. What is gone counts as fixed only where its rule was judged in full this time.
 */
export function differenceOf(before: Baseline, now: Omit<Report, "since">): Since {
  const known = new Map(before.outcomes.flatMap(({ findings }) => findings.map(each => [each.fingerprint, each])));
  const found = new Map(now.outcomes.flatMap(({ findings }) => findings.map(each => [each.fingerprint, each])));
  const excepted = new Set(now.excepted.map(({ finding }) => finding.fingerprint));
  const gone = [...known.values()].filter(({ fingerprint }) => !found.has(fingerprint));
  const isJudged = judgedIn(now);
  const both = [...found.values()].flatMap(finding => {
    const old = known.get(finding.fingerprint);
    return old ? [{ finding, old }] : [];
  });
  const changed = both.filter(
    ({ finding, old }) => finding.severity !== old.severity || finding.message !== old.message,
  );
  const left = gone.filter(({ fingerprint }) => !excepted.has(fingerprint));
  return {
    collectedAt: before.collectedAt,
    new: [...found.keys()].filter(fingerprint => !known.has(fingerprint)),
    changed: changed.map(({ old: { fingerprint, severity, message } }) => ({ fingerprint, severity, message })),
    unchanged: both.length - changed.length,
    fixed: left.filter(isJudged),
    excepted: gone.filter(({ fingerprint }) => excepted.has(fingerprint)),
    unseen: left.filter(finding => !isJudged(finding)),
  };
}

/** Whether a report would have the finding, if it were there. */
function judgedIn({ outcomes }: Pick<Report, "outcomes">): (finding: Finding) => boolean {
  const byRule = new Map(
    outcomes.flatMap(({ rule, gaps, hidden = 0, unknowns }) => {
      const judged = {
        whole: gaps.length === 0 && hidden === 0,
        open: new Set(unknowns.map(({ subject }) => subject.id.toLowerCase())),
      };
      return [rule.id, ...(rule.formerIds ?? [])].map(id => [id, judged] as const);
    }),
  );
  return ({ rule, subject }) => {
    const judged = byRule.get(rule);
    return judged?.whole === true && !judged.open.has(subject.id.toLowerCase());
  };
}
