import { escalatingAppRoles } from "../../catalogue/graph-app-roles";
import { defineCheck } from "../check";
import { byHand } from "../cures/identities";
import { grouped } from "../facts/collate";
import { workloads } from "../facts/populations";

export default defineCheck({
  id: "workload-graph-permission",
  title: "No application or managed identity holds a permission of Microsoft Graph that leads to rights over Azure",
  faultTitle:
    "An application or managed identity holds a permission of Microsoft Graph that leads to rights over Azure",
  severity: "high",
  why: "With such a permission a workload makes itself Global Administrator, adds a secret to another application, or joins the group that owns subscriptions. It signs in without MFA, so whoever finds its secret can do the same.",
  fix: "Take the permission from the workload and give it the least that its work needs: Application.ReadWrite.OwnedBy, a directory role in an administrative unit, or the ownership of the groups it keeps.",
  control: "workload-identity-credentials",

  needs: ["graphPermissions", "servicePrincipals"],
  examines: workloads,
  *run({ graphPermissions, servicePrincipals }) {
    const held = grouped(graphPermissions, ({ principal }) => principal);
    for (const { id, name, enabled } of servicePrincipals) {
      const rows = held.get(id) ?? [];
      if (!enabled || rows.length === 0) continue;
      const roles = rows.flatMap(row => {
        const role = escalatingAppRoles.get(row.permission);
        return role ? [{ ...role, assignment: row.id }] : [];
      });
      if (roles.length === 0) continue;
      yield {
        subject: { kind: "servicePrincipal", id, name: name || id },
        cure: byHand("narrowRole"),
        fault: `is a workload and holds ${[...new Set(roles.map(role => role.name))].sort().join(", ")} of Microsoft Graph`,
        // To join a group leads no further than what that group holds.
        ...(roles.every(role => !role.grantsItself) && { severity: "medium" }),
        proof: roles
          .map(
            ({ name: permission, applicationCan, assignment }) =>
              `with ${permission} it ${applicationCan}: app role assignment ${assignment}`,
          )
          .sort(),
      };
    }
  },
});
