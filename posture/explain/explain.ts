import type { Finding, Outcome } from "../../catalogue/outcome";
import { isBreakGlass } from "../facts/subjects";
import type { ComputeCreator } from "../facts/types";
import type { Act } from "../report/acts-schema";
import { exceptionLine } from "../report/exception-line";
import type { BlastRadius, Report } from "../report/model";
import { namingOf } from "../report/naming";
import { buyingWords, capabilityWords, spotWords } from "../report/phrases";
import { amountWords, capped, plural, usd } from "../report-text";
import type { FirstChange } from "./first-change";
import type { Match } from "./matches";

/** What is known of an identity or a finding, line by line, and what to do about it. */
export function* explained(
  match: Match,
  report: Report,
  creators: readonly ComputeCreator[],
  breakGlass: readonly string[],
  firstChange: (creator: ComputeCreator) => FirstChange | undefined,
): Generator<string> {
  if (match.kind === "finding") yield* findingLines(match.finding, report);
  else yield* identityLines(match, report, creators, breakGlass, firstChange);
}

function* identityLines(
  { id, name, radius }: Match & { kind: "identity" },
  report: Report,
  creators: readonly ComputeCreator[],
  breakGlass: readonly string[],
  firstChange: (creator: ComputeCreator) => FirstChange | undefined,
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
    else {
      const first = firstChange(creator);
      if (first) yield* changeLines(first, creator, radius);
    }
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

/** What would defend it, as far as it is not. */
function guardOf({ kind }: ComputeCreator["principal"], radius: BlastRadius | undefined): readonly string[] {
  if (radius === undefined || radius.defended === true) return [];
  if (kind !== "user") return ["let it sign in without a secret"];
  return [radius.atRisk ? "give it a new password, and look into the risk" : "require MFA of it"];
}

/** One thing to take away, and what to do where the work needs it. */
function* changeLines(
  { says, commands, usdPerDay, ends, roads, standing }: FirstChange,
  { principal }: ComputeCreator,
  radius: BlastRadius | undefined,
): Generator<string> {
  const of = radius ? ` of ${amountWords(radius.usdPerDay, usd)}` : "";
  const money =
    usdPerDay.is === "unknown"
      ? ""
      : usdPerDay.value === 0
        ? "alone takes nothing away, for other ways lead to the same; "
        : `takes ${amountWords(usdPerDay, usd)}${of} a day away from it, and `;
  yield `To change first: ${says} (${money}ends ${ends} of ${plural(roads, "way")})`;
  for (const { line } of commands) yield `  ${line}`;
  const otherwise = [
    ...(standing ? ["make the role eligible in PIM, so that it does not stand"] : []),
    ...guardOf(principal, radius),
  ];
  if (otherwise.length > 0) yield `Where the work needs this: ${otherwise.join(", and ")}`;
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
