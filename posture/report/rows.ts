import { inWords } from "../../catalogue/exceptions";
import type { Finding, Rule, Subject } from "../../catalogue/outcome";
import { coverageLines } from "./coverage";
import type { Report } from "./model";

/** A finding, excepted or not, an unknown or a gap on one line, for formats that are tables. */
export interface Row {
  readonly status: "coverage" | "fail" | "excepted" | "unknown" | "gap";
  readonly severity: string;
  readonly rule: string;
  readonly title: string;
  readonly subject?: Subject;
  readonly message: string;
  readonly proof: readonly string[];
  readonly fix: string;
  readonly fingerprint: string;
  /** Until when, by whom and why, where it is excepted. */
  readonly exception?: string;
}

/** Every line of the report, in its order: what was seen, findings and unknowns check by check, then what is excepted, then the gaps. */
export function* rowsOf(report: Report): Generator<Row> {
  for (const message of coverageLines(report.coverage)) yield { ...coverageRow, message };
  for (const { rule, findings, unknowns } of report.outcomes) {
    for (const finding of findings) yield { status: "fail", ...faulted(rule), ...found(finding) };
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
  const rules = new Map(report.outcomes.map(({ rule }) => [rule.id, rule]));
  for (const { finding, exception } of report.excepted) {
    const rule = rules.get(finding.rule);
    if (rule) yield { status: "excepted", ...faulted(rule), ...found(finding), exception: inWords(exception) };
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

const coverageRow = {
  status: "coverage",
  severity: "",
  rule: "",
  title: "What was seen",
  proof: [],
  fix: "",
  fingerprint: "",
} as const;

const found = ({ severity, subject, message, proof, fingerprint }: Finding) => ({
  severity,
  subject,
  message,
  proof,
  fingerprint,
});

const faulted = (rule: Rule) => ({ ...said(rule), title: rule.faultTitle });

const said = ({ id, title, fix }: Rule) => ({ rule: id, title, fix });
