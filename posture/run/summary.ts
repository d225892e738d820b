import { type Gap, type Outcome, type Severity, type Status, severities } from "../../catalogue/outcome";
import { by } from "../facts/collate";
import type { Summary } from "../report/model";
import { worst } from "./compliance";

/** How the outcomes of a run are put in order, counted and cut down for whoever reads them. */

const weight = (severity: Severity) => severities.indexOf(severity);

/** What burns first: failures by their worst finding, then what could not be judged, then what passed. */
export const worstFirst = by<Outcome>(
  ({ status }) => String(["fail", "unknown", "pass"].indexOf(status)),
  ({ findings }) => String(severities.length - Math.max(-1, ...findings.map(({ severity }) => weight(severity)))),
  ({ rule }) => String(severities.length - weight(rule.severity)),
  ({ rule }) => rule.id,
);

/** An outcome without the findings below a severity, and with their number. */
export function shown(outcome: Outcome, least: Severity): Outcome {
  const findings = outcome.findings.filter(({ severity }) => weight(severity) >= weight(least));
  const hidden = outcome.findings.length - findings.length;
  return hidden > 0 ? { ...outcome, findings, hidden } : outcome;
}

/** The totals of all outcomes, before any of them is cut down. */
export function summaryOf(outcomes: readonly Outcome[], excepted: number, gaps: readonly Gap[]): Summary {
  const findings = outcomes.flatMap(outcome => outcome.findings);
  const count = <K extends string>(keys: readonly K[], items: readonly K[]) =>
    Object.fromEntries(keys.map(key => [key, items.filter(item => item === key).length])) as { [P in K]: number };
  const statuses = outcomes.map(({ status }) => status);
  return {
    status: worst(statuses),
    findings: count<Severity>(
      severities,
      findings.map(({ severity }) => severity),
    ),
    checks: count<Status>(["pass", "fail", "unknown"], statuses),
    excepted,
    unknowns: outcomes.reduce((sum, { unknowns }) => sum + unknowns.length, 0),
    gaps: gaps.length,
  };
}
