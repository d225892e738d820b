import { isRootScope } from "../../catalogue/arm-id";
import { azureRoles } from "../../catalogue/well-known-ids";
import { builtInRoleName } from "../../compute/roles/builtin-roles";
import { defineCheck } from "../check";
import { removeAssignment } from "../cures/identities";
import { population } from "../facts/populations";
import { subscriptionsBelow } from "../facts/scopes";
import { inSubscriptions } from "../report-text";

export default defineCheck({
  id: "standing-root-access",
  title: "Nobody holds a role at the root of the tenant",
  faultTitle: "A role is held at the root of the tenant",
  severity: "medium",
  why: "A role at / reaches every subscription, including future ones. It never ends, PIM does not show it, and it outlives the Global Administrator's own role.",
  fix: "Delete the assignment at scope /, and elevate access only for as long as it is needed.",
  control: "elevate-access",

  needs: ["subscriptions", "roleAssignments", "computeCreators"],
  examines: population<"roleAssignments">("role assignment", "role assignments", ({ roleAssignments }) =>
    roleAssignments.map(({ id }) => id),
  ),
  *run({ subscriptions, roleAssignments, computeCreators }, { manifest }) {
    const { proved } = subscriptionsBelow({ kind: "root" }, subscriptions, manifest.tenant);
    const names = new Map(computeCreators.map(({ principal }) => [principal.id, principal.name]));
    const creating = new Set<string>();
    for (const rights of new Set(computeCreators.map(({ rights }) => rights)))
      for (const { scope, conditional, via, assignment } of rights)
        if (isRootScope(scope) && !conditional && !via) creating.add(assignment.toLowerCase());
    for (const { id, scope, role, principal, createdOn, createdBy } of roleAssignments) {
      if (!isRootScope(scope)) continue;
      const guid = role.toLowerCase();
      // No custom role can be assigned at the root.
      const roleName = builtInRoleName(guid) ?? role;
      // Elevating access leaves this role here; that somebody elevated is told by the logs alone.
      const grants = guid === azureRoles.userAccessAdministrator;
      const creates = creating.has(id.toLowerCase());
      yield {
        subject: {
          kind: "roleAssignment",
          id,
          name: `${roleName} of ${names.get(principal) ?? principal}`,
          scope: "/",
        },
        fault: grants
          ? "is held at the root of the tenant, and lets its holder give itself any role on every subscription"
          : `is held at the root of the tenant${creates ? ", and lets its holder create compute on every subscription" : ""}`,
        ...((grants || creates) && { severity: "critical" }),
        cure: removeAssignment([principal]),
        proof: [
          `principal ${principal}`,
          `held ${inSubscriptions([{ subscriptions: proved }])} of this tenant`,
          ...(createdOn
            ? [`since ${createdOn}${createdBy ? `, made by ${names.get(createdBy) ?? createdBy}` : ""}`]
            : []),
        ],
      };
    }
  },
});
