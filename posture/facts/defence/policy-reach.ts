import type { Certainty } from "../../../catalogue/certainty";
import { any } from "../../../catalogue/certainty";
import { synchronisationRoles } from "../../../catalogue/entra-roles";
import type { ConditionalAccessPolicy, GuestFilter } from "../../evidence/conditional-access";
import { type DirectoryRole, eligibleRoles } from "../../evidence/directory-roles";
import type { Membership } from "../../evidence/memberships";
import type { User } from "../../evidence/users";
import { missingFor } from "../derivation";
import { membersOf } from "../membership";
import type { Resolved } from "../needs";

/**
 * What an account is to Conditional Access. The other kinds that a policy may name (serviceProvider,
 * b2bDirectConnectUser, otherExternalUser) have no account in this directory.
 * Source: Microsoft Learn, "Conditional Access: Users, groups, agents, and workload identities".
 */
const accountKinds = ["member", "internalGuest", "b2bCollaborationGuest", "b2bCollaborationMember"] as const;
type AccountKind = (typeof accountKinds)[number];

/** What Conditional Access asks of a person about. Several kinds: which of them it is was not read. */
export interface Person {
  readonly id: string;
  readonly kinds: readonly AccountKind[];
  /** Directory roles, by template id, that it is taken to have activated beside those in force. */
  readonly activated?: readonly string[];
}

/** Whether an account signs in at a home tenant. The mark in its name tells; without it, only a guest may do so. */
export function isExternal({ external, upn, guest }: Pick<User, "external" | "upn" | "guest">): Certainty {
  if (external ?? /#ext#@/i.test(upn)) return "yes";
  return external === undefined && guest ? "unknown" : "no";
}

export function personOf(id: string, user: User | undefined): Person {
  if (!user) return { id, kinds: accountKinds };
  const external = isExternal(user);
  const home: AccountKind = user.guest ? "b2bCollaborationGuest" : "b2bCollaborationMember";
  const here: AccountKind = user.guest ? "internalGuest" : "member";
  return { id, kinds: external === "yes" ? [home] : external === "no" ? [here] : [here, home] };
}

/** Accounts that synchronise a directory and cannot use MFA: nobody puts one into a group that holds the role. */
export const synchronisingAccounts = (held: readonly DirectoryRole[]): ReadonlySet<string> =>
  new Set(
    held.flatMap(({ principal, role, state }) =>
      state === "active" && synchronisationRoles.has(role.toLowerCase()) ? [principal] : [],
    ),
  );

type Given = Pick<Resolved, "memberships" | "directoryRoles">;

/** Tells whom policies reach. People with the same signature are reached by the same policies, and left out by the same. */
export interface Reach {
  includes(policy: ConditionalAccessPolicy, person: Person): Certainty;
  excludes(policy: ConditionalAccessPolicy, person: Person): Certainty;
  signature(person: Person): string;
}

export function reachOf(policies: readonly ConditionalAccessPolicy[], given: Given): Reach {
  const members = membersOf(given.memberships.value as readonly Membership[]);
  const roles = visibleRoles(given.directoryRoles.value, members);
  // A role that may be activated does not count before it is; so it does not matter that those cannot be read.
  const rolesUnread = given.directoryRoles.gaps.some(({ what }) => what !== eligibleRoles);

  const inGroup = (person: Person, group: string): Certainty =>
    members(group).has(person.id) ? "yes" : missingFor(given.memberships.gaps, group) ? "unknown" : "no";
  const inRole = (person: Person, role: string): Certainty =>
    roles.get(person.id)?.has(role) || person.activated?.includes(role) ? "yes" : rolesUnread ? "unknown" : "no";
  const named = (person: Person, who: Named) =>
    any(function* () {
      if (who.users.some(id => ["all", person.id].includes(id.toLowerCase()))) yield "yes";
      if (who.guests || who.users.some(id => id.toLowerCase() === "guestsorexternalusers"))
        yield amongGuests(person, who.kinds);
      for (const group of who.groups) yield inGroup(person, group.toLowerCase());
      for (const role of who.roles) yield inRole(person, role.toLowerCase());
    });

  const everyNamed = policies.flatMap(({ users }) => [includedBy(users), excludedBy(users)]);
  const namedUsers = new Set(everyNamed.flatMap(({ users }) => users.map(id => id.toLowerCase())));
  const groupsOf = new Map<string, string[]>();
  for (const group of new Set(everyNamed.flatMap(({ groups }) => groups.map(id => id.toLowerCase()))))
    for (const member of members(group)) groupsOf.set(member, [...(groupsOf.get(member) ?? []), group]);

  return {
    includes: ({ users }, person) => named(person, includedBy(users)),
    excludes: ({ users }, person) => named(person, excludedBy(users)),
    signature: ({ id, kinds, activated = [] }) =>
      [
        namedUsers.has(id) ? id : "",
        kinds,
        groupsOf.get(id) ?? "",
        [...new Set([...(roles.get(id) ?? []), ...activated])].sort(),
      ].join("|"),
  };
}

interface Named {
  readonly users: readonly string[];
  readonly groups: readonly string[];
  readonly roles: readonly string[];
  readonly guests: boolean;
  readonly kinds: GuestFilter | undefined;
}

type Users = ConditionalAccessPolicy["users"];
const includedBy = (users: Users): Named => ({
  users: users.includeUsers,
  groups: users.includeGroups,
  roles: users.includeRoles,
  guests: users.includesGuests,
  kinds: users.includedGuests,
});
const excludedBy = (users: Users): Named => ({
  users: users.excludeUsers,
  groups: users.excludeGroups,
  roles: users.excludeRoles,
  guests: users.excludesGuests,
  kinds: users.excludedGuests,
});

/** Without a filter every kind of guest is meant. The tenant that an external person comes from is not read. */
function amongGuests({ kinds }: Person, filter: GuestFilter | undefined): Certainty {
  const types = filter?.types.map(type => type.toLowerCase());
  const meant = kinds.filter(kind => kind !== "member" && (types?.includes(kind.toLowerCase()) ?? true));
  if (meant.length === 0) return "no";
  return meant.length === kinds.length && filter?.tenants === undefined ? "yes" : "unknown";
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
