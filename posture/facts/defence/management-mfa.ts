import type { ConditionalAccessPolicy } from "../../evidence/conditional-access";
import { by } from "../collate";
import { derivation } from "../derivation";
import { isBreakGlass } from "../subjects";
import type { Certainty, Enforcement, ManagementPolicy } from "../types";
import { all, any, not } from "./certainty";
import { type Person, personOf, reachOf } from "./policy-reach";
import { asksForMfa, type PolicyReading, readPolicy } from "./policy-reading";
import { atLeast, type Level, levels } from "./states";
import { strengthLevels } from "./strengths";

/** What Conditional Access and security defaults ask of each person at Azure management. */
export default derivation<"managementMfa">()({
  needs: ["users", "memberships", "directoryRoles", "conditionalAccess", "securityDefaults", "authenticationStrengths"],
  derive(given, { estate, manifest }) {
    const context = { cloud: manifest.cloud, levelOfStrength: strengthLevels(given.authenticationStrengths.value) };
    const readings = given.conditionalAccess.value
      .map(policy => ({ policy, reading: readPolicy(policy, context) }))
      .sort(
        by(
          ({ policy }) => policy.name,
          ({ policy }) => policy.id,
        ),
      );
    const reach = reachOf(given.conditionalAccess.value, given);
    const guards = readings.filter(({ reading }) => reading.level !== "none");
    const policiesComplete = given.conditionalAccess.gaps.length === 0;
    const securityDefaults = switchedOn(given.securityDefaults);

    const weigh = (person: Person): Enforcement => {
      if (securityDefaults === "yes") return { level: "mfa", by: "security defaults", exemptFrom: [] };
      let best: Enforcement = { level: "none", exemptFrom: [] };
      const exemptFrom: string[] = [];
      let mayBe: Level = !policiesComplete || securityDefaults === "unknown" ? "mfa" : "none";
      for (const { policy, reading } of guards) {
        const included = reach.includes(policy, person);
        if (included === "no") continue;
        const excluded = reach.excludes(policy, person);
        if (excluded === "yes") exemptFrom.push(policy.name);
        else if (included === "yes" && excluded === "no" && reading.level !== "unknown") {
          if (!atLeast(best.level, reading.level)) best = enforcedBy(policy, reading, reading.level);
        } else mayBe = stronger(mayBe, reading.level === "unknown" ? "mfa" : reading.level);
      }
      if (atLeast(best.level, "mfa")) return best;
      return { ...best, ...(!atLeast(best.level, mayBe) && { level: "unknown" as const }), exemptFrom };
    };
    const weighed = new Map<string, Enforcement>();
    const asked = (person: Person): Enforcement => {
      const key = reach.signature(person);
      const known = weighed.get(key) ?? weigh(person);
      weighed.set(key, known);
      return known;
    };

    // Of people whom no policy tells apart, one stands for all.
    const people = new Map<string, Person>();
    for (const user of given.users.value) {
      if (!user.enabled || isBreakGlass(estate.breakGlass, { id: user.id, name: user.upn })) continue;
      const person = personOf(user.id, user);
      people.set(reach.signature(person), person);
    }
    const ineffective = (policy: ConditionalAccessPolicy, { level }: PolicyReading): Certainty => {
      if (atLeast(level, "mfa") || !asksForMfa(policy)) return "no";
      const open = any(function* () {
        if (given.users.gaps.length > 0) yield "unknown";
        for (const person of people.values()) {
          const included = reach.includes(policy, person);
          if (included === "no") continue;
          yield all(included, not(reach.excludes(policy, person)), not(usesMfa(asked(person))));
        }
      });
      return all(level === "unknown" ? "unknown" : "yes", open);
    };

    const names = {
      users: new Map(given.users.value.map(user => [user.id, user.upn])),
      groups: new Map(given.memberships.value.map(row => [row.group, row.groupName])),
      roles: new Map(given.directoryRoles.value.map(row => [row.role.toLowerCase(), row.roleName])),
    };
    const policies: ManagementPolicy[] = readings.map(({ policy, policy: { id, name, users }, reading }) => ({
      id,
      name,
      level: reading.level,
      ...(reading.because !== undefined && { because: reading.because }),
      ineffective: ineffective(policy, reading),
      everyone: users.includeUsers.some(user => user.toLowerCase() === "all"),
      exclusions: exclusions(users, names),
    }));

    const accounts = new Map(given.users.value.map(user => [user.id, user]));
    const ids = new Set(accounts.keys());
    for (const { member, memberType } of given.memberships.value) if (memberType === "User") ids.add(member);
    const users = new Map([...ids].sort().map(id => [id, asked(personOf(id, accounts.get(id)))]));
    // Of whom nothing was read, what is asked of anybody is known all the same: all users, and nobody left out.
    const stranger = (id: string) => asked(personOf(id, undefined));
    return { value: { users, stranger, securityDefaults, policiesComplete, policies } };
  },
});

const stronger = (one: Level, other: Level): Level => (levels.indexOf(one) >= levels.indexOf(other) ? one : other);

const usesMfa = ({ level }: Enforcement): Certainty =>
  level === "unknown" ? "unknown" : atLeast(level, "mfa") ? "yes" : "no";

const enforcedBy = ({ name }: ConditionalAccessPolicy, reading: PolicyReading, level: Level): Enforcement => ({
  level,
  by: `policy ${name}${reading.blocks ? ", which blocks it" : ""}`,
  ...(reading.because !== undefined && { but: reading.because }),
  exemptFrom: [],
});

function switchedOn(defaults: {
  readonly value: readonly { readonly enabled: boolean }[];
  readonly gaps: readonly unknown[];
}): Certainty {
  if (defaults.value.some(({ enabled }) => enabled)) return "yes";
  return defaults.value.length === 0 || defaults.gaps.length > 0 ? "unknown" : "no";
}

type Names = Readonly<Record<"users" | "groups" | "roles", ReadonlyMap<string, string>>>;

/** Whom a policy leaves out, for people. */
function exclusions(who: ConditionalAccessPolicy["users"], names: Names): readonly string[] {
  const guests = who.excludedGuests ? who.excludedGuests.types.map(type => `guests (${type})`) : ["guests"];
  return [
    ...who.excludeUsers.map(user => `user ${names.users.get(user.toLowerCase()) || user}`),
    ...who.excludeGroups.map(group => `group ${names.groups.get(group.toLowerCase()) || group}`),
    ...who.excludeRoles.map(role => `role ${names.roles.get(role.toLowerCase()) || role}`),
    ...(who.excludesGuests ? guests : []),
  ].sort();
}
