import * as z from "zod";
import type { Calls } from "./calls";
import { defineEvidence, type RowOf } from "./define";
import eligibleAssignments from "./eligible-assignments";
import { activationOf, activationRow, rules } from "./reading/activation-rule";
import { each, read } from "./reading/read";
import { roleId, text } from "./reading/wire";

const row = z.object(activationRow);

/** What PIM asks of somebody who activates a role of Azure at a scope. */
export type ActivationRule = RowOf<typeof row>;

const calls = {
  list: {
    api: "arm",
    actions: ["Microsoft.Authorization/roleManagementPolicyAssignments/read"],
    licence: "Microsoft Entra ID P2",
    why: "know what is asked of whoever activates a role",
  },
} as const satisfies Calls;

const wire = z
  .object({
    id: text,
    properties: z.object({ scope: text, roleDefinitionId: roleId, effectiveRules: rules }),
  })
  .transform(
    ({ id, properties: { scope, roleDefinitionId, effectiveRules } }): ActivationRule => ({
      id,
      scope,
      role: roleDefinitionId,
      ...activationOf(effectiveRules),
    }),
  );

const pathOf = (scope: string) =>
  `${scope.replace(/(?<!\/)\/+$/, "")}/providers/Microsoft.Authorization/roleManagementPolicyAssignments?api-version=2020-10-01`;

/** Only scopes at which somebody may activate a role are asked for theirs. */
export default defineEvidence({
  kind: "activationRules",
  title: "rules for the activation of Azure roles",
  row,
  calls,
  whole: "named by other evidence",
  namedBy: [eligibleAssignments],
  run({ azure, rows }) {
    const scopes = new Map(rows.eligibleAssignments.map(({ scope }) => [scope.toLowerCase(), scope]));
    return each([...scopes.values()].sort(), scope =>
      read(azure.armList(pathOf(scope)), {
        what: "rules for the activation of roles at the scope",
        call: calls.list,
        as: wire,
        of: [scope],
      }),
    );
  },
});
