import type { Finding, Outcome } from "../../catalogue/outcome";
import { isBreakGlass } from "../facts/subjects";
import type { ComputeCreator } from "../facts/types";
import { exceptionLine } from "../report/exception-line";
import type { BlastRadius, Report } from "../report/model";
import { namingOf } from "../report/naming";
import { buyingWords, capabilityWords, spotWords } from "../report/phrases";
import { amountWords, capped, plural, usd } from "../report-text";
import type { Asked } from "./asked";
import { type FirstChange, firstChangeOf } from "./first-change";
import { aboutLines, actLines } from "./found-lines";
import type { Match } from "./matches";
import { thingLines } from "./thing";

/** What is known of something in a tenant, line by line, and what to do about it. */
export function* explained(match: Match, asked: Asked): Generator<string> {
  if (match.kind === "finding") yield* findingLines(match.finding, asked.report);
  else if (match.kind === "thing") yield* thingLines(match, asked);
  else yield* identityLines(match, asked);
}

function* identityLines(
  { id, name, radius }: Match & { kind: "identity" },
  { report, know, setting }: Asked,
): Generator<string> {
  const creators = know("computeCreators").value;
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
    if (isBreakGlass(setting.estate.breakGlass, creator.principal))
      yield "An emergency account: it keeps its rights, for when nobody else can sign in.";
    else {
      const first = firstChangeOf(creator, know, setting);
      if (first) yield* changeLines({ ...first, says: namingOf(report).text(first.says) }, creator, radius);
    }
  }
  yield* aboutLines(report, one => one.id.toLowerCase() === id.toLowerCase());
}

/** What would defend it, as far as it is not. */
function guardOf({ kind }: ComputeCreator["principal"], radius: BlastRadius | undefined): readonly string[] {
  if (radius === undefined || radius.defended === true) return [];
  if (kind !== "user") return ["let it sign in without a secret"];
  return [radius.atRisk ? "give it a new password, and look into the risk" : "require MFA of it"];
}

/** People activate a role in PIM; an application or a managed identity cannot. */
const whereItStands = ({ kind }: ComputeCreator["principal"]): string =>
  kind === "servicePrincipal"
    ? "narrow the role to the actions and the scope that the work needs, for a workload activates nothing in PIM"
    : "make the role eligible in PIM, so that it does not stand";

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
  const otherwise = [...(standing ? [whereItStands(principal)] : []), ...guardOf(principal, radius)];
  if (otherwise.length > 0) yield `Where the work needs this: ${otherwise.join(", and ")}`;
}

function* findingLines(finding: Finding, report: Report): Generator<string> {
  const { rule, severity, subject, message, path, proof, fingerprint, by = [] } = finding;
  const { rule: words } = report.outcomes.find(({ rule: one }) => one.id === rule) as Outcome;
  const names = namingOf(report);
  yield `${names.subject(subject)}: ${names.text(message)}`;
  yield "";
  yield `Rule         ${rule}, ${severity}: ${words.faultTitle}`;
  yield `About        ${subject.kind} ${subject.id}${path === undefined ? "" : ` at ${path}`}`;
  yield `Why          ${words.why}`;
  for (const [i, { id, name }] of by.entries()) yield `${(i === 0 ? "Done by" : "").padEnd(13)}${name} (${id})`;
  for (const [i, line] of proof.entries()) yield `${(i === 0 ? "Proof" : "").padEnd(13)}${line}`;
  yield `What to do   ${words.fix}`;
  yield `Fingerprint  ${fingerprint}`;
  yield `To except    ${exceptionLine(rule, subject.id)}`;
  yield* actLines(report, new Set([fingerprint]));
}
