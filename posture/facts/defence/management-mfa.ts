import type { Certainty } from "../../../catalogue/certainty";
import { all, any, not } from "../../../catalogue/certainty";
import type { ConditionalAccessPolicy } from "../../evidence/conditional-access";
import { Accounts, ByAccount } from "../accounts";
import { derivation } from "../derivation";
import { membersOf, numbered } from "../membership";
import type { Resolved } from "../needs";
import { isBreakGlass } from "../subjects";
import type { Enforcement, ManagementPolicy } from "../types";
import { enforcementFrom } from "./enforcement";
import { ofProvider, type Person, personOf } from "./policy-reach";
import { asksForMfa, type PolicyReading } from "./policy-reading";
import { isAtLeast } from "./states";

/** What Conditional Access and security defaults ask of each person at Azure management. */
export default derivation<"managementMfa">()({
  needs: ["users", "memberships", "directoryRoles", "conditionalAccess", "securityDefaults", "authenticationStrengths"],
  derive(given, { estate, manifest }) {
    const { asked, askedByPolicies, reach, readings, securityDefaults, policiesComplete } = enforcementFrom(
      given,
      manifest.cloud,
    );

    // Of people whom no policy tells apart, one stands for all.
    const people = new Map<string, Person>();
    for (const user of given.users.value) {
      if (!user.enabled || isBreakGlass(estate.breakGlass, { id: user.id, name: user.upn })) continue;
      const person = personOf(user.id, user);
      people.set(reach.signature(person), person);
    }
    const ineffective = (policy: ConditionalAccessPolicy, { level }: PolicyReading): Certainty => {
      if (isAtLeast(level, "mfa") || !asksForMfa(policy)) return "no";
      const open = any(function* () {
        if (given.users.gaps.length > 0) yield "unknown";
        for (const person of people.values()) {
          const included = reach.includes(policy, person);
          if (included === "no") continue;
          yield all(included, not(reach.excludes(policy, person)), not(usesMfa(askedByPolicies(person))));
        }
      });
      return all(level === "unknown" ? "unknown" : "yes", open);
    };

    const accounts = Accounts.of(given.users.value);
    const names = namesIn(given);
    const policies: ManagementPolicy[] = readings.map(({ policy, policy: { id, name, users }, reading }) => ({
      id,
      name,
      level: reading.level,
      ...(reading.because !== undefined && { because: reading.because }),
      ineffective: ineffective(policy, reading),
      everyone: users.includeUsers.some(user => user.toLowerCase() === "all"),
      exclusions: exclusions(users, names),
    }));

    const users = askedOfAll(given, asked);
    // Of whom nothing was read, what is asked of anybody is known all the same: all users, and nobody left out.
    const unreadAccount = (id: string) => asked(personOf(id, undefined));
    const eligible = activatable(given);
    const onceActive = (id: string, roles: readonly string[]) =>
      asked({ ...personOf(id, accounts.get(id)), activated: roles.filter(role => eligible(id, role)) });
    const providers = asked(ofProvider);
    return { value: { users, unreadAccount, onceActive, providers, securityDefaults, policiesComplete, policies } };
  },
});

/** Whether somebody may activate a directory role for the whole directory, itself or as a member: others Conditional Access does not see. */
function activatable(given: Pick<Resolved, "directoryRoles" | "memberships">): (id: string, role: string) => boolean {
  const members = membersOf(given.memberships.value);
  const holders = new Map<string, Set<string>>();
  for (const { principal, role, state, scope = "/" } of given.directoryRoles.value) {
    if (state !== "eligible" || scope !== "/") continue;
    const known = holders.get(role.toLowerCase()) ?? new Set();
    for (const id of [principal, ...members(principal)]) known.add(id);
    holders.set(role.toLowerCase(), known);
  }
  return (id, role) => holders.get(role)?.has(id) ?? false;
}

type Given = Pick<Resolved, "users" | "memberships" | "directoryRoles">;

/** What is asked of everybody whom the evidence names. */
function askedOfAll({ users, memberships }: Given, asked: (person: Person) => Enforcement): ByAccount<Enforcement> {
  const accounts = Accounts.of(users.value);
  const answers = new ByAccount<Enforcement>(accounts);
  for (const user of users.value) answers.set(user.id, asked(personOf(user.id, user)));
  for (const id of numbered(memberships.value).membersOf("User"))
    if (accounts.numberOf(id) === undefined) answers.set(id, asked(personOf(id, undefined)));
  return answers;
}

function namesIn({ users, memberships, directoryRoles }: Given): Names {
  const accounts = Accounts.of(users.value);
  const groups = numbered(memberships.value);
  const roles = new Map(directoryRoles.value.map(row => [row.role.toLowerCase(), row.roleName]));
  return {
    user: id => accounts.get(id)?.upn,
    group: id => groups.nameOf(id),
    role: id => roles.get(id),
  };
}

const usesMfa = ({ level }: Enforcement): Certainty =>
  level === "unknown" ? "unknown" : isAtLeast(level, "mfa") ? "yes" : "no";

type Names = Readonly<Record<"user" | "group" | "role", (id: string) => string | undefined>>;

/** Whom a policy leaves out, for people. */
function exclusions(who: ConditionalAccessPolicy["users"], names: Names): readonly string[] {
  const guests = who.excludedGuests ? who.excludedGuests.types.map(type => `guests (${type})`) : ["guests"];
  return [
    ...who.excludeUsers.map(user => `user ${names.user(user.toLowerCase()) || user}`),
    ...who.excludeGroups.map(group => `group ${names.group(group.toLowerCase()) || group}`),
    ...who.excludeRoles.map(role => `role ${names.role(role.toLowerCase()) || role}`),
    ...(who.excludesGuests ? guests : []),
  ].sort();
}
