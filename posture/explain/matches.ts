import type { Finding } from "../../catalogue/outcome";
import type { BlastRadius, Report } from "../report/model";

/** What somebody may ask about: an identity by its name or id, a finding by its fingerprint. */
export type Match =
  | { readonly kind: "identity"; readonly id: string; readonly name: string; readonly radius?: BlastRadius }
  | { readonly kind: "finding"; readonly finding: Finding };

/**
 * What a word means in a report. A whole id, name or fingerprint means that alone; else everything whose name, or whose id's or
 * fingerprint's beginning, has the word in it. In any letter case.
 */
export function matchesOf(word: string, { blastRadius, outcomes }: Report): readonly Match[] {
  const wanted = word.toLowerCase();
  const identities = new Map<string, Match & { kind: "identity" }>();
  for (const radius of blastRadius)
    identities.set(radius.principal.id.toLowerCase(), {
      kind: "identity",
      id: radius.principal.id,
      name: radius.principal.name,
      radius,
    });
  const findings = outcomes.flatMap(outcome => outcome.findings);
  for (const { subject } of findings)
    if (isIdentity(subject.kind) && !identities.has(subject.id.toLowerCase()))
      identities.set(subject.id.toLowerCase(), { kind: "identity", id: subject.id, name: subject.name });
  const all: readonly { readonly match: Match; readonly words: readonly string[] }[] = [
    ...[...identities.values()].map(match => ({ match, words: [match.id, match.name] })),
    ...findings.map(finding => ({ match: { kind: "finding" as const, finding }, words: [finding.fingerprint] })),
  ];
  const exact = all.filter(({ words }) => words.some(one => one.toLowerCase() === wanted));
  if (exact.length > 0) return exact.map(({ match }) => match);
  return all
    .filter(({ match, words: [first = "", name = ""] }) =>
      match.kind === "identity"
        ? name.toLowerCase().includes(wanted) || first.toLowerCase().startsWith(wanted)
        : wanted.length >= 4 && first.startsWith(wanted),
    )
    .map(({ match }) => match);
}

const isIdentity = (kind: string): boolean => ["user", "group", "servicePrincipal", "principal"].includes(kind);
