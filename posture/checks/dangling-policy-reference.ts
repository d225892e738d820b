import type { Severity } from "../../catalogue/outcome";
import { defineCheck } from "../check";
import type { ConditionalAccessPolicy } from "../evidence/conditional-access";
import { population } from "../facts/populations";
import { capped, plural } from "../report-text";

export default defineCheck({
  id: "dangling-policy-reference",
  title: "Conditional Access names only users and groups that exist",
  faultTitle: "Conditional Access names users or groups that do not exist",
  severity: "low",
  why: "A policy for people who are gone protects nobody and looks as if it did. Whoever restores a deleted group is left out, or bound, as it was.",
  fix: "Take these users and groups out of the policy, and see whom it should name in their place.",
  control: "ca-hygiene",

  needs: ["conditionalAccess", "policyObjects"],
  examines: population<"conditionalAccess">(
    "policy of Conditional Access",
    "policies of Conditional Access",
    ({ conditionalAccess }) => conditionalAccess.filter(({ state }) => state !== "disabled").map(({ id }) => id),
  ),
  *run({ conditionalAccess, policyObjects }) {
    const gone = new Set(policyObjects.flatMap(({ id, exists }) => (exists ? [] : [id])));
    for (const policy of conditionalAccess) {
      const { id, name, state, users } = policy;
      if (state === "disabled") continue;
      const goneOf = (ids: readonly string[]) => ids.filter(each => gone.has(each.toLowerCase()));
      const included = [...goneOf(users.includeUsers), ...goneOf(users.includeGroups)];
      const excluded = [...goneOf(users.excludeUsers), ...goneOf(users.excludeGroups)];
      const count = included.length + excluded.length;
      if (count === 0) continue;
      const forNobody = included.length > 0 && included.length === namedIn(users);
      yield {
        subject: { kind: "policy", id, name },
        fault: `names ${plural(count, "user or group that does", "users and groups that do")} not exist${forNobody ? ", and nobody else" : ""}`,
        ...(forNobody && { severity: "medium" satisfies Severity }),
        proof: capped([...included.map(id => `includes ${id}`), ...excluded.map(id => `leaves out ${id}`)].sort()),
      };
    }
  },
});

/** How much a policy names of those whom it is meant for: users, groups, roles and guests. */
const namedIn = (users: ConditionalAccessPolicy["users"]): number =>
  users.includeUsers.filter(id => id.toLowerCase() !== "none").length +
  users.includeGroups.length +
  users.includeRoles.length +
  Number(users.includesGuests);
