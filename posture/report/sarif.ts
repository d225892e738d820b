import type { Log, Notification, ReportingDescriptor, Result, Run } from "sarif";
import { inWords } from "../../catalogue/exceptions";
import type { Finding, Rule, Severity, Subject } from "../../catalogue/outcome";
import type { Format } from "./format";
import { jsonPieces } from "./json-pieces";
import type { Report } from "./model";
import { gapWords, hiddenWords, type Naming, namingOf, rulesOfGaps } from "./naming";

/** SARIF knows three levels; GitHub sorts by `security-severity`, a score as in CVSS. */
const weights: Record<Severity, { level: "error" | "warning" | "note"; score: string }> = {
  critical: { level: "error", score: "9.5" },
  high: { level: "error", score: "8.0" },
  medium: { level: "warning", score: "5.5" },
  low: { level: "note", score: "2.0" },
};

/**
 * SARIF 2.1.0. What could not be judged is a result of kind `open`; what could not be read is a notification. What is
 * excepted is a suppressed failure. Where one result names its suppressions, all do, because leaving them out means
 * that nobody knows.
 */
export const sarif = {
  name: "sarif",
  extension: "sarif",
  contentType: "application/sarif+json",
  print: report => jsonPieces(logOf(report)),
} as const satisfies Format;

/** The log's only run; its results are made one by one while they are printed. */
type StreamedRun = Omit<Run, "results"> & { readonly results: Iterable<Result> };
type StreamedLog = Omit<Log, "runs"> & { readonly runs: readonly StreamedRun[] };

const logOf = (report: Report): StreamedLog => ({
  version: "2.1.0",
  $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
  runs: [
    {
      tool: {
        driver: {
          name: report.tool.name,
          semanticVersion: report.tool.version,
          rules: report.outcomes.map(({ rule }) => descriptor(rule)),
        },
      },
      properties: { coverage: report.coverage },
      automationDetails: { id: `computeguard/${report.tenant?.id ?? "files"}/` },
      invocations: [
        {
          executionSuccessful: true,
          endTimeUtc: report.collectedAt,
          toolExecutionNotifications: notificationsOf(report),
        },
      ],
      results: resultsOf(report),
    },
  ],
});

/** What could not be read, and for which rules; then how many findings of a rule are left out for their low severity. */
function notificationsOf(report: Report): Notification[] {
  const names = namingOf(report);
  const rulesOf = rulesOfGaps(report);
  const gaps = report.gaps.map((gap): Notification => {
    const rules = rulesOf(gap);
    const text = `${gapWords(gap, names)}${rules.length > 0 ? `. It was needed for ${rules.join(", ")}` : ""}`;
    const { subjects } = gap;
    const properties = { ...(rules.length > 0 && { rules }), ...(subjects && { subjects }) };
    return { level: "warning", message: { text }, properties };
  });
  const left = report.outcomes.flatMap(({ rule, hidden = 0 }, index): Notification[] =>
    hidden > 0
      ? [
          {
            level: "note",
            message: { text: `${rule.id}: ${hiddenWords(hidden)}` },
            associatedRule: { id: rule.id, index },
          },
        ]
      : [],
  );
  return [...gaps, ...left];
}

function* resultsOf(report: Report): Generator<Result> {
  const names = namingOf(report);
  const unsuppressed = report.excepted.length > 0 && { suppressions: [] };
  for (const [ruleIndex, { rule, status, findings, unknowns, gaps }] of report.outcomes.entries()) {
    for (const finding of findings) yield { ...failure(finding, ruleIndex, names), ...unsuppressed };
    for (const { finding, exception } of report.excepted)
      if (finding.rule === rule.id)
        yield {
          ...failure(finding, ruleIndex, names),
          suppressions: [{ kind: "external", status: "accepted", justification: inWords(exception) }],
        };
    if (status === "unknown" && unknowns.length === 0)
      yield {
        ruleId: rule.id,
        ruleIndex,
        kind: "open",
        level: "none",
        message: { text: gaps.map(gap => gapWords(gap, names)).join("\n") },
        ...(report.tenant && { locations: [location({ kind: "tenant", ...report.tenant }, names)] }),
        ...unsuppressed,
      };
    for (const { subject, why } of unknowns)
      yield {
        ruleId: rule.id,
        ruleIndex,
        kind: "open",
        level: "none",
        message: { text: why },
        locations: [location(subject, names)],
        ...unsuppressed,
      };
  }
}

const failure = (
  { rule, severity, subject, message, proof, path, fingerprint }: Finding,
  ruleIndex: number,
  names: Naming,
): Result => ({
  ruleId: rule,
  ruleIndex,
  kind: "fail",
  level: weights[severity].level,
  message: { text: [message, ...proof].join("\n") },
  locations: [location(subject, names, path)],
  partialFingerprints: { "computeguard/v1": fingerprint },
});

const descriptor = ({ id, formerIds, title, severity, why, fix, control }: Rule): ReportingDescriptor => ({
  id,
  ...(formerIds && { deprecatedIds: [...formerIds] }),
  shortDescription: { text: title },
  fullDescription: { text: why },
  help: { text: fix },
  defaultConfiguration: { level: weights[severity].level },
  properties: { "security-severity": weights[severity].score, tags: ["security", "cryptojacking", control] },
});

/** Code-scanning tools ask for a file: where there is none, as in a tenant, the subject's id is written as a relative path. */
const location = (subject: Subject, names: Naming, path?: string) => {
  const { id, kind, file = id } = subject;
  return {
    physicalLocation: {
      artifactLocation: { uri: file.split("/").filter(Boolean).map(encodeURIComponent).join("/") || "tenant-root" },
    },
    logicalLocations: [{ name: names.subject(subject), fullyQualifiedName: path ? `${id}#${path}` : id, kind }],
  };
};
