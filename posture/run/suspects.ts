import { type Finding, type Severity, severities } from "../../catalogue/outcome";
import { bySeverity } from "../../catalogue/severity";
import { figure, total } from "../facts/amount";
import { by } from "../facts/collate";
import { isBreakGlass } from "../facts/subjects";
import type { Report } from "../report/model";
import { isCalled, mayBeCalled } from "./called";
import type { Resolver } from "./resolve";

/** An identity that did what attackers do, or created what burns now. */
export interface Suspect {
  /** Object id; the name, where no record tells the id. */
  readonly id: string;
  readonly name: string;
  /** `principal`: no list of the tenant has it. */
  readonly kind: "user" | "servicePrincipal" | "principal";
  /** Ids of what burns now and that it created; of several who may have, it was one. */
  readonly burning: readonly string[];
  /** Of rules that tell of something that happened to it, or that it did to something else: the worst first. */
  readonly findings: readonly Finding[];
  /** Whether nobody waits to ask it: what it created burns, or one of its findings is high or worse. */
  readonly grave: boolean;
  /** Emergency account of the estate: it is never blocked. */
  readonly breakGlass: boolean;
}

type Told = Pick<Report, "outcomes" | "burning">;

/** Who is suspected: whose creations burn the most first, then by the worst that was found. Pure. */
export function suspectsOf({ outcomes, burning }: Told, know: Resolver, breakGlass: readonly string[]): Suspect[] {
  const directory = directoryOf(know);
  const found = new Map<string, { readonly of: Named; usd: number; burning: string[]; findings: Finding[] }>();
  const suspect = (of: Named) => {
    const known = found.get(of.id.toLowerCase()) ?? { of, usd: 0, burning: [], findings: [] };
    found.set(of.id.toLowerCase(), known);
    return known;
  };
  for (const { id, creators = [], usdPerDay, spotUsdPerDay } of burning?.resources ?? [])
    for (const creator of creators) {
      const known = suspect(directory.named(creator));
      known.burning.push(id);
      known.usd += figure(total([usdPerDay, spotUsdPerDay])) ?? 0;
    }
  for (const { rule, findings } of outcomes)
    for (const finding of rule.detects ? findings : []) {
      for (const { kind, id, name } of finding.by ?? []) suspect({ kind, id, name }).findings.push(finding);
      const { kind, id, name } = finding.subject;
      if (kind === "user" || kind === "servicePrincipal" || kind === "principal")
        suspect({ kind, id, name }).findings.push(finding);
    }
  return [...found.values()]
    .map(({ of, usd, burning, findings }) => {
      findings.sort((a, b) => bySeverity(a, b) || by<Finding>(({ fingerprint }) => fingerprint)(a, b));
      const worst = findings[0] ? rank(findings[0]) : -1;
      const grave = burning.length > 0 || worst >= severities.indexOf(least);
      return { usd, worst, suspect: { ...of, burning, findings, grave, breakGlass: isBreakGlass(breakGlass, of) } };
    })
    .sort(
      (a, b) =>
        b.usd - a.usd ||
        b.worst - a.worst ||
        b.suspect.findings.length - a.suspect.findings.length ||
        by<typeof a>(({ suspect }) => suspect.id.toLowerCase())(a, b),
    )
    .map(({ suspect }) => suspect);
}

/** From here on nobody waits to ask. */
const least: Severity = "high";
const rank = ({ severity }: Finding): number => severities.indexOf(severity);

type Named = Pick<Suspect, "id" | "name" | "kind">;

/**
 * Whom a word may mean of all whom a list of the tenant or a record has: by object id, by whatever it is called, or by a part of
 * that, in any letter case. Of several, first those who are suspected.
 */
export function suspectsCalled(word: string, told: Told, know: Resolver, breakGlass: readonly string[]): Suspect[] {
  const all = new Map(suspectsOf(told, know, breakGlass).map(one => [one.id.toLowerCase(), one]));
  const unsuspected = { burning: [], findings: [], grave: true } as const;
  const directory = directoryOf(know);
  for (const { of } of directory.all)
    if (!all.has(of.id.toLowerCase()))
      all.set(of.id.toLowerCase(), { ...of, ...unsuspected, breakGlass: isBreakGlass(breakGlass, of) });
  const names = new Map(directory.all.map(({ of, names }) => [of.id.toLowerCase(), names]));
  const candidates = [...all].map(([key, suspect]) => {
    const { id, name } = suspect;
    return { id, names: [name, ...(names.get(key) ?? [])], suspect };
  });
  const wholly = candidates.filter(isCalled(word));
  const logged = all.get(directory.named(word).id.toLowerCase());
  if (wholly.length === 0 && logged) return [logged];
  return (wholly.length > 0 ? wholly : candidates.filter(mayBeCalled(word))).map(({ suspect }) => suspect);
}

/** Who is meant by the name that the activity log has: a user principal name, or the name or id of an application. */
function directoryOf(know: Resolver) {
  const answers = know("activityAnswers").value;
  const ids = new Map<string, string>();
  for (const { key } of answers.of.operations)
    if (key.caller) ids.set(answers.nameOf(key.caller).toLowerCase(), key.caller);
  const workloads = know("servicePrincipals").value.map(({ id, name }) => ({
    of: { id, name: name || id, kind: "servicePrincipal" } as const,
    words: [id, name],
    names: [name],
  }));
  const people = know("users").value.map(({ id, upn, name }) => ({
    of: { id, name: upn || name || id, kind: "user" } as const,
    words: [id, upn],
    names: [upn, name],
  }));
  const all: readonly { readonly of: Named; readonly words: readonly string[]; readonly names: readonly string[] }[] = [
    ...workloads,
    ...people,
  ];
  const byWord = new Map<string, Named>();
  for (const { of, words } of all) for (const word of words) byWord.set(word.toLowerCase(), of);
  return {
    all,
    named(name: string): Named {
      const id = ids.get(name.toLowerCase());
      return (
        (id !== undefined ? byWord.get(id) : undefined) ??
        byWord.get(name.toLowerCase()) ?? { id: id ?? name, name, kind: "principal" }
      );
    },
  };
}
