import { inWords } from "../../catalogue/exceptions";
import type { Finding, Rule, Subject } from "../../catalogue/outcome";
import { coverageLines } from "./coverage";
import type { Report } from "./model";
import { gapWords, hiddenWords, type Naming, namingOf, rulesOfGaps } from "./naming";
import { populationWords } from "./population-words";
import { addressOf, portalPages } from "./portal-link";

/** A finding, excepted or not, an unknown, a gap or a check that passes on one line, for formats that are tables. */
export interface Row {
  readonly status: "coverage" | "fail" | "hidden" | "excepted" | "unknown" | "pass" | "gap";
  readonly severity: string;
  readonly rule: string;
  readonly title: string;
  readonly subject?: Pick<Subject, "id" | "name" | "scope" | "file"> & { readonly kind: string };
  /** The subscription that it belongs to; its name is empty where it is not known. */
  readonly subscription?: { readonly id: string; readonly name: string };
  /** Where in the subject it is. */
  readonly path?: string;
  readonly message: string;
  readonly proof: readonly string[];
  readonly fix: string;
  readonly fingerprint: string;
  /** The page of the subject in the portal, where it has one that is known. */
  readonly portal?: string;
  /** Who did it, where the finding is about something else. */
  readonly by?: Finding["by"];
  /** When a report first had it, ISO 8601, where that is known; or when it was first judged. */
  readonly firstSeen?: string;
  readonly firstJudged?: string;
  /** Until when, by whom and why, where it is excepted. */
  readonly exception?: string;
}

/**
 * Every line of the report, in its order: what was seen, then check by check findings, how many are not shown, what
 * could not be judged, or that it passes; then what is excepted, then the gaps, one for each subject that they speak of.
 */
export function* rowsOf(report: Report): Generator<Row> {
  const names = namingOf(report);
  const pages = portalPages(report);
  for (const row of bareRows(report, names)) {
    const subscription = row.subject && names.subscriptionOf(row.subject);
    const portal = row.subject && addressOf(pages(row.subject));
    yield {
      ...row,
      ...(subscription !== undefined && { subscription }),
      ...(portal !== undefined && { portal }),
    };
  }
}

function* bareRows(report: Report, names: Naming): Generator<Row> {
  for (const message of coverageLines(report.coverage)) yield { ...coverageRow, message };
  for (const outcome of report.outcomes) {
    const { rule, status, findings, unknowns, gaps, hidden = 0 } = outcome;
    for (const finding of findings) yield { status: "fail", ...faulted(rule), ...found(finding) };
    if (hidden > 0)
      yield {
        status: "hidden",
        severity: "",
        ...faulted(rule),
        message: hiddenWords(hidden),
        proof: [],
        fingerprint: "",
      };
    if (status === "unknown" && unknowns.length === 0)
      yield {
        status: "unknown",
        severity: rule.severity,
        ...said(rule),
        message: gaps.map(gap => gapWords(gap, names)).join("; "),
        proof: [],
        fingerprint: "",
      };
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
    if (status === "pass")
      yield {
        status,
        severity: rule.severity,
        ...said(rule),
        message: populationWords(outcome) ?? "",
        proof: [],
        fix: "",
        fingerprint: "",
      };
  }
  const rules = new Map(report.outcomes.map(({ rule }) => [rule.id, rule]));
  for (const { finding, exception } of report.excepted) {
    const rule = rules.get(finding.rule);
    if (rule) yield { status: "excepted", ...faulted(rule), ...found(finding), exception: inWords(exception) };
  }
  const rulesOf = rulesOfGaps(report);
  for (const gap of report.gaps) {
    const { what, missing, reason, subjects = [] } = gap;
    const row = {
      status: "gap",
      severity: "",
      rule: rulesOf(gap).join("; "),
      title: what,
      message: `${reason}: needs ${missing}`,
      proof: [],
      fix: `Give the audit ${missing}, or accept that this is not assessed.`,
      fingerprint: "",
    } as const;
    const called = names.ofGap(gap);
    if (subjects.length === 0) yield row;
    for (const [i, id] of subjects.entries()) yield { ...row, subject: gapSubject(id, called[i] as string) };
  }
}

/** Gaps name what they speak of by its id alone: a subscription, mostly. */
const gapSubject = (id: string, name: string) => {
  const isSubscription = /^(?:\/subscriptions\/)?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);
  const scope = isSubscription && !id.startsWith("/") ? { scope: `/subscriptions/${id}` } : {};
  return { kind: isSubscription ? "subscription" : "", id, name, ...scope };
};

const coverageRow = {
  status: "coverage",
  severity: "",
  rule: "",
  title: "What was seen",
  proof: [],
  fix: "",
  fingerprint: "",
} as const;

const found = ({ severity, subject, path, message, proof, fingerprint, by, firstSeen, firstJudged }: Finding) => ({
  severity,
  subject,
  ...(path !== undefined && { path }),
  message,
  proof,
  fingerprint,
  ...(by !== undefined && { by }),
  ...(firstSeen !== undefined && { firstSeen }),
  ...(firstJudged !== undefined && { firstJudged }),
});

const faulted = (rule: Rule) => ({ ...said(rule), title: rule.faultTitle });

const said = ({ id, title, fix }: Rule) => ({ rule: id, title, fix });
