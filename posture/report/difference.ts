import { type Finding, severities } from "../../catalogue/outcome";
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
  const arrived = [...found.values()].filter(({ fingerprint }) => !known.has(fingerprint));
  const couldTell = couldTellIn(before, now);
  const firstJudged = arrived.filter(finding => !couldTell(finding));
  return {
    collectedAt: before.collectedAt,
    new: fingerprintsOf(arrived.filter(couldTell)),
    ...(firstJudged.length > 0 && { firstJudged: fingerprintsOf(firstJudged) }),
    changed: changed.map(({ old: { fingerprint, severity, message } }) => ({ fingerprint, severity, message })),
    ...(isOfOtherEstate(before, now) && { estate: before.coverage!.estate }),
    unchanged: both.length - changed.length,
    fixed: left.filter(isJudged),
    excepted: gone.filter(({ fingerprint }) => excepted.has(fingerprint)),
    unseen: left.filter(finding => !isJudged(finding)),
  };
}

/** By what is in it, where that is known: the defaults have no digest, and a file may be moved. */
const isOfOtherEstate = ({ coverage: earlier }: Baseline, { coverage }: Pick<Report, "coverage">): boolean =>
  earlier !== undefined && earlier.estate.sha256 !== coverage.estate.sha256;

const fingerprintsOf = (findings: readonly Finding[]): string[] => findings.map(({ fingerprint }) => fingerprint);

/** Whether an earlier report would have told of the finding: all that it selected, by rule and by severity. */
function couldTellIn(
  { selected, outcomes }: Baseline,
  now: Pick<Report, "outcomes">,
): (finding: Pick<Finding, "rule" | "severity">) => boolean {
  const least = severities.indexOf(selected?.least ?? severities[0]);
  const judged = selected?.rules && new Set([...selected.rules, ...outcomes.map(({ rule }) => rule.id)]);
  const formerIds = new Map(now.outcomes.map(({ rule }) => [rule.id, rule.formerIds ?? []]));
  return ({ rule, severity }) =>
    severities.indexOf(severity) >= least &&
    (!judged || [rule, ...(formerIds.get(rule) ?? [])].some(id => judged.has(id)));
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
