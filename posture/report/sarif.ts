import type { Location, Log, Notification, Result, Run } from "sarif";
import { inWords } from "../../catalogue/exceptions";
import { type Finding, type Subject, severities } from "../../catalogue/outcome";
import { withDoers } from "./doers";
import { firstOf } from "./first-of";
import type { Format } from "./format";
import { jsonPieces } from "./json-pieces";
import { markOf } from "./marks";
import type { Report } from "./model";
import { gapWords, hiddenWords, type Naming, namingOf, rulesOfGaps } from "./naming";
import { counted } from "./phrases";
import { descriptor, githubLimits, weights } from "./sarif-rules";
import { visibleText } from "./visible";

/**
 * SARIF 2.1.0. What could not be judged is a result of kind `open`; what could not be read is a notification. What is
 * excepted is a suppressed failure. Where one result names its suppressions, all do, because leaving them out means
 * that nobody knows. The worst results come first, and of more than GitHub shows a notification counts the rest.
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
      results: firstOf(resultsOf(report), githubLimits.results),
    },
  ],
});

/**
 * What could not be read, and for which rules; then how many findings of a rule are left out for their low severity, and how
 * many results for GitHub's limit.
 */
function notificationsOf(report: Report): Notification[] {
  const names = namingOf(report);
  const rulesOf = rulesOfGaps(report);
  const gaps = report.gaps.map((gap): Notification => {
    const rules = rulesOf(gap);
    const text = `${gapWords(gap, names)}${rules.length > 0 ? `. It was needed for ${rules.join(", ")}` : ""}`;
    const { subjects } = gap;
    const properties = { ...(rules.length > 0 && { rules }), ...(subjects && { subjects }) };
    return { level: "warning", message: { text: unlinked(text) }, properties };
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
  const beyond = [...ranked(report)].reduce((sum, { count }) => sum + count, 0) - githubLimits.results;
  const text = `${counted(beyond, "result")} are left out, the least severe, because GitHub shows ${counted(githubLimits.results, "result")} of a run. The JSON report has all`;
  return [...gaps, ...left, ...(beyond > 0 ? [{ level: "warning", message: { text } } as const] : [])];
}

/** Results of one kind and rule, to be made when they are printed. */
interface Batch {
  readonly count: number;
  make(): Iterable<Result>;
}

function* resultsOf(report: Report): Generator<Result> {
  const unsuppressed = report.excepted.length > 0 && { suppressions: [] };
  for (const { make } of ranked(report)) for (const result of make()) yield { ...unsuppressed, ...result };
}

/** The worst failures first, then what is excepted, then what could not be judged. */
function* ranked(report: Report): Generator<Batch> {
  const names = namingOf(report);
  for (const severity of [...severities].reverse())
    for (const [ruleIndex, { findings }] of report.outcomes.entries()) {
      const those = findings.filter(finding => finding.severity === severity);
      yield { count: those.length, make: () => mapped(those, finding => failure(finding, ruleIndex, names)) };
    }
  const indexes = new Map(report.outcomes.map(({ rule }, index) => [rule.id, index]));
  const excepted = report.excepted.filter(({ finding }) => indexes.has(finding.rule));
  yield {
    count: excepted.length,
    make: () =>
      mapped(excepted, ({ finding, exception }) => ({
        ...failure(finding, indexes.get(finding.rule) as number, names),
        suppressions: [{ kind: "external", status: "accepted", justification: inWords(exception) }],
      })),
  };
  for (const [ruleIndex, { rule, status, unknowns, gaps }] of report.outcomes.entries()) {
    const open = (words: string, subject?: Subject): Result => ({
      ruleId: rule.id,
      ruleIndex,
      kind: "open",
      level: "none",
      message: { text: unlinked(subject ? `${names.subject(subject)}: ${names.text(words)}` : words) },
      ...located(subject ?? (report.tenant && { kind: "tenant", ...report.tenant }), names),
      partialFingerprints: marksOf(markOf(rule.id, subject?.id ?? "", words)),
    });
    if (status === "unknown" && unknowns.length === 0)
      yield { count: 1, make: () => [open(gaps.map(gap => gapWords(gap, names)).join("\n"))] };
    yield { count: unknowns.length, make: () => mapped(unknowns, ({ subject, why }) => open(why, subject)) };
  }
}

function* mapped<T>(all: readonly T[], make: (each: T) => Result): Generator<Result> {
  for (const each of all) yield make(each);
}

const failure = (finding: Finding, ruleIndex: number, names: Naming): Result => {
  const { rule, severity, subject, proof, path, fingerprint, by } = finding;
  const words = `${names.subject(subject)}: ${names.text(withDoers(finding))}`;
  return {
    ruleId: rule,
    ruleIndex,
    kind: "fail",
    level: weights[severity].level,
    message: { text: unlinked([words, ...proof].join("\n")) },
    ...located(subject, names, path),
    partialFingerprints: marksOf(fingerprint),
    ...(by && { properties: { doneBy: by } }),
  };
};

/** GitHub joins the results of two runs by `primaryLocationLineHash` alone; it has a hash, and which of its kind it is. */
const marksOf = (fingerprint: string) => ({
  "computeguard/v1": fingerprint,
  primaryLocationLineHash: `${fingerprint}:1`,
});

/** `[words](address)` is a link in a message (SARIF 2.1.0, 3.11.6), and a name must not be one. */
const unlinked = (words: string): string => words.replaceAll("](", "] (");

/**
 * Code-scanning tools ask for a file and a place in it: where there is none, as in a tenant, the subject's id is written as a
 * relative path, and the place is its beginning.
 */
const located = (subject: Subject | undefined, names: Naming, path?: string): { readonly locations?: Location[] } => {
  if (subject === undefined) return {};
  const { id, kind, file = id } = subject;
  const uri = visibleText(file).split("/").filter(Boolean).map(encodeURIComponent).join("/") || "tenant-root";
  return {
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri },
          region: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 },
        },
        logicalLocations: [{ name: names.subject(subject), fullyQualifiedName: path ? `${id}#${path}` : id, kind }],
      },
    ],
  };
};
