import type { Finding } from "../../catalogue/outcome";
import type { LiveResource } from "../evidence/resources";
import type { BlastRadius, Report } from "../report/model";

/** What somebody may ask about: an identity or a thing by its name or id, a finding by its fingerprint. */
export type Match =
  | { readonly kind: "identity"; readonly id: string; readonly name: string; readonly radius?: BlastRadius }
  | Thing
  | { readonly kind: "finding"; readonly finding: Finding };

/** A resource, a subscription, or whatever else something was found of. */
interface Thing {
  readonly kind: "thing";
  readonly id: string;
  readonly name: string;
  readonly resource?: LiveResource;
}

/**
 * What a word means in a report. A whole id, name or fingerprint means that alone; else everything whose name, or whose id's or
 * fingerprint's beginning, has the word in it. In any letter case.
 */
export function matchesOf(
  word: string,
  { blastRadius, outcomes, subscriptions }: Report,
  resources: readonly LiveResource[],
): readonly Match[] {
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
  const things = thingsIn(resources, subscriptions, findings);
  const all: readonly { readonly match: Match; readonly words: readonly string[] }[] = [
    ...[...identities.values()].map(match => ({ match, words: [match.id, match.name] })),
    ...things.map(match => ({
      match,
      words: [match.id, match.name, match.id.replace(/^\/subscriptions\/([^/]+)$/i, "$1")],
    })),
    ...findings.map(finding => ({ match: { kind: "finding" as const, finding }, words: [finding.fingerprint] })),
  ];
  const exact = all.filter(({ words }) => words.some(one => one.toLowerCase() === wanted));
  if (exact.length > 0) return exact.map(({ match }) => match);
  const found = all
    .filter(({ match, words: [first = "", name = ""] }) =>
      match.kind === "identity"
        ? name.toLowerCase().includes(wanted) || first.toLowerCase().startsWith(wanted)
        : match.kind === "finding" && wanted.length >= 4 && first.startsWith(wanted),
    )
    .map(({ match }) => match);
  // things are many, and are meant where no person is
  return found.length > 0 ? found : things.filter(({ name }) => name.toLowerCase().includes(wanted));
}

/** Each once. */
function thingsIn(
  resources: readonly LiveResource[],
  subscriptions: Report["subscriptions"],
  findings: readonly Finding[],
): readonly Thing[] {
  const things = new Map<string, Thing>();
  const add = (thing: Thing) => {
    if (!things.has(thing.id.toLowerCase())) things.set(thing.id.toLowerCase(), thing);
  };
  for (const resource of resources) add({ kind: "thing", id: resource.id, name: resource.name, resource });
  for (const { id, name } of subscriptions) add({ kind: "thing", id: `/subscriptions/${id}`, name });
  for (const { subject } of findings)
    if (!isIdentity(subject.kind)) add({ kind: "thing", id: thingId(subject), name: subject.name });
  return [...things.values()];
}

/** Some findings name a subscription by its id alone. */
const thingId = ({ kind, id }: Finding["subject"]): string =>
  kind === "subscription" && !id.startsWith("/") ? `/subscriptions/${id}` : id;

const isIdentity = (kind: string): boolean => ["user", "group", "servicePrincipal", "principal"].includes(kind);
