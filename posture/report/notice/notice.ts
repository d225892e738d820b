import { bySeverity, type Severity, severities } from "../../../catalogue/severity";
import { withDoers } from "../doers";
import type { Report } from "../model";
import { namingOf } from "../naming";
import { counted } from "../phrases";
import { sinceWords } from "../since-words";
import { verdictOf } from "../verdict";

/** One finding, as a notice tells it. What it says of the tenant is as it came: each form makes it harmless in its own way. */
export interface ToldFinding {
  /** worse: it was there, and weighs more now; standing: there is no earlier report to tell whether it is new. */
  readonly what: "new" | "worse" | "standing";
  readonly severity: Severity;
  readonly rule: string;
  /** States the fault; our own words. */
  readonly title: string;
  readonly subject: string;
  readonly message: string;
  readonly fingerprint: string;
}

/** What somebody is told of a report: pure, from the report alone. */
export interface Notice {
  /** The tenant's name, which the tenant chose. */
  readonly tenant: string;
  readonly collectedAt: string;
  /** What has changed, in our own words and figures. */
  readonly head: string;
  /** What the report comes to, in our own words and figures. */
  readonly lines: readonly string[];
  /** The worst first. */
  readonly findings: readonly ToldFinding[];
  /** How many more there are, which are not told. */
  readonly left: number;
}

/** What is new since the earlier report; without one the worst findings, said as such. */
export function noticeOf(report: Report): Notice {
  const { tenant, collectedAt, since, summary } = report;
  const findings = [...toldOf(report)].sort(bySeverity);
  const all = severities.reduce((sum, severity) => sum + summary.findings[severity], 0);
  return {
    tenant: tenant?.name ?? "files",
    collectedAt,
    head: since
      ? sinceWords(since)
      : `No earlier report to compare with: of ${counted(all, "finding")} these are the worst`,
    lines: [verdictOf(report), ...(summary.gaps > 0 ? [`${counted(summary.gaps, "thing")} could not be read.`] : [])],
    findings,
    left: 0,
  };
}

/**
 * Whether there is anything to tell: a finding that is new or weighs more, or one that was there and could not be judged this time,
 * for whoever takes the audit's rights away must not silence it. Without an earlier report, any finding.
 */
export function isNews(report: Report): boolean {
  if ((report.since?.unseen.length ?? 0) > 0 || report.coverage.subscriptions?.seen === 0) return true;
  return !toldOf(report).next().done;
}

function* toldOf(report: Report): Generator<ToldFinding> {
  const names = namingOf(report);
  const before = new Map(report.since?.changed.map(({ fingerprint, severity }) => [fingerprint, severity]));
  const fresh = new Set(report.since?.new);
  for (const { rule, findings } of report.outcomes)
    for (const finding of findings) {
      const { severity, subject, fingerprint } = finding;
      const was = before.get(fingerprint);
      const isWorse = was !== undefined && severities.indexOf(severity) > severities.indexOf(was);
      const what = !report.since ? "standing" : fresh.has(fingerprint) ? "new" : isWorse ? "worse" : undefined;
      if (what === undefined) continue;
      yield {
        what,
        severity,
        rule: rule.id,
        title: rule.faultTitle,
        subject: names.subject(subject),
        message: names.text(withDoers(finding)),
        fingerprint,
      };
    }
}
