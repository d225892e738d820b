import { all, type Certainty } from "../../../catalogue/certainty";
import { synchronisationRoles } from "../../../catalogue/entra-roles";
import { type ConditionalAccessPolicy, type GuestFilter, kindNotKnown } from "../../evidence/conditional-access";
import { type DirectoryRole, eligibleRoles } from "../../evidence/directory-roles";
import type { User } from "../../evidence/users";
import { isExternal } from "../accounts";
import { missingFor } from "../derivation";
import { membersOf } from "../membership";
import type { Resolved } from "../needs";
import { type GuestKind, guestKinds, providerKind } from "./guest-kinds";

/** What an account is to Conditional Access. */
const accountKinds = ["member", ...guestKinds] as const;
type AccountKind = (typeof accountKinds)[number] | typeof providerKind;

/** What Conditional Access asks of a person about. Several kinds: which of them it is was not read. */
export interface Person {
  readonly id: string;
  readonly kinds: readonly AccountKind[];
  /** Whether an authentication strength reaches it: of external people only those who sign in with Entra at home. */
  readonly byStrength?: Certainty;
  /** Directory roles, by template id, that it is taken to have activated beside those in force. */
  readonly activated?: readonly string[];
}

const reachedByStrength = { entra: "yes", none: "yes", other: "no", unread: "unknown" } as const;

export function personOf(id: string, user: User | undefined): Person {
  if (!user) return { id, kinds: accountKinds };
  const external = isExternal(user);
  const byStrength = external === "no" ? "yes" : reachedByStrength[user.home ?? "unread"];
  return { id, byStrength, kinds: (user.guest ? kindsOfGuests : kindsOfMembers)[external] };
}

/** Whoever works for a partner, and signs in with Entra at home. */
export const ofProvider: Person = { id: "", kinds: [providerKind], byStrength: "yes" };

type Kinds = { readonly [external in Certainty]: readonly AccountKind[] };
const kindsOfMembers: Kinds = {
  yes: ["b2bCollaborationMember"],
  no: ["member"],
  unknown: ["member", "b2bCollaborationMember"],
};
const kindsOfGuests: Kinds = {
  yes: ["b2bCollaborationGuest"],
  no: ["internalGuest"],
  unknown: ["internalGuest", "b2bCollaborationGuest"],
};

/** Accounts that synchronise a directory and cannot use MFA: nobody puts one into a group that holds the role. */
export const synchronisingAccounts = (held: readonly DirectoryRole[]): ReadonlySet<string> =>
  new Set(
    held.flatMap(({ principal, role, state }) =>
      state === "active" && synchronisationRoles.has(role.toLowerCase()) ? [principal] : [],
    ),
  );

type Given = Pick<Resolved, "memberships" | "directoryRoles">;

/** Tells whom these policies reach. People with the same signature are reached by the same policies, and left out by the same. */
export interface PolicyReach {
  includes(policy: ConditionalAccessPolicy, person: Person): Certainty;
  excludes(policy: ConditionalAccessPolicy, person: Person): Certainty;
  signature(person: Person): string;
}

export function policyReachOf(policies: readonly ConditionalAccessPolicy[], given: Given): PolicyReach {
  const members = membersOf(given.memberships.value);
  const roles = visibleRoles(given.directoryRoles.value, members);
  // A role that may be activated does not count before it is; so it does not matter that those cannot be read.
  const rolesUnread = given.directoryRoles.gaps.some(({ what }) => what !== eligibleRoles);

  const inGroup = (person: Person, group: string): Certainty =>
    members(group).has(person.id) ? "yes" : missingFor(given.memberships.gaps, group) ? "unknown" : "no";
  const inRole = (person: Person, role: string): Certainty =>
    roles.get(person.id)?.has(role) || person.activated?.includes(role) ? "yes" : rolesUnread ? "unknown" : "no";
  // Each policy is held against thousands of people.
  const named = (person: Person, { users, guests, kinds, groups, roles: asked }: Named): Certainty => {
    if (users.has("all") || users.has(person.id)) return "yes";
    let found: Certainty = guests || users.has("guestsorexternalusers") ? amongGuests(person, kinds) : "no";
    for (let n = 0; n < groups.length && found !== "yes"; n++) found = either(found, inGroup(person, groups[n]!));
    for (let n = 0; n < asked.length && found !== "yes"; n++) found = either(found, inRole(person, asked[n]!));
    return found;
  };

  const includes = new Map(policies.map(policy => [policy, includedBy(policy.users)]));
  const excludes = new Map(policies.map(policy => [policy, excludedBy(policy.users)]));
  const everyNamed = [...includes.values(), ...excludes.values()];
  const namedUsers = new Set(everyNamed.flatMap(({ users }) => [...users]));
  const groupsOf = new Map<string, string[]>();
  for (const group of new Set(policies.flatMap(policy => [includes, excludes].flatMap(of => of.get(policy)!.groups))))
    for (const member of members(group)) groupsOf.set(member, [...(groupsOf.get(member) ?? []), group]);

  const plainly = new Map<Person["kinds"], Map<string, string>>();
  const plain = (kinds: Person["kinds"], byStrength: string): string => {
    const ofKinds = plainly.get(kinds) ?? new Map<string, string>();
    plainly.set(kinds, ofKinds);
    const known = ofKinds.get(byStrength) ?? `|${kinds.join()}|${byStrength}||`;
    ofKinds.set(byStrength, known);
    return known;
  };

  return {
    includes: (policy, person) => {
      const included = named(person, includes.get(policy)!);
      return asksByStrengthAlone(policy) ? all(included, person.byStrength ?? "unknown") : included;
    },
    excludes: (policy, person) => named(person, excludes.get(policy)!),
    signature: ({ id, kinds, byStrength = "", activated = [] }) => {
      const groups = groupsOf.get(id);
      const held = roles.get(id);
      const name = namedUsers.has(id) ? id : "";
      // Policies know nothing of most people but what kind of account they have.
      if (!groups && !held && activated.length === 0 && name === "") return plain(kinds, byStrength);
      return [name, kinds, byStrength, groups ?? "", [...new Set([...(held ?? []), ...activated])].sort()].join("|");
    },
  };
}

