import { applies, type Exception, hasEnded, isForPackOnly } from "../../catalogue/exceptions";
import type { Finding, Outcome } from "../../catalogue/outcome";
import { type Asked, notGivenFor } from "../../policies/excepted";
import { rulingOf } from "../facts/exception-for";
import type { Excepted, IdleException } from "../report/model";
import { statusOf } from "./judge";

export interface Settled {
  /** Without the findings that are excepted; their status is what is left. */
  readonly outcomes: readonly Outcome[];
  readonly excepted: readonly Excepted[];
  readonly idleExceptions: readonly IdleException[];
}

/** What is known of a finding beside itself. */
export interface Behind {
  /** What its subject asks for, against which an extent (`upTo`) is held; undefined where that is not known. */
  askedFor?(finding: Finding): Asked | undefined;
  /** The exception that what was found says itself, as an exemption of the guardrails does. */
  saidBy?(finding: Finding): Exception | undefined;
}

/**
 * Takes out of the outcomes what the organisation has excepted. Pure: `today` is the day of collection. Only findings
 * can be excepted; what could not be judged stays so. As in the pack the first exception that applies answers for a finding, and
 * a finding beyond what it was given for stands, and says so.
 */
export function settle(
  outcomes: readonly Outcome[],
  exceptions: readonly Exception[],
  today: string,
  { askedFor = () => undefined, saidBy = () => undefined }: Behind = {},
): Settled {
  const used = new Set<Exception>();
  const excepted: Excepted[] = [];
  const settled = (finding: Finding): Finding | undefined => {
    const applying = exceptions.filter(exception => means(exception, finding, today));
    const { exception: given, excess } = rulingOf(applying, () => askedFor(finding));
    const exception = given ?? saidBy(finding);
    for (const each of exception ? [exception, ...applying] : applying) used.add(each);
    if (!exception)
      return applying.length > 0 ? { ...finding, message: `${finding.message}; ${whyNot(excess)}` } : finding;
    excepted.push({ finding, exception });
    return undefined;
  };
  const left = outcomes.map(outcome => {
    const findings = outcome.findings.flatMap(finding => settled(finding) ?? []);
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

/** Why an exception that applies does not hold; without an excess nobody knows what is asked for. */
const whyNot = (excess: string | undefined): string =>
  excess === undefined
    ? "its exception does not count, for whether this is within its upTo cannot be told here"
    : notGivenFor(excess);

/** An exception names what was found, or the file in which it stands. */
function means(exception: Exception, { rule, subject }: Finding, today: string): boolean {
  const named = subject.file === undefined ? [subject.id] : [subject.id, subject.file];
  return named.some(id => applies(exception, { rule, subject: { id } }, today));
}
