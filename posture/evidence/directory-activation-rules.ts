import * as z from "zod";
import type { Calls } from "./calls";
import { defineEvidence, type RowOf } from "./define";
import directoryRoles from "./directory-roles";
import { activationOf, activationRow, rules } from "./reading/activation-rule";
import { read } from "./reading/read";
import { guid, text } from "./reading/wire";

const row = z.object(activationRow);

/** What PIM asks of somebody who activates a directory role. */
export type DirectoryActivationRule = RowOf<typeof row>;

const calls = {
  list: {
    api: "graph",
    permission: "RoleManagement.Read.Directory",
    licence: "Microsoft Entra ID P2",
    why: "know what is asked of whoever activates a directory role",
  },
} as const satisfies Calls;

const wire = z.object({ id: text, roleDefinitionId: guid, policy: z.object({ rules }) }).transform(
  ({ id, roleDefinitionId, policy }): DirectoryActivationRule => ({
    id,
    scope: "/",
    role: roleDefinitionId,
    ...activationOf(policy.rules),
  }),
);

const path = `/v1.0/policies/roleManagementPolicyAssignments?$filter=${encodeURIComponent("scopeId eq '/' and scopeType eq 'DirectoryRole'")}&$expand=policy($expand=rules)`;

/** Nothing is asked where nobody may activate a directory role. */
export default defineEvidence({
  kind: "directoryActivationRules",
  title: "rules for the activation of directory roles",
  row,
  calls,
  whole: "named by other evidence",
  namedBy: [directoryRoles],
  async *run({ azure, rows }) {
    if (!rows.directoryRoles.some(({ state }) => state === "eligible")) return;
    yield* read(azure.graphList(path), {
      what: "rules for the activation of directory roles",
      call: calls.list,
      as: wire,
    });
  },
});