/** Source: Microsoft Learn, "Authentication and Conditional Access for External ID", on authentication strengths. */
const asksByStrengthAlone = ({ grant }: ConditionalAccessPolicy): boolean =>
  grant?.strength !== undefined && !grant.controls.some(control => ["mfa", "block"].includes(control.toLowerCase()));

const either = (one: Certainty, other: Certainty): Certainty =>
  one === "yes" || other === "yes" ? "yes" : one === "unknown" ? one : other;

/** Whom a policy names; ids in lower case. */
interface Named {
  readonly users: ReadonlySet<string>;
  readonly groups: readonly string[];
  readonly roles: readonly string[];
  readonly guests: boolean;
  readonly kinds: GuestFilter | undefined;
}

const lowered = (ids: readonly string[]): readonly string[] => ids.map(id => id.toLowerCase());
type Users = ConditionalAccessPolicy["users"];
const includedBy = (users: Users): Named => ({
  users: new Set(lowered(users.includeUsers)),
  groups: lowered(users.includeGroups),
  roles: lowered(users.includeRoles),
  guests: users.includesGuests,
  kinds: users.includedGuests,
});
const excludedBy = (users: Users): Named => ({
  users: new Set(lowered(users.excludeUsers)),
  groups: lowered(users.excludeGroups),
  roles: lowered(users.excludeRoles),
  guests: users.excludesGuests,
  kinds: users.excludedGuests,
});

/** Without a filter every kind of guest is meant. The tenant that an external person comes from is not read. */
function amongGuests({ kinds }: Person, filter: GuestFilter | undefined): Certainty {
  const types = filter?.types.map(type => type.toLowerCase());
  const meant = kinds.filter(kind => kind !== "member" && (types?.includes(kind.toLowerCase()) ?? true));
  if (meant.length === 0)
    return types?.includes(kindNotKnown.toLowerCase()) && kinds.some(kind => kind !== "member") ? "unknown" : "no";
  return meant.length === kinds.length && filter?.tenants === undefined ? "yes" : "unknown";
}

/** The kinds of guests and external users of whom policies ask, or `perhaps` may ask, as a whole, whichever tenant they come from. */
export function kindsAsked(policies: readonly ConditionalAccessPolicy[], perhaps = false): ReadonlySet<GuestKind> {
  const asked = ({ users }: ConditionalAccessPolicy, kind: AccountKind): boolean => {
    const person = { id: "", kinds: [kind] };
    const words = [users.includeUsers, users.excludeUsers].map(names => names.map(name => name.toLowerCase()));
    const [includes, excludes] = words.map(names => names.includes("guestsorexternalusers"));
    const { includedGuests: filter } = users;
    const among = amongGuests(person, filter);
    const included =
      words[0]!.includes("all") ||
      ((includes || users.includesGuests) &&
        (among === "yes" || (perhaps && among === "unknown" && filter?.tenants === undefined)));
    return included && !((excludes || users.excludesGuests) && amongGuests(person, users.excludedGuests) !== "no");
  };
  return new Set(guestKinds.filter(kind => policies.some(policy => asked(policy, kind))));
}

/**
 * The roles that Conditional Access sees, by holder: those in force for the whole directory. It does not see one that is
 * held over an administrative unit or a single object.
 */
function visibleRoles(
  held: readonly DirectoryRole[],
  members: (group: string) => ReadonlySet<string>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const roles = new Map<string, Set<string>>();
  for (const { principal, role, state, scope = "/" } of held) {
    if (state !== "active" || scope !== "/") continue;
    for (const holder of [principal, ...members(principal)])
      roles.set(holder, (roles.get(holder) ?? new Set()).add(role.toLowerCase()));
  }
  return roles;
}
