import * as z from "zod";
import type { Calls } from "./calls";
import { defineEvidence, type RowOf } from "./define";
import { apart, read } from "./reading/read";
import { guid, maybeGuid, maybeText, present, text } from "./reading/wire";

const row = z.object({
  id: z.string(),
  principal: z.string(),
  role: z.string().describe("The role's template id; Global Administrator is 62e90394-69f5-4237-9190-012177145e10"),
  roleName: z.string(),
  state: z.enum(["active", "eligible"]),
  scope: z
    .string()
    .exactOptional()
    .describe("`/`: the whole directory; else an administrative unit or one object. Left out: not told"),
});

export type DirectoryRole = RowOf<typeof row>;

const permission = "RoleManagement.Read.Directory";
const calls = {
  definitions: { api: "graph", permission, why: "name the directory roles" },
  active: { api: "graph", permission, why: "know the Global Administrators and other holders of directory roles" },
  eligible: {
    api: "graph",
    permission,
    licence: "Microsoft Entra ID P2",
    why: "know who can activate a directory role",
  },
} as const satisfies Calls;

const definition = z.object({ id: guid, displayName: maybeText, templateId: maybeGuid });
const holding = z.object({ id: text, principalId: guid, roleDefinitionId: guid, directoryScopeId: maybeText });

/** What a gap in the roles that are not in force is called: it says nothing of who holds one now. */
export const eligibleRoles = "directory roles that PIM lets people activate";

const base = "/v1.0/roleManagement/directory";

export default defineEvidence({
  kind: "directoryRoles",
  title: "holders of directory roles",
  row,
  calls,
  whole: "refused as a whole",
  async *run({ azure }) {
    const definitions = await apart(
      read(azure.graphList(`${base}/roleDefinitions?$select=id,displayName,templateId`), {
        what: "names of directory roles",
        call: calls.definitions,
        as: definition,
      }),
    );
    yield* definitions.gaps;
    const byId = new Map(definitions.rows.map(row => [row.id, row]));
    const inState =
      (state: DirectoryRole["state"]) =>
      ({ id, principalId, roleDefinitionId, directoryScopeId }: z.infer<typeof holding>): DirectoryRole => {
        const known = byId.get(roleDefinitionId);
        const role = known?.templateId ?? roleDefinitionId;
        const roleName = known?.displayName ?? role;
        return present({ id, principal: principalId, role, roleName, state, scope: directoryScopeId });
      };
    yield* read(azure.graphList(`${base}/roleAssignments`), {
      what: "holders of directory roles",
      call: calls.active,
      as: holding.transform(inState("active")),
    });
    yield* read(azure.graphList(`${base}/roleEligibilityScheduleInstances`), {
      what: eligibleRoles,
      call: calls.eligible,
      as: holding.transform(inState("eligible")),
    });
  },
});
