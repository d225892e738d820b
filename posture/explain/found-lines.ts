import type { Finding } from "../../catalogue/outcome";
import type { Act } from "../report/acts-schema";

/** Findings, one a line. */
export function* foundLines(findings: readonly Finding[]): Generator<string> {
  if (findings.length === 0) return;
  yield "";
  yield "Findings:";
  for (const { severity, rule, message, fingerprint } of findings)
    yield `  ${severity.padEnd(9)}${rule}: ${message} (${fingerprint})`;
}

/** What is done to close these, with the commands for each target that has one of them. */
export function* actLines(acts: readonly Act[], closing: ReadonlySet<string>): Generator<string> {
  const mine = acts.flatMap(act =>
    act.targets.filter(({ findings }) => findings.some(each => closing.has(each))).map(target => ({ act, target })),
  );
  if (mine.length === 0) return;
  yield "";
  yield "What to do first:";
  for (const { act, target } of mine) {
    yield `  ${act.says}: ${target.name}`;
    yield `    ${act.learn}`;
    for (const { line } of target.commands) yield `    ${line}`;
  }
}
