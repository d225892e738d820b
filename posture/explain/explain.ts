import type { Finding, Outcome } from "../../catalogue/outcome";
import { isBreakGlass } from "../facts/subjects";
import type { ComputeCreator } from "../facts/types";
import type { Act } from "../report/acts-schema";
import { exceptionLine } from "../report/exception-line";
import type { Report } from "../report/model";
import { namingOf } from "../report/naming";
import { buyingWords, capabilityWords, spotWords } from "../report/phrases";
import { amountWords, capped, usd } from "../report-text";
import type { Match } from "./matches";

/** What is known of an identity or a finding, line by line, and what to do about it. */
export function* explained(
  match: Match,
  report: Report,
  creators: readonly ComputeCreator[],
  breakGlass: readonly string[],
): Generator<string> {
  if (match.kind === "finding") yield* findingLines(match.finding, report);
  else yield* identityLines(match, report, creators, breakGlass);
}

function* identityLines(
  { id, name, radius }: Match & { kind: "identity" },
  report: Report,
  creators: readonly ComputeCreator[],
  breakGlass: readonly string[],
): Generator<string> {
  yield `${name} (${radius?.principal.kind ?? "identity"} ${id})`;
  const creator = creators.find(({ principal }) => principal.id.toLowerCase() === id.toLowerCase());
  if (radius) {
    yield "";
    yield `Defence      ${radius.defence}`;
    yield `Could burn   ${amountWords(radius.usdPerDay, usd)} a day (${buyingWords(radius)}${spotWords(radius.spotUsdPerDay, radius.unread)})`;
    const also = capabilityWords(radius.capabilities);
    if (also) yield `Beside       ${also}`;
  }
  if (!creator) yield "Can create no compute, by all that was read.";
  else {
    yield "";
    yield "Ways to create compute:";
    for (const line of capped([...new Set(creator.rights.map(({ path }) => path))].sort(), 20)) yield `  - ${line}`;
    if (isBreakGlass(breakGlass, creator.principal))
      yield "An emergency account: it keeps its rights, for when nobody else can sign in.";
    else if (creator.removal) yield `To change first: ${creator.removal.says}`;
  }
  const mine = report.outcomes.flatMap(outcome =>
    outcome.findings.filter(({ subject }) => subject.id.toLowerCase() === id.toLowerCase()),
  );
  if (mine.length > 0) {
    yield "";
    yield "Findings:";
    for (const { severity, rule, message, fingerprint } of mine)
      yield `  ${severity.padEnd(9)}${rule}: ${message} (${fingerprint})`;
  }
  yield* actLines(report.acts, new Set(mine.map(({ fingerprint }) => fingerprint)));
}

function* findingLines(finding: Finding, report: Report): Generator<string> {
  const { rule, severity, subject, message, path, proof, fingerprint } = finding;
  const { rule: words } = report.outcomes.find(({ rule: one }) => one.id === rule) as Outcome;
  yield `${namingOf(report).subject(subject)}: ${message}`;
  yield "";
  yield `Rule         ${rule}, ${severity}: ${words.faultTitle}`;
  yield `About        ${subject.kind} ${subject.id}${path === undefined ? "" : ` at ${path}`}`;
  yield `Why          ${words.why}`;
  for (const [i, line] of proof.entries()) yield `${(i === 0 ? "Proof" : "").padEnd(13)}${line}`;
  yield `What to do   ${words.fix}`;
  yield `Fingerprint  ${fingerprint}`;
  yield `To except    ${exceptionLine(rule, subject.id)}`;
  yield* actLines(report.acts, new Set([fingerprint]));
}

/** What is done to close these, with the commands for each target that has one of them. */
function* actLines(acts: readonly Act[], closing: ReadonlySet<string>): Generator<string> {
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
