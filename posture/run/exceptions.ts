import { applies, type Exception, hasEnded, isForPackOnly } from "../../catalogue/exceptions";
import type { Finding, Outcome } from "../../catalogue/outcome";
import type { Excepted, IdleException } from "../report/model";
import { statusOf } from "./judge";

export interface Settled {
  /** Without the findings that are excepted; their status is what is left. */
  readonly outcomes: readonly Outcome[];
  readonly excepted: readonly Excepted[];
  readonly idleExceptions: readonly IdleException[];
}

/**
 * Takes out of the outcomes what the organisation has excepted. Pure: `today` is the day of collection. Only findings
 * can be excepted; what could not be judged stays so. The first exception that applies answers for a finding.
 * @param saidBy the exception that what was found says itself, as an exemption of the guardrails does
 */
export function settle(
  outcomes: readonly Outcome[],
  exceptions: readonly Exception[],
  today: string,
  saidBy: (finding: Finding) => Exception | undefined = () => undefined,
): Settled {
  const used = new Set<Exception>();
  const excepted: Excepted[] = [];
  const left = outcomes.map(outcome => {
    const findings = outcome.findings.filter(finding => {
      const applying = exceptions.filter(exception => !exception.upTo && means(exception, finding, today));
      const exception = applying[0] ?? saidBy(finding);
      for (const each of exception ? [exception, ...applying] : []) used.add(each);
      if (exception) excepted.push({ finding, exception });
      return !exception;
    });
    return { ...outcome, findings, status: statusOf(findings, outcome.unknowns, outcome.gaps) };
  });
  const judged = new Set(outcomes.map(({ rule }) => rule.id));
  const idleExceptions = exceptions.flatMap((exception): IdleException[] => {
    if (hasEnded(exception, today)) return [{ exception, why: "ended" }];
    const couldApply = judged.has(exception.rule) && !isForPackOnly(exception);
    return couldApply && !used.has(exception) ? [{ exception, why: "matchesNothing" }] : [];
  });
  return { outcomes: left, excepted, idleExceptions };
}

/** An exception names what was found, or the file in which it stands. */
function means(exception: Exception, { rule, subject }: Finding, today: string): boolean {
  const named = subject.file === undefined ? [subject.id] : [subject.id, subject.file];
  return named.some(id => applies(exception, { rule, subject: { id } }, today));
}
