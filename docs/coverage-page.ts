import { type ReportStatement, reportStatements } from "../catalogue/report-statements";
import { signals } from "../posture/checks/signals";
import planted from "./planted-faults.json";

/** The planted faults of the simulated tenant that a rule finds; a test holds the file against the truth of the demo. */
const plantsOf = new Map<string, readonly string[]>(Object.entries(planted));

/** The rows of the scenario at which what answers a statement fires, first planted first. */
export const scenarioOf = (statement: ReportStatement): readonly string[] =>
  [...new Set(answersOf(statement).flatMap(rule => plantsOf.get(rule) ?? []))].sort(
    (one, other) => Number(one.slice(1)) - Number(other.slice(1)),
  );

/** What answers a statement: rules, checks and signals by id, without a twin. */
export const answersOf = ({ id, rules = [] }: ReportStatement): readonly string[] => [
  ...new Set([...rules, ...signals.flatMap(signal => (signal.answers.includes(id) ? [signal.id] : []))]),
];

/** Statements that nothing answers yet. */
export const openStatements = (): readonly string[] =>
  reportStatements.flatMap(statement =>
    statement.fact || statement.manual || answersOf(statement).length > 0 ? [] : [statement.id],
  );

const answerText = (statement: ReportStatement): string =>
  [
    ...answersOf(statement).map(rule => `\`${rule}\``),
    ...(statement.manual ? [`by hand: ${statement.manual}`] : []),
    ...(statement.fact ? ["a fact, which asks for nothing"] : []),
  ].join(", ") || "**open**";

export const coverageLead = [
  "Microsoft's report of 2023-07-25, statement by statement in own words, and what here answers each: a rule of the pack, a check of the audit, a signal over the logs, or a step by hand.",
  "The simulated tenant plays the attack: each of its planted faults is found by the rules that it is planted for, and by no other. The last column names them as `simulator/scenario/STORY.md` does; rules of the pack that need a program are tried on programs instead.",
].join("\n\n");

export const coverageTables = (): readonly (readonly [string, readonly string[], readonly (readonly string[])[]])[] =>
  [...new Set(reportStatements.map(({ section }) => section))].map(section => [
    section,
    ["statement", "answer", "planted as"],
    reportStatements
      .filter(statement => statement.section === section)
      .map(statement => [
        `${statement.id}: ${statement.says}`,
        answerText(statement),
        scenarioOf(statement).join(", "),
      ]),
  ]);
