import type { Finding, Subject } from "../../catalogue/outcome";
import type { LiveResource } from "../evidence/resources";
import type { User } from "../evidence/users";
import type { BlastRadius, Report } from "../report/model";
import { type Naming, namingOf } from "../report/naming";
import { type Called, isCalled, mayBeCalled } from "../run/called";
import type { Resolver } from "../run/resolve";

/** What somebody may ask about: an identity or a thing by its name or id, a finding by its fingerprint. */
export type Match =
  | { readonly kind: "identity"; readonly id: string; readonly name: string; readonly radius?: BlastRadius }
  | Thing
  | { readonly kind: "finding"; readonly finding: Finding };

/** A resource, a subscription, or whatever else something was found of. */
export interface Thing {
  readonly kind: "thing";
  readonly id: string;
  readonly name: string;
  readonly resource?: LiveResource;
  /** It has the id of the tenant, and is told apart by its name: what was found of that name alone is of it. */
  readonly ofTenant?: true;
}

interface Candidate extends Called {
  readonly match: Match;
  /** Called so too, as a whole: a part of it means something else, such as the subscription in which it is. */
  readonly wholly: readonly string[];
}

/** Beside the report: what runs, and the accounts, which have names that the report does not print. */
interface Known {
  readonly resources: readonly LiveResource[];
  readonly users: readonly User[];
}

export const knownFrom = (know: Resolver): Known => ({
  resources: know("resources").value,
  users: know("users").value,
});

/**
 * What a word means in a report. A whole id, name or fingerprint means that alone, and so does a name with its subscription, as
 * reports print it; else everything whose name, or whose id's or fingerprint's beginning, has the word in it. In any letter case.
 */
export function matchesOf(word: string, report: Report, known: Known): readonly Match[] {
  const findings = report.outcomes.flatMap(outcome => outcome.findings).map(findingCandidate);
  const subjects = subjectsOf(report);
  const names = namingOf(report);
  const identities = identitiesIn(report, subjects, known.users);
  const things = thingsIn(report, subjects, known.resources, names);
  const exact = [...identities, ...things, ...findings].filter(({ id, names, wholly }) =>
    isCalled(word)({ id, names: [...names, ...wholly] }),
  );
  if (exact.length > 0) return exact.map(({ match }) => match);
  const found = [...identities, ...(word.length >= leastOfFingerprint ? findings : [])].filter(mayBeCalled(word));
  // things are many, and are meant where no person is; their ids begin alike
  const meant = found.length > 0 ? found : things.filter(({ names }) => mayBeCalled(word)({ id: "\n", names }));
  return meant.map(({ match }) => match);
}

/** So many characters are no word of a name by chance. */
const leastOfFingerprint = 4;

const findingCandidate = (finding: Finding): Candidate => ({
  match: { kind: "finding", finding },
  id: finding.fingerprint,
  names: [],
  wholly: [],
});

/** Whatever a finding names, excepted or not, and what could not be judged. */
const subjectsOf = ({ outcomes, excepted }: Report): readonly Subject[] => [
  ...[...outcomes.flatMap(({ findings }) => findings), ...excepted.map(({ finding }) => finding)].flatMap(
    ({ subject, by = [] }) => [subject, ...by],
  ),
  ...outcomes.flatMap(({ unknowns }) => unknowns.map(({ subject }) => subject)),
];

/** Each once: first those who can create compute. */
function identitiesIn(
  { blastRadius }: Report,
  subjects: readonly Subject[],
  users: readonly User[],
): readonly Candidate[] {
  const accounts = new Map(users.map(({ id, upn, name }) => [id.toLowerCase(), [upn, name]]));
  const found = new Map<string, Candidate>();
  const add = (id: string, name: string, radius?: BlastRadius) => {
    const key = id.toLowerCase();
    const match = { kind: "identity", id, name, ...(radius && { radius }) } as const;
    if (!found.has(key)) found.set(key, { match, id, names: [name, ...(accounts.get(key) ?? [])], wholly: [] });
  };
  for (const radius of blastRadius) add(radius.principal.id, radius.principal.name, radius);
  for (const { kind, id, name } of subjects) if (isIdentity(kind)) add(id, name);
  return [...found.values()];
}

/** Each once, by all names that findings have for it. */
function thingsIn(
  { subscriptions, tenant }: Report,
  subjects: readonly Subject[],
  resources: readonly LiveResource[],
  names: Naming,
): readonly Candidate[] {
  const found = new Map<string, { readonly match: Thing; names: Set<string>; wholly: Set<string> }>();
  const add = (match: Thing, printed: string) => {
    const key = calledBy(match).toLowerCase();
    const known = found.get(key) ?? { match, names: new Set(), wholly: new Set() };
    found.set(key, known);
    known.names.add(match.name);
    known.wholly.add(printed);
  };
  for (const resource of resources) {
    const { id, name } = resource;
    add({ kind: "thing", id, name, resource }, names.subject({ kind: "resource", id, name }));
  }
  for (const { id, name } of subscriptions) {
    add({ kind: "thing", id: `/subscriptions/${id}`, name }, id);
    add({ kind: "thing", id: `/subscriptions/${id}`, name }, names.subscription(id));
  }
  if (tenant) add({ kind: "thing", ...tenant }, tenant.name);
  for (const subject of subjects)
    if (!isIdentity(subject.kind)) {
      const { name } = subject;
      const id = thingId(subject);
      const ofTenant = id === tenant?.id && name !== tenant.name;
      add({ kind: "thing", id, name, ...(ofTenant && { ofTenant }) }, names.subject(subject));
    }
  return [...found.values()].map(({ match, names, wholly }) => ({
    match,
    id: calledBy(match),
    names: [...names],
    wholly: [...wholly],
  }));
}

/** By its id; and whoever asks for the id of the tenant asks for the whole of it. */
const calledBy = ({ id, name, ofTenant }: Thing): string => (ofTenant ? name : id);

/** Some findings name a subscription by its id alone. */
const thingId = ({ kind, id }: Subject): string =>
  kind === "subscription" && !id.startsWith("/") ? `/subscriptions/${id}` : id;

const isIdentity = (kind: string): boolean => ["user", "group", "servicePrincipal", "principal"].includes(kind);
