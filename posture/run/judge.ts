import type { Finding, Gap, Outcome, Rule, Status, Unknown } from "../../catalogue/outcome";
import type { AnyCheck, Judgement } from "../check";
import type { Cure } from "../cures/cure";
import { by } from "../facts/collate";
import type { Need, Setting } from "../facts/needs";
import { fingerprint } from "./fingerprint";
import { countedOf, type Examined } from "./population";
import { distinctGaps, pick, type Resolver } from "./resolve";

/** Cures by the fingerprint of what they cure. */
export type Cures = Map<string, Cure>;

/**
 * What became of one check. A check that breaks on what was read has not judged it: unknown, never a pass.
 * @param cures where the cures of its findings are kept
 */
export function judgeCheck(check: AnyCheck, know: Resolver, setting: Setting, cures: Cures = new Map()): Outcome {
  const needs = check.needs as readonly Need[];
  try {
    const given = pick(know, needs);
    const known = Object.fromEntries(needs.map(need => [need, given[need].value]));
    const missing = needs.flatMap(need => given[need].gaps);
    const judged = [...check.run(known, setting)];
    const { examines } = check;
    const examined = examines === "tenant" ? examines : { words: examines.words, ids: examines.ids(known, setting) };
    return outcomeOf(
      check,
      check.counts && missing.length > 0 ? judged.map(atLeast) : judged,
      missing,
      cures,
      examined,
    );
  } catch (error) {
    return outcomeOf(check, [], [broken(check.id, error)]);
  }
}

const atLeast = (judgement: Judgement): Judgement =>
  "fault" in judgement ? { ...judgement, fault: `at least ${judgement.fault}` } : judgement;

/**
 * Any proved fault fails; else anything missing leaves it unknown; else it passes.
 * @param cures where the cures of its findings are kept
 * @param examined what was looked at, where that is known
 */
export function outcomeOf(
  rule: Rule,
  judgements: readonly Judgement[],
  missing: readonly Gap[],
  cures: Cures = new Map(),
  examined?: Examined,
): Outcome {
  const gaps = distinctGaps(missing);
  const findings = new Map<string, Finding>();
  const unknowns = new Map<string, Unknown>();
  for (const judgement of judgements) {
    const { subject } = judgement;
    if ("fault" in judgement) {
      const { fault, proof = [], severity = rule.severity, path, key, at, by: doers, cure } = judgement;
      const mark = fingerprint(rule.id, subject.id, key);
      const finding: Finding = {
        rule: rule.id,
        severity,
        subject,
        message: fault,
        ...(path !== undefined && { path }),
        proof,
        ...instantOf(at),
        ...(doers && doers.length > 0 && { by: [...doers].sort(by(({ id }) => id)) }),
        fingerprint: mark,
      };
      const twin = findings.get(mark);
      if (twin && order(finding, twin) >= 0) continue;
      findings.set(mark, finding);
      if (cure) cures.set(mark, cure(subject));
    } else {
      const unknown: Unknown = { rule: rule.id, subject, why: judgement.unknown };
      unknowns.set(`${subject.id.toLowerCase()}\n${judgement.unknown}`, unknown);
    }
  }
  return {
    rule: onlyRule(rule),
    status: statusOf([...findings.values()], [...unknowns.values()], gaps),
    ...(examined !== undefined && { population: countedOf(examined, judgements) }),
    findings: [...findings.values()].sort(order),
    unknowns: [...unknowns.values()].sort(
      by(
        ({ subject }) => subject.id.toLowerCase(),
        ({ why }) => why,
      ),
    ),
    gaps,
  };
}

export const statusOf = (findings: readonly Finding[], unknowns: readonly Unknown[], gaps: readonly Gap[]): Status =>
  findings.length ? "fail" : unknowns.length || gaps.length ? "unknown" : "pass";

const order = by<Finding>(
  ({ subject }) => subject.id.toLowerCase(),
  ({ path }) => path ?? "",
  ({ message }) => message,
  ({ at }) => at ?? "",
  ({ fingerprint }) => fingerprint,
);

/** The logs write times with any number of decimals; what is no time is left out. */
function instantOf(at: string | undefined): Pick<Finding, "at"> {
  const ms = at === undefined ? Number.NaN : Date.parse(at);
  return Number.isNaN(ms) ? {} : { at: new Date(ms).toISOString() };
}

/** Checks and policies carry code and schemas as well; a report carries words. */
const onlyRule = ({ id, formerIds, title, faultTitle, severity, why, fix, control, detects }: Rule): Rule => ({
  id,
  ...(formerIds && { formerIds }),
  title,
  faultTitle,
  severity,
  why,
  fix,
  control,
  ...(detects && { detects }),
});

/** The error's own text is left out: it may repeat what was read. */
export const broken = (id: string, error: unknown): Gap => ({
  what: `the judgement of ${id}`,
  missing: `evidence in the expected form (${error instanceof Error ? error.name : "failure"} while judging)`,
  reason: "malformed",
});
