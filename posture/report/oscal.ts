import type { Outcome, Rule } from "../../catalogue/outcome";
import { coverageLines } from "./coverage";
import type { Format } from "./format";
import { jsonPieces } from "./json-pieces";
import { code, plain } from "./markdown-text";
import { uuidOf } from "./marks";
import type { FrameworkResult, Report } from "./model";
import { namingOf } from "./naming";
import { exceptedOf, observationsOf, type Sayer } from "./oscal-observations";
import { properties, some, token } from "./oscal-text";

/**
 * OSCAL assessment results 1.2.3 (https://pages.nist.gov/OSCAL/). An observation is a finding of ours, a subject that could
 * not be judged, or something that could not be read; a finding is a rule or a requirement of a framework that is satisfied
 * or not. OSCAL knows no third: what could not be judged has observations and no finding.
 */
export const oscal = {
  name: "oscal",
  extension: "oscal.json",
  contentType: "application/json",
  print: report => jsonPieces({ "assessment-results": resultsOf(report) }, depthOfReferences),
} as const satisfies Format;

/** A reference of a finding to one of its observations is one piece. */
const depthOfReferences = 7;

function resultsOf(report: Report) {
  const { tool, tenant, collectedAt, coverage, outcomes, compliance } = report;
  const id = (...words: readonly string[]) => uuidOf("oscal", tenant?.id ?? "", ...words);
  const plan = id("plan");
  // the same evidence under another estate, or by other rules, is another document
  const judged = [coverage.estate.sha256 ?? "", ...outcomes.map(({ rule, status }) => `${rule.id} ${status}`)];
  const said: Sayer = { id, names: namingOf(report), collectedAt };
  return {
    uuid: id("document", collectedAt, tool.version, ...judged),
    metadata: {
      title: `Computeguard: ${code(tenant ? tenant.name || tenant.id : "files", 200)}`,
      "last-modified": collectedAt,
      version: tool.version,
      "oscal-version": "1.2.3",
    },
    "import-ap": { href: `#${plan}` },
    results: [
      {
        uuid: id("result", collectedAt, tool.version, ...judged),
        title: "What Computeguard found",
        description: coverageLines(coverage)
          .map(line => `- ${code(line)}`)
          .join("\n"),
        start: collectedAt,
        "reviewed-controls": { "control-selections": selectionsOf(outcomes, compliance) },
        observations: some(() => observationsOf(report, said)),
        risks: some(() => risksOf(report, said)),
        findings: some(() => findingsOf(report, said)),
      },
    ],
    "back-matter": {
      resources: [
        {
          uuid: plan,
          title: "The assessment plan",
          description: `There is none: Computeguard ${plain(tool.version)} judges the rules that its documentation lists.`,
        },
      ],
    },
  };
}

const tested = ({ requirements }: FrameworkResult) => requirements.filter(({ rules }) => rules.length > 0);

/** The rules that were judged, and the requirements that they test. */
function selectionsOf(outcomes: readonly Outcome[], compliance: Report["compliance"]) {
  const selection = (description: string, ids: readonly string[]) => ({
    description,
    "include-controls": ids.map(id => ({ "control-id": id })),
  });
  if (outcomes.length === 0) return [selection("No rule was judged.", ["none"])];
  return [
    selection(
      "Rules of Computeguard.",
      outcomes.map(({ rule }) => token(rule.id)),
    ),
    ...compliance
      .filter(framework => tested(framework).length > 0)
      .map(framework =>
        selection(
          `${plain(`${framework.name} ${framework.version}`)}.`,
          tested(framework).map(({ id }) => controlOf(framework.id, id)),
        ),
      ),
  ];
}

/** NIST's own ids are those of its catalogue in OSCAL; ids of others have their framework before them. */
const controlOf = (framework: string, id: string): string =>
  framework === "nist-800-53" ? token(id.toLowerCase()) : token(framework, id);

/** A risk for each rule that fails, and one for each that would, were its findings not excepted. */
function* risksOf(report: Report, { id }: Sayer) {
  const risk = (rule: Rule, status: "open" | "deviation-approved") => ({
    uuid: id("risk", status, rule.id),
    title: plain(rule.faultTitle),
    description: plain(rule.faultTitle),
    statement: plain(rule.why),
    status,
    ...properties({ rule: rule.id, severity: rule.severity }),
    remediations: [
      {
        uuid: id("response", status, rule.id),
        lifecycle: "recommendation",
        title: "What to do",
        description: plain(rule.fix),
      },
    ],
  });
  for (const { rule, status } of report.outcomes) if (status === "fail") yield risk(rule, "open");
  const excepted = new Map([...exceptedOf(report)].map(({ rule }) => [rule.id, rule]));
  for (const rule of excepted.values()) yield risk(rule, "deviation-approved");
}

function* findingsOf({ outcomes, compliance }: Report, said: Sayer) {
  const { id } = said;
  const failing = new Set(outcomes.flatMap(({ rule, status }) => (status === "fail" ? [rule.id] : [])));
  const risks = (rules: readonly string[]) =>
    rules.filter(rule => failing.has(rule)).map(rule => ({ "risk-uuid": id("risk", "open", rule) }));
  for (const { rule, status, findings, hidden = 0 } of outcomes)
    if (status !== "unknown")
      yield {
        uuid: id("finding", rule.id),
        title: plain(status === "fail" ? rule.faultTitle : rule.title),
        description: plain(rule.why),
        ...properties({ rule: rule.id, control: rule.control, severity: rule.severity }),
        target: targetOf(token(rule.id), status),
        "related-observations": some(function* () {
          for (const { fingerprint } of findings) yield { "observation-uuid": id("observation", fingerprint) };
          if (hidden > 0) yield { "observation-uuid": id("observation", "hidden", rule.id) };
        }),
        "related-risks": some(() => risks([rule.id])),
      };
  for (const framework of compliance)
    for (const { id: requirement, title, status, rules } of framework.requirements)
      if (status === "fail" || status === "pass")
        yield {
          uuid: id("finding", framework.id, requirement),
          title: plain(title),
          description: plain(`${framework.name} ${framework.version}, ${requirement}: ${title}`),
          ...properties({ framework: framework.id, requirement }),
          target: targetOf(controlOf(framework.id, requirement), status),
          "related-risks": some(() => risks(rules)),
        };
}

const targetOf = (id: string, status: "pass" | "fail") => ({
  type: "objective-id",
  "target-id": id,
  status: { state: status === "pass" ? "satisfied" : "not-satisfied", reason: status },
});
