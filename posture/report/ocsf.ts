import { inWords } from "../../catalogue/exceptions";
import type { Finding, Outcome, Rule, Subject } from "../../catalogue/outcome";
import { withDoers } from "./doers";
import type { Format } from "./format";
import { markOf, uuidOf } from "./marks";
import type { Report } from "./model";
import { gapWords, hiddenWords, type Naming, namingOf, rulesOfGaps } from "./naming";
import {
  accountOf,
  attacksOf,
  compliance,
  complianceOf,
  detection,
  infoOf,
  informational,
  notKnown,
  resourceOf,
  severityOf,
  statuses,
  unmappedOf,
} from "./ocsf-objects";
import { subjectMoney } from "./subject-money";

/**
 * OCSF 1.8.0 (https://schema.ocsf.io/1.8.0), an event a line. A finding of a rule that tells of something that happened is a
 * Detection Finding (class 2004); every other finding, and what passes or could not be judged, is a Compliance Finding (2003).
 */
export const ocsf = {
  name: "ocsf",
  extension: "ocsf.ndjson",
  contentType: "application/x-ndjson",
  *print(report: Report) {
    for (const event of eventsOf(report)) yield `${JSON.stringify(event)}\n`;
  },
} as const satisfies Format;

type Event = Readonly<Record<string, unknown>>;

function* eventsOf(report: Report): Generator<Event> {
  const names = namingOf(report);
  const event = eventMaker(report, names);
  const rules = new Map(report.outcomes.map(({ rule }) => [rule.id, rule]));
  for (const outcome of report.outcomes) yield* outcomeEvents(outcome, event, names);
  for (const { finding, exception } of report.excepted) {
    const rule = rules.get(finding.rule);
    if (rule) yield event.found(rule, finding, inWords(exception));
  }
  const rulesOf = rulesOfGaps(report);
  for (const gap of report.gaps) yield event.unread(gapWords(gap, names), rulesOf(gap));
}

function* outcomeEvents(outcome: Outcome, event: EventMaker, names: Naming): Generator<Event> {
  const { rule, status, findings, unknowns, gaps, hidden = 0 } = outcome;
  for (const finding of findings) yield event.found(rule, finding);
  if (hidden > 0) yield event.judged(rule, "fail", [hiddenWords(hidden)]);
  for (const { subject, why } of unknowns) yield event.judged(rule, "unknown", [names.text(why)], subject);
  if (status === "unknown" && unknowns.length === 0)
    yield event.judged(
      rule,
      "unknown",
      gaps.map(gap => gapWords(gap, names)),
    );
  if (status === "pass") yield event.judged(rule, "pass", []);
}

type EventMaker = ReturnType<typeof eventMaker>;

function eventMaker(report: Report, names: Naming) {
  const { tool, tenant, collectedAt } = report;
  const moneyOf = subjectMoney(report);
  const org = tenant && { org: { uid: tenant.id, name: tenant.name } };

  /** What every event has. @param uid tells it from all others, and is the same in every run */
  const common = (kind: typeof compliance | typeof detection, uid: string, subject?: Subject) => ({
    category_uid: 2,
    category_name: "Findings",
    ...kind,
    activity_id: 1,
    activity_name: "Create",
    time: Date.parse(collectedAt),
    metadata: {
      version: "1.8.0",
      product: { name: tool.name, version: tool.version, vendor_name: "Computeguard" },
      profiles: ["cloud"],
      uid: uuidOf("ocsf", tenant?.id ?? "", collectedAt, uid),
      ...(tenant && { tenant_uid: tenant.id }),
    },
    cloud: { provider: "Azure", ...org, ...accountOf(subject && names.subscriptionOf(subject)) },
    ...(subject && { resources: [resourceOf(subject, names)] }),
  });

  /** A check that passed, or of which not all could be judged. */
  const judged = (rule: Rule, status: keyof typeof statuses, details: readonly string[], subject?: Subject): Event => {
    const uid = markOf(rule.id, status, subject?.id ?? "", ...details);
    return {
      ...common(compliance, uid, subject),
      ...{ fail: severityOf[rule.severity], unknown: notKnown, pass: informational }[status],
      message: [rule.title, ...details].join(": "),
      compliance: complianceOf(rule, status, details),
      finding_info: infoOf(rule, uid, status === "fail" ? rule.faultTitle : rule.title),
      ...(status !== "pass" && { remediation: { desc: rule.fix } }),
    };
  };

  const found = (rule: Rule, finding: Finding, excepted?: string): Event => {
    const { severity, subject, proof, path, fingerprint, firstSeen } = finding;
    const words = names.text(withDoers(finding));
    const info = {
      ...infoOf(rule, fingerprint, rule.faultTitle),
      ...(firstSeen !== undefined && { first_seen_time: Date.parse(firstSeen) }),
    };
    const more = unmappedOf(subject, path, moneyOf(subject.id));
    return {
      ...common(rule.detects ? detection : compliance, fingerprint, subject),
      ...severityOf[severity],
      ...(excepted === undefined ? { status_id: 1, status: "New" } : { status_id: 3, status: "Suppressed" }),
      ...(excepted !== undefined && { comment: excepted }),
      message: `${names.subject(subject)}: ${words}`,
      ...(rule.detects
        ? { is_alert: true, finding_info: { ...info, ...attacksOf(rule) } }
        : { finding_info: info, compliance: complianceOf(rule, "fail", [words]) }),
      ...(proof.length > 0 && { evidences: [{ data: { proof } }] }),
      remediation: { desc: rule.fix },
      ...(more && { unmapped: more }),
    };
  };

  /** What could not be read, and which checks needed it. */
  const unread = (words: string, rules: readonly string[]): Event => {
    const uid = markOf("gap", words);
    return {
      ...common(compliance, uid),
      ...notKnown,
      message: words,
      compliance: {
        ...statuses.unknown,
        status_details: [words],
        ...(rules.length > 0 && { checks: rules.map(rule => ({ uid: rule })) }),
      },
      finding_info: { uid, title: "What could not be read", desc: words },
    };
  };
  return { judged, found, unread };
}
