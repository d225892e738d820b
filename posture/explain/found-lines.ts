import { inWords } from "../../catalogue/exceptions";
import type { Finding, Subject, Unknown } from "../../catalogue/outcome";
import { pasted } from "../report/command-lines";
import type { Report } from "../report/model";
import { type Naming, namingOf } from "../report/naming";

/** What was found of something, what of it is excepted or could not be judged, and what to do. */
export function* aboutLines(report: Report, isMeant: (one: Subject) => boolean): Generator<string> {
  const isAbout = ({ subject, by = [] }: Finding) => isMeant(subject) || by.some(isMeant);
  const mine = report.outcomes.flatMap(({ findings }) => findings.filter(isAbout));
  yield* foundLines(mine, namingOf(report));
  for (const { finding, exception } of report.excepted)
    if (isAbout(finding)) yield `Excepted     ${finding.rule}: ${inWords(exception)}`;
  yield* unjudgedLines(report.outcomes.flatMap(({ unknowns }) => unknowns.filter(({ subject }) => isMeant(subject))));
  yield* actLines(report, new Set(mine.map(({ fingerprint }) => fingerprint)));
}

/** Findings, one a line. */
function* foundLines(findings: readonly Finding[], names: Naming): Generator<string> {
  if (findings.length === 0) return;
  yield "";
  yield "Findings:";
  for (const { severity, rule, message, fingerprint } of findings)
    yield `  ${severity.padEnd(9)}${rule}: ${names.text(message)} (${fingerprint})`;
}

/** By which rules it could not be judged, and why. */
function* unjudgedLines(unknowns: readonly Unknown[]): Generator<string> {
  if (unknowns.length === 0) return;
  yield "";
  yield "Could not be judged:";
  for (const { rule, why } of unknowns) yield `  ${rule}: ${why}`;
}

/** What is done to close these, with the commands for each target that has one of them. */
export function* actLines(report: Report, closing: ReadonlySet<string>): Generator<string> {
  const names = namingOf(report);
  const mine = report.acts.flatMap(act =>
    act.targets.filter(({ findings }) => findings.some(each => closing.has(each))).map(target => ({ act, target })),
  );
  if (mine.length === 0) return;
  yield "";
  yield "What to do first:";
  for (const { act, target } of mine) {
    yield `  ${act.says}: ${names.text(target.name)}`;
    yield `    ${act.learn}`;
    for (const { line } of pasted(target.commands)) yield `    ${line}`;
  }
}
