import { inWords } from "../../catalogue/exceptions";
import type { Finding, Rule, Subject, Unknown } from "../../catalogue/outcome";
import { withDoers } from "./doers";
import { code, plain } from "./markdown-text";
import type { Excepted, Report } from "./model";
import { gapWords, hiddenWords, type Naming, rulesOfGaps } from "./naming";
import { properties } from "./oscal-text";

/** What all parts of the document are made with. */
export interface Sayer {
  /** The UUID of a thing, the same in every report of this tenant. */
  id(...words: readonly string[]): string;
  readonly names: Naming;
  readonly collectedAt: string;
}

/** What was seen, subject by subject: faults, excepted or not, what could not be judged, and what could not be read. */
export function* observationsOf(report: Report, said: Sayer) {
  for (const { rule, findings, unknowns, hidden = 0 } of report.outcomes) {
    for (const finding of findings) yield observed(rule, finding, said, {});
    for (const unknown of unknowns) yield open(rule, unknown, said);
    if (hidden > 0)
      yield {
        ...observation(said, ["hidden", rule.id], `${plain(rule.id)}: ${hiddenWords(hidden)}`),
        types: ["finding"],
        ...properties({ rule: rule.id, status: "fail" }),
      };
  }
  for (const { rule, finding, exception } of exceptedOf(report))
    yield observed(rule, finding, said, { exception: inWords(exception) });
  const rulesOf = rulesOfGaps(report);
  for (const gap of report.gaps) {
    const words = gapWords(gap, said.names);
    yield {
      ...observation(said, ["gap", words], code(words, Number.POSITIVE_INFINITY) || "Something could not be read"),
      types: ["discovery"],
      ...properties({ status: "unread", reason: gap.reason, rules: rulesOf(gap).join(" ") }),
    };
  }
}

/** What is excepted, with its rule. */
export function* exceptedOf({ outcomes, excepted }: Report): Generator<Excepted & { readonly rule: Rule }> {
  const rules = new Map(outcomes.map(({ rule }) => [rule.id, rule]));
  for (const each of excepted) {
    const rule = rules.get(each.finding.rule);
    if (rule) yield { ...each, rule };
  }
}

const observation = ({ id, collectedAt }: Sayer, key: readonly string[], description: string) => ({
  uuid: id("observation", ...key),
  description,
  methods: ["TEST"],
  collected: collectedAt,
});

function observed(rule: Rule, finding: Finding, said: Sayer, { exception }: { readonly exception?: string }) {
  const { subject, severity, path, proof, fingerprint } = finding;
  const words = `${said.names.subject(subject)}: ${said.names.text(withDoers(finding))}`;
  const evidence = proof.map(line => ({ description: whole(line) })).filter(({ description }) => description !== "");
  const status = exception === undefined ? "fail" : "excepted";
  return {
    ...observation(said, [fingerprint], whole(words)),
    title: plain(rule.faultTitle),
    types: ["finding"],
    subjects: [subjectOf(subject, said)],
    ...(evidence.length > 0 && { "relevant-evidence": evidence }),
    ...properties({ rule: rule.id, status, severity, path, fingerprint, exception }),
  };
}

function open(rule: Rule, { subject, why }: Unknown, said: Sayer) {
  const words = `${said.names.subject(subject)}: ${said.names.text(why)}`;
  return {
    ...observation(said, ["unknown", rule.id, subject.id, why], whole(words)),
    title: plain(rule.title),
    types: ["discovery"],
    subjects: [subjectOf(subject, said)],
    ...properties({ rule: rule.id, status: "unknown" }),
  };
}

const whole = (words: string): string => code(words, Number.POSITIVE_INFINITY);

function subjectOf(subject: Subject, { id, names }: Sayer) {
  const title = whole(names.subject(subject));
  return {
    "subject-uuid": id("subject", subject.id.toLowerCase()),
    type: subject.kind === "user" ? "user" : "resource",
    ...(title !== "" && { title }),
    ...properties({ kind: subject.kind, id: subject.id, scope: subject.scope, file: subject.file }),
  };
}
