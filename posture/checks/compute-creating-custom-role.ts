import { permits } from "../../catalogue/roles";
import { grantActions } from "../../compute/roles/capability-actions";
import { createComputeActions } from "../../compute/roles/create-compute";
import { defineCheck } from "../check";
import { byHand } from "../cures/identities";
import { grouped } from "../facts/collate";
import { population } from "../facts/populations";
import { plural } from "../report-text";

export default defineCheck({
  id: "compute-creating-custom-role",
  formerIds: ["compute-ordering-custom-role"],
  title: "Custom roles neither create compute nor grant access",
  faultTitle: "A custom role creates compute or grants access",
  severity: "medium",
  why: "Reviews of who may create machines look for the names of built-in roles; a wildcard in a custom role creates them unseen.",
  fix: "Name the actions that the role needs instead of wildcards, or exclude Microsoft.Compute and Microsoft.Authorization writes with notActions.",
  control: "custom-roles",

  needs: ["roleDefinitions", "roleAssignments", "eligibleAssignments"],
  examines: population<"roleDefinitions">("custom role", "custom roles", ({ roleDefinitions }) =>
    roleDefinitions.filter(({ custom }) => custom).map(({ id }) => id),
  ),
  *run({ roleDefinitions, roleAssignments, eligibleAssignments }) {
    const held = grouped([...roleAssignments, ...eligibleAssignments], ({ role }) => role.toLowerCase());
    for (const { id, name, custom, permissions } of roleDefinitions) {
      if (!custom) continue;
      const creates = createComputeActions.filter(({ action }) => permits(permissions, action) === "yes");
      const hands = grantActions.filter(({ action }) => permits(permissions, action) === "yes");
      if (creates.length === 0 && hands.length === 0) continue;
      const does = [
        ...(creates.length > 0 ? ["create compute"] : []),
        ...(hands.length > 0 ? ["hand out rights"] : []),
      ];
      const holders = held.get(id.toLowerCase())?.length ?? 0;
      const wide = permissions.flatMap(({ actions }) => actions).filter(action => action.includes("*"));
      yield {
        subject: { kind: "roleDefinition", id, name },
        cure: byHand("narrowRole"),
        fault: `lets its holder ${does.join(" and ")}`,
        ...(holders === 0 && { severity: "low" }),
        proof: [
          ...new Set([...creates, ...hands].map(({ action }) => action)),
          ...[...new Set(wide)].sort().map(action => `wildcard ${action}`),
          holders > 0 ? `held by ${plural(holders, "assignment")}` : "not assigned to anybody",
        ],
      };
    }
  },
});
