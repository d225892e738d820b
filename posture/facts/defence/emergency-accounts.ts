import { all, not } from "../../../catalogue/certainty";
import { recoveringRoles } from "../../../catalogue/entra-roles";
import { microsoftApps } from "../../../catalogue/well-known-ids";
import type { ConditionalAccessPolicy } from "../../evidence/conditional-access";
import { derivation, missingFor } from "../derivation";
import { holdersOfRoles } from "../role-holders";
import { entryOf } from "../subjects";
import type { EmergencyAccount } from "../types";
import { personOf, policyReachOf } from "./policy-reach";

/** The emergency accounts that the estate names, with the policies that could keep each of them out. */
export default derivation<"emergencyAccounts">()({
  needs: ["users", "memberships", "directoryRoles", "conditionalAccess"],
  derive(given, { estate }) {
    const policies = given.conditionalAccess.value.filter(mayKeepOut);
    const unread = given.conditionalAccess.gaps.length > 0;
    const reach = policyReachOf(policies, given);
    const meant = new Map([...recoveringRoles].map(id => [id, id]));
    const recovering = holdersOfRoles(given.directoryRoles.value, given.memberships.value, meant);
    const rolesUnread = given.directoryRoles.gaps.length + given.memberships.gaps.length > 0;
    const found = new Map<string, (typeof given.users.value)[number]>();
    for (const user of given.users.value) {
      const entry = entryOf(estate.breakGlass, { id: user.id, name: user.upn });
      if (entry !== undefined) found.set(entry, user);
    }

    const value = [...new Set(estate.breakGlass)].sort().map((named): EmergencyAccount => {
      const user = found.get(named);
      if (!user)
        return {
          named,
          exists: missingFor(given.users.gaps, named.toLowerCase()) ? "unknown" : "no",
          canRecover: "unknown",
          boundBy: [],
          perhapsBound: false,
        };
      const person = personOf(user.id, user);
      const bound = policies.map(policy => ({
        name: policy.name,
        is: all(reach.includes(policy, person), not(reach.excludes(policy, person))),
      }));
      const { id, upn, enabled } = user;
      return {
        named,
        exists: "yes",
        account: { id, name: upn || id, enabled },
        canRecover: recovering.has(id) ? "yes" : rolesUnread ? "unknown" : "no",
        boundBy: bound.flatMap(({ name, is }) => (is === "yes" ? [name] : [])).sort(),
        perhapsBound: unread || bound.some(({ is }) => is === "unknown"),
      };
    });
    return { value };
  },
});

/** Where somebody signs in who has to repair the tenant: everywhere, at Azure management or at the portals. */
const doors = ["all", "microsoftadminportals", microsoftApps.azureManagement, microsoftApps.azureGovernmentManagement];

/** Conditions that leave a person at a browser alone: they are about flows of other kinds, or about workloads. */
const aside = ["authenticationFlows", "clientApplications", "servicePrincipalRiskLevels"];

/**
 * Whether a policy could refuse the sign-in with which somebody repairs the tenant. Source: Microsoft Learn, "Manage
 * emergency access accounts in Microsoft Entra ID": at least one account has to be left out of all policies.
 */
function mayKeepOut({ state, applications, clientAppTypes, narrowedBy, grant }: ConditionalAccessPolicy): boolean {
  const types = clientAppTypes.map(type => type.toLowerCase());
  return (
    state === "enabled" &&
    grant !== undefined &&
    (grant.controls.length > 0 || grant.strength !== undefined) &&
    applications.include.some(app => doors.includes(app.toLowerCase())) &&
    (types.length === 0 || types.includes("all") || types.includes("browser")) &&
    !narrowedBy.some(condition => aside.includes(condition))
  );
}
