import * as z from "zod";
import type { Calls } from "./calls";
import { defineEvidence, type RowOf } from "./define";
import groupEligibilities from "./group-eligibilities";
import { activationOf, activationRow, rules } from "./reading/activation-rule";
import { each, read } from "./reading/read";
import { text } from "./reading/wire";

const row = z.object({
  ...activationRow,
  scope: z.string().describe("The group's object id"),
  role: z.enum(["member", "owner"]).describe("What is activated"),
});

/** What PIM asks of somebody who activates a membership, or the ownership, of a group. */
export type GroupActivationRule = RowOf<typeof row>;

const calls = {
  list: {
    api: "graph",
    permission: "RoleManagementPolicy.Read.AzureADGroup",
    licence: "Microsoft Entra ID P2",
    why: "know what is asked of whoever activates a place in a group that holds a role",
  },
} as const satisfies Calls;

const wire = z.object({ id: text, roleDefinitionId: z.enum(["member", "owner"]), policy: z.object({ rules }) });

const pathOf = (group: string) =>
  `/v1.0/policies/roleManagementPolicyAssignments?$filter=${encodeURIComponent(`scopeId eq '${group}' and scopeType eq 'Group'`)}&$expand=policy($expand=rules)`;

/** Only groups in which somebody may activate a place are asked for theirs. */
export default defineEvidence({
  kind: "groupActivationRules",
  title: "rules for the activation of places in groups",
  row,
  calls,
  whole: "named by other evidence",
  namedBy: [groupEligibilities],
  run({ azure, rows }) {
    const groups = new Set(rows.groupEligibilities.map(({ group }) => group));
    return each([...groups].sort(), group =>
      read(azure.graphList(pathOf(group)), {
        what: "rules for the activation of places in the group",
        call: calls.list,
        as: wire.transform(
          ({ id, roleDefinitionId, policy }): GroupActivationRule => ({
            id,
            scope: group,
            role: roleDefinitionId,
            ...activationOf(policy.rules),
          }),
        ),
        of: [group],
      }),
    );
  },
});
