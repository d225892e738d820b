import { type Severity, severities } from "../catalogue/severity";
import type { Report } from "../posture/report/model";

/**
 * Wrong usage wins; then a run that was cut off, an audit in which nothing could be assessed, findings, and missing evidence. `crash` is
 * EX_SOFTWARE of BSD's sysexits.h: it must not look like findings.
 */
export const exitCodes = { ok: 0, findings: 1, usage: 2, incomplete: 3, crash: 70 } as const;

/** A mistake of the person at the keyboard: its message says what is wrong and what to do, on one line. */
export class UsageError extends Error {}

/** Reading was cut off before there was anything to judge. */
export class StoppedError extends Error {}

/**
 * `none` ends with 0 whatever was found: for a scheduled run whose result is the stored report. `new:high` looks at what an earlier
 * report does not have.
 */
export type FailOn = Severity | `new:${Severity}` | "none";
export const failOnChoices: readonly FailOn[] = [
  ...severities,
  ...severities.map(severity => `new:${severity}` as const),
  "none",
];
export const isOnNew = (failOn: FailOn): boolean => failOn.startsWith("new:");

export function exitCodeOf({ summary, coverage, outcomes, since }: Report, failOn: FailOn): number {
  if (coverage.stopped !== undefined) return exitCodes.incomplete;
  if (coverage.subscriptions?.seen === 0) return exitCodes.usage;
  const { pass, fail, unknown } = summary.checks;
  // a file that cannot be read is told of by its own code
  if (coverage.files === undefined && unknown > 0 && pass + fail === 0) return exitCodes.usage;
  if (failOn === "none") return exitCodes.ok;
  const weighing = severities.slice(severities.indexOf(failOn.replace("new:", "") as Severity));
  const fresh = new Set(since?.new);
  // without an earlier report everything is new
  const fails =
    isOnNew(failOn) && since
      ? outcomes.some(({ findings }) =>
          findings.some(({ severity, fingerprint }) => weighing.includes(severity) && fresh.has(fingerprint)),
        )
      : weighing.some(severity => summary.findings[severity] > 0);
  if (fails) return exitCodes.findings;
  return summary.gaps > 0 || summary.checks.unknown > 0 ? exitCodes.incomplete : exitCodes.ok;
}
