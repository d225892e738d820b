import type { Rule, Subject } from "../../catalogue/words";
import type { Report } from "./model";

/** A finding, an unknown or a gap on one line, for formats that are tables. */
export interface Row {
  readonly status: "fail" | "unknown" | "gap";
  readonly severity: string;
  readonly rule: string;
  readonly title: string;
  readonly subject?: Subject;
  readonly message: string;
  readonly proof: readonly string[];
  readonly fix: string;
  readonly fingerprint: string;
}

/** Every line of the report, in its order: findings and unknowns check by check, then the gaps. */
export function* rowsOf(report: Report): Generator<Row> {
  for (const { rule, findings, unknowns } of report.outcomes) {
    for (const { severity, subject, message, proof, fingerprint } of findings)
      yield { status: "fail", severity, ...said(rule), subject, message, proof, fingerprint };
    for (const { subject, why } of unknowns)
      yield {
        status: "unknown",
        severity: rule.severity,
        ...said(rule),
        subject,
        message: why,
        proof: [],
        fingerprint: "",
      };
  }
  for (const { what, missing, reason } of report.gaps)
    yield {
      status: "gap",
      severity: "",
      rule: "",
      title: what,
      message: `${reason}: needs ${missing}`,
      proof: [],
      fix: `Give the audit ${missing}, or accept that this is not assessed.`,
      fingerprint: "",
    };
}

const said = ({ id, title, fix }: Rule) => ({ rule: id, title, fix });
