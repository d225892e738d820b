import { inWords } from "../../catalogue/exceptions";
import type { Finding, Outcome } from "../../catalogue/outcome";
import { coverageLines } from "./coverage";
import { withDoers } from "./doers";
import type { Format } from "./format";
import type { Excepted, Report } from "./model";
import { gapWords, hiddenWords, type Naming, namingOf } from "./naming";
import { visibleText } from "./visible";

/**
 * JUnit's XML as Jenkins and CI servers read it (junit-10.xsd of the Jenkins xunit plugin): a suite for each check, a failed
 * test for each finding, a skipped one for what is excepted or could not be judged, and one that passes for a check that
 * does. The last suite is what could not be read.
 */
export const junit = {
  name: "junit",
  extension: "junit.xml",
  contentType: "application/xml",
  *print(report: Report) {
    const names = namingOf(report);
    const all = tallyOf(report);
    yield '<?xml version="1.0" encoding="UTF-8"?>\n';
    yield `<testsuites${attributes({ name: "computeguard", ...all.counts })}>\n`;
    yield* coverageSuite(report);
    for (const outcome of report.outcomes)
      yield* checkSuite(outcome, all.exceptedOf.get(outcome.rule.id) ?? [], report.collectedAt, names);
    yield* gapSuite(report, names);
    yield "</testsuites>\n";
  },
} as const satisfies Format;

/** How many tests there are in all, and what is excepted of each rule. */
function tallyOf({ outcomes, excepted, gaps }: Report) {
  const exceptedOf = new Map<string, Excepted[]>();
  for (const each of excepted) {
    const those = exceptedOf.get(each.finding.rule);
    if (those) those.push(each);
    else exceptedOf.set(each.finding.rule, [each]);
  }
  const suites = outcomes.map(outcome => countsOf(outcome, exceptedOf.get(outcome.rule.id)?.length ?? 0));
  const sum = (key: "tests" | "failures") => suites.reduce((total, suite) => total + suite[key], 0);
  return {
    exceptedOf,
    counts: { tests: sum("tests") + gaps.length, failures: sum("failures"), errors: 0 },
  };
}

/** A check without a finding and without a subject that is open is one test: passed, or skipped for want of evidence. */
function countsOf({ status, findings, unknowns, hidden = 0 }: Outcome, excepted: number) {
  const open = status === "unknown" && unknowns.length === 0 ? 1 : 0;
  const whole = status === "pass" || (hidden > 0 && findings.length === 0) ? 1 : 0;
  const failures = findings.length + (hidden > 0 && findings.length === 0 ? 1 : 0);
  const skipped = unknowns.length + excepted + open;
  return { tests: findings.length + skipped + whole, failures, errors: 0, skipped };
}

/** What was seen, so that a report of a part says so here too. */
function* coverageSuite({ coverage, collectedAt: timestamp }: Report): Generator<string> {
  yield `  <testsuite${attributes({ name: "What was seen", tests: 0, failures: 0, errors: 0, timestamp })}>\n    <properties>\n`;
  for (const [i, value] of coverageLines(coverage).entries())
    yield `      <property${attributes({ name: `coverage.${i + 1}`, value })}/>\n`;
  yield "    </properties>\n  </testsuite>\n";
}

function* checkSuite(
  outcome: Outcome,
  excepted: readonly Excepted[],
  timestamp: string,
  names: Naming,
): Generator<string> {
  const { rule, status, findings, unknowns, gaps, hidden = 0 } = outcome;
  const head = { name: rule.id, package: rule.control, ...countsOf(outcome, excepted.length), timestamp };
  yield `  <testsuite${attributes(head)}>\n`;
  const test = (name: string, inner = "") => testcase(rule.id, name, inner);
  for (const finding of findings) yield test(whatOf(finding, names), failure(finding, rule.fix, names));
  for (const { finding, exception } of excepted)
    yield test(whatOf(finding, names), `<skipped${attributes({ type: "excepted", message: inWords(exception) })}/>`);
  for (const { subject, why } of unknowns)
    yield test(names.subject(subject), `<skipped${attributes({ type: "unknown", message: why })}/>`);
  if (status === "unknown" && unknowns.length === 0) {
    const message = gaps.map(gap => gapWords(gap, names)).join("; ");
    yield test(rule.title, `<skipped${attributes({ type: "unknown", message })}/>`);
  }
  if (status === "pass") yield test(rule.title);
  if (hidden > 0 && findings.length === 0)
    yield test(rule.faultTitle, `<failure${attributes({ type: "hidden", message: hiddenWords(hidden) })}/>`);
  if (hidden > 0 && findings.length > 0) yield `    <system-out>${escaped(hiddenWords(hidden))}</system-out>\n`;
  yield "  </testsuite>\n";
}

function* gapSuite({ gaps, collectedAt: timestamp }: Report, names: Naming): Generator<string> {
  if (gaps.length === 0) return;
  const counts = { tests: gaps.length, failures: 0, errors: 0, skipped: gaps.length };
  yield `  <testsuite${attributes({ name: "What could not be read", ...counts, timestamp })}>\n`;
  for (const gap of gaps)
    yield testcase(
      "evidence",
      gap.what,
      `<skipped${attributes({ type: gap.reason, message: gapWords(gap, names) })}/>`,
    );
  yield "  </testsuite>\n";
}

const testcase = (classname: string, name: string, inner: string): string =>
  `    <testcase${attributes({ classname, name })}${inner === "" ? "/>" : `>${inner}</testcase>`}\n`;

const failure = (finding: Finding, fix: string, names: Naming): string => {
  const { severity, proof, fingerprint } = finding;
  const lines = [...proof, ...(fix ? [fix] : []), `Fingerprint ${fingerprint}`];
  return `<failure${attributes({ type: severity, message: names.text(withDoers(finding)) })}>${escaped(lines.join("\n"))}</failure>`;
};

/** Two findings of one subject are told apart by the place in it. */
const whatOf = ({ subject, path }: Finding, names: Naming): string =>
  [...(subject.file === undefined ? [] : [`${subject.file}:`]), names.subject(subject), ...(path ? [path] : [])].join(
    " ",
  );

const attributes = (all: { readonly [name: string]: string | number }): string =>
  Object.entries(all)
    .map(([name, value]) => ` ${name}="${escaped(String(value))}"`)
    .join("");

/**
 * Text of an element or an attribute. XML 1.0 (2.2) has no place for control characters, halves of surrogate pairs, U+FFFE and
 * U+FFFF, escaped or not; a line break within an attribute would be read as a space.
 */
const escaped = (text: string): string =>
  text
    .split("\n")
    .map(line =>
      visibleText(line)
        .replace(/[\uFFFE\uFFFF]/g, "\uFFFD")
        .replace(/[&<>"']/g, mark => entities[mark] as string),
    )
    .join("&#10;");

const entities: { readonly [mark: string]: string } = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
