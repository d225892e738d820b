import type { ConditionalAccessPolicy } from "../evidence/conditional-access";
import { eligibleRoles } from "../evidence/directory-roles";
import { by } from "./collate";
import { derivation, missingFor } from "./derivation";
import { asksForMfa, guardsManagement, type MfaDemand } from "./management-policies";
import { membersOf } from "./membership";
import { certainly } from "./principals";
import { isBreakGlass } from "./subjects";
import type { Certainty, ManagementPolicy, UserMfa } from "./types";

/** What Conditional Access asks of a person about. */
interface Person {
  readonly id: string;
  readonly guest: Certainty;
}

/** MFA of each user: registered, and enforced on signing in to Azure management. */
export default derivation<"mfa">()({
  needs: [
    "users",
    "registrations",
    "memberships",
    "directoryRoles",
    "conditionalAccess",
    "securityDefaults",
    "authenticationStrengths",
  ],
  derive(given, { estate }) {
    const members = membersOf(given.memberships.value);
    const guests = new Map(given.users.value.map(user => [user.id, certainly(user.guest)]));
    const reports = new Map(given.registrations.value.map(report => [report.user, report]));
    const active = new Map<string, Set<string>>();
    const admins = new Set<string>();
    for (const { principal, role, state } of given.directoryRoles.value) {
      for (const holder of [principal, ...members(principal)]) {
        admins.add(holder);
        if (state === "active") active.set(holder, (active.get(holder) ?? new Set()).add(role.toLowerCase()));
      }
    }

    const inGroup = (person: Person, group: string): Certainty =>
      members(group).has(person.id) ? "yes" : missingFor(given.memberships.gaps, group) ? "unknown" : "no";
    // A role that may be activated does not count before it is; so it does not matter that those cannot be read.
    const rolesUnread = given.directoryRoles.gaps.some(({ what }) => what !== eligibleRoles);
    const inRole = (person: Person, role: string): Certainty =>
      active.get(person.id)?.has(role) ? "yes" : rolesUnread ? "unknown" : "no";
    const named = (
      person: Person,
      users: readonly string[],
      groups: readonly string[],
      roles: readonly string[],
      guest: boolean,
    ) =>
      any(function* () {
        yield certainly(users.some(id => ["all", person.id].includes(id.toLowerCase())));
        if (guest || users.some(id => id.toLowerCase() === "guestsorexternalusers")) yield person.guest;
        for (const group of groups) yield inGroup(person, group.toLowerCase());
        for (const role of roles) yield inRole(person, role.toLowerCase());
      });
    const includes = ({ users: f }: ConditionalAccessPolicy, person: Person) =>
      named(person, f.includeUsers, f.includeGroups, f.includeRoles, f.includesGuests);
    const excludes = ({ users: f }: ConditionalAccessPolicy, person: Person) =>
      named(person, f.excludeUsers, f.excludeGroups, f.excludeRoles, f.excludesGuests);

    const strengths = new Map(given.authenticationStrengths.value.map(s => [s.id.toLowerCase(), certainly(s.mfa)]));
    const readings = given.conditionalAccess.value
      .map(policy => ({ policy, demand: guardsManagement(policy, id => strengths.get(id) ?? "unknown") }))
      .sort(
        by(
          ({ policy }) => policy.name,
          ({ policy }) => policy.id,
        ),
      );
    const guards = readings.filter(({ demand }) => demand.guards !== "no");
    const policiesComplete = given.conditionalAccess.gaps.length === 0;
    const switched = given.securityDefaults.value.map(({ enabled }) => enabled);
    const securityDefaults: Certainty = switched.includes(true)
      ? "yes"
      : switched.length === 0 || given.securityDefaults.gaps.length > 0
        ? "unknown"
        : "no";

    type Enforcement = Pick<UserMfa, "enforced" | "enforcedBy" | "exemptFrom">;
    const weigh = (person: Person): Enforcement => {
      let doubt = !policiesComplete;
      const exemptFrom: string[] = [];
      for (const { policy, demand } of guards) {
        const included = includes(policy, person);
        if (included === "no") continue;
        const excluded = excludes(policy, person);
        if (excluded === "yes") exemptFrom.push(policy.name);
        else if (included === "yes" && excluded === "no" && demand.guards === "yes")
          return { enforced: "yes", enforcedBy: `policy ${policy.name}`, exemptFrom: [] };
        else doubt = true;
      }
      return { enforced: doubt ? "unknown" : "no", exemptFrom };
    };
    const weighed = new Map<string, Enforcement>();
    const byPolicies = (person: Person): Enforcement => {
      const known = weighed.get(person.id) ?? weigh(person);
      weighed.set(person.id, known);
      return known;
    };
    const enforcement = (person: Person): Enforcement => {
      if (securityDefaults === "yes") return { enforced: "yes", enforcedBy: "security defaults", exemptFrom: [] };
      const asked = byPolicies(person);
      return securityDefaults === "unknown" && asked.enforced === "no" ? { ...asked, enforced: "unknown" } : asked;
    };
    const people = given.users.value.filter(
      ({ id, upn, enabled }) => enabled && !isBreakGlass(estate.breakGlass, { id, name: upn }),
    );
    const ineffective = (policy: ConditionalAccessPolicy, { guards }: MfaDemand): Certainty => {
      if (guards === "yes" || !asksForMfa(policy)) return "no";
      const open = any(function* () {
        if (given.users.gaps.length > 0) yield "unknown";
        for (const { id, guest } of people) {
          const person = { id, guest: certainly(guest) };
          const included = includes(policy, person);
          if (included !== "no") yield all(included, not(excludes(policy, person)), not(byPolicies(person).enforced));
        }
      });
      return all(guards === "no" ? "yes" : "unknown", open);
    };

    const groupNames = new Map(given.memberships.value.map(row => [row.group, row.groupName]));
    const roleNames = new Map(given.directoryRoles.value.map(row => [row.role.toLowerCase(), row.roleName]));
    const userNames = new Map(given.users.value.map(user => [user.id, user.upn]));
    const policies: ManagementPolicy[] = readings.map(({ policy, policy: { id, name, users }, demand }) => ({
      id,
      name,
      ...demand,
      ineffective: ineffective(policy, demand),
      everyone: users.includeUsers.some(user => user.toLowerCase() === "all"),
      exclusions: [
        ...users.excludeUsers.map(user => `user ${userNames.get(user.toLowerCase()) || user}`),
        ...users.excludeGroups.map(group => `group ${groupNames.get(group.toLowerCase()) || group}`),
        ...users.excludeRoles.map(role => `role ${roleNames.get(role.toLowerCase()) || role}`),
        ...(users.excludesGuests ? ["guests"] : []),
      ].sort(),
    }));

    const ids = new Set([...guests.keys(), ...reports.keys()]);
    for (const { member, memberType } of given.memberships.value) if (memberType === "User") ids.add(member);
    const users = new Map<string, UserMfa>();
    for (const id of [...ids].sort()) {
      const report = reports.get(id);
      users.set(id, {
        registered: report ? certainly(report.mfaRegistered) : "unknown",
        ...enforcement({ id, guest: guests.get(id) ?? "unknown" }),
        admin: report?.admin === true || admins.has(id),
      });
    }
    return { value: { users, securityDefaults, policiesComplete, policies } };
  },
});

/** Yes if one is; else unknown if one may be. */
function any(facts: () => Iterable<Certainty>): Certainty {
  let whole: Certainty = "no";
  for (const fact of facts()) {
    if (fact === "yes") return "yes";
    if (fact === "unknown") whole = "unknown";
  }
  return whole;
}

/** No if one is; else unknown if one may be. */
const all = (...facts: readonly Certainty[]): Certainty =>
  facts.includes("no") ? "no" : facts.includes("unknown") ? "unknown" : "yes";

const not = (fact: Certainty): Certainty => (fact === "yes" ? "no" : fact === "no" ? "yes" : "unknown");
