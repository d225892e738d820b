import * as z from "zod";
import { powersOf } from "../../catalogue/entra-roles";
import type { Calls } from "./calls";
import { defineEvidence, type RowOf } from "./define";
import { apart, read } from "./reading/read";
import { guid, maybeGuid, maybeText, present, text } from "./reading/wire";
import tenant from "./tenant";

const row = z.object({
  id: z.string(),
  principal: z.string(),
  role: z.string().describe("The role's template id; Global Administrator is 62e90394-69f5-4237-9190-012177145e10"),
  roleName: z.string(),
  state: z.enum(["active", "eligible"]),
  tenure: z
    .enum(["standing", "activated"])
    .exactOptional()
    .describe(
      "Of an active role: held for good or until an end, or activated in PIM for now; absent where that was not read",
    ),
  scope: z
    .string()
    .exactOptional()
    .describe("Where it holds: `/` for the tenant, else an administrative unit or one object"),
  powers: z
    .array(z.enum(["applications", "groups", "dynamicGroups", "domains", "passwords"]))
    .exactOptional()
    .describe("Of a custom role: what its actions let its holder change that leads to other identities"),
});

export type DirectoryRole = RowOf<typeof row>;

const permission = "RoleManagement.Read.Directory";
const calls = {
  definitions: { api: "graph", permission, why: "name the directory roles, and know what custom ones allow" },
  active: { api: "graph", permission, why: "know the Global Administrators and other holders of directory roles" },
  tenure: {
    api: "graph",
    permission,
    licence: "Microsoft Entra ID P2",
    why: "tell standing directory roles from activated ones",
  },
  eligible: {
    api: "graph",
    permission,
    licence: "Microsoft Entra ID P2",
    why: "know who can activate a directory role",
  },
} as const satisfies Calls;

const definition = z
  .object({
    id: guid,
    displayName: maybeText,
    templateId: maybeGuid,
    isBuiltIn: z.boolean().nullish(),
    rolePermissions: z.array(z.object({ allowedResourceActions: z.array(z.string()) })).nullish(),
  })
  // Without its actions a custom role cannot be judged.
  .refine(({ isBuiltIn, rolePermissions }) => isBuiltIn !== false || rolePermissions);
const instance = z.object({
  principalId: guid,
  roleDefinitionId: guid,
  directoryScopeId: maybeText,
  assignmentType: text,
});
const holding = z.object({ id: text, principalId: guid, roleDefinitionId: guid, directoryScopeId: maybeText });

/** What a gap in what PIM knows is called: it says nothing of who holds a role now. */
export const eligibleRoles = "directory roles that PIM lets people activate";

const key = (row: Pick<z.infer<typeof instance>, "principalId" | "roleDefinitionId" | "directoryScopeId">): string =>
  `${row.principalId} ${row.roleDefinitionId} ${(row.directoryScopeId ?? "/").toLowerCase()}`;

const base = "/v1.0/roleManagement/directory";

export default defineEvidence({
  kind: "directoryRoles",
  title: "holders of directory roles",
  row,
  calls,
  whole: "refused as a whole",
  namedBy: [tenant],
  async *run({ azure, rows }) {
    const definitions = await apart(
      read(azure.graphList(`${base}/roleDefinitions?$select=id,displayName,templateId,isBuiltIn,rolePermissions`), {
        what: "names of directory roles",
        call: calls.definitions,
        as: definition,
      }),
    );
    yield* definitions.gaps;
    const byId = new Map(definitions.rows.map(row => [row.id, row]));
    const inState =
      (state: DirectoryRole["state"]) =>
      ({ id, principalId, roleDefinitionId, directoryScopeId: scope }: z.infer<typeof holding>): DirectoryRole => {
        const known = byId.get(roleDefinitionId);
        const role = known?.templateId ?? roleDefinitionId;
        const roleName = known?.displayName ?? role;
        const actions = known?.isBuiltIn === false ? (known.rolePermissions ?? []) : [];
        const powers = powersOf(actions.flatMap(({ allowedResourceActions }) => allowedResourceActions));
        const held = present({ id, principal: principalId, role, roleName, state, scope });
        return powers.length > 0 ? { ...held, powers: [...powers] } : held;
      };
    const instances = await apart(
      read(azure.graphList(`${base}/roleAssignmentScheduleInstances`), {
        what: eligibleRoles,
        call: calls.tenure,
        as: instance,
      }),
    );
    yield* instances.gaps;
    const activated = new Set(
      instances.rows.filter(({ assignmentType }) => assignmentType.toLowerCase() === "activated").map(key),
    );
    // Without the licence there is no PIM, and nothing that could be activated; but the licences have to say so too.
    const withoutPim = rows.tenant.some(({ plans }) => plans !== undefined && !plans.includes("AAD_PREMIUM_P2"));
    const isTold = instances.gaps.every(({ gap }) => gap.reason === "unlicensed" && withoutPim);
    yield* read(azure.graphList(`${base}/roleAssignments`), {
      what: "holders of directory roles",
      call: calls.active,
      as: holding.transform((row): DirectoryRole => {
        const held = inState("active")(row);
        if (activated.has(key(row))) return { ...held, tenure: "activated" };
        return isTold ? { ...held, tenure: "standing" } : held;
      }),
    });
    yield* read(azure.graphList(`${base}/roleEligibilityScheduleInstances`), {
      what: eligibleRoles,
      call: calls.eligible,
      as: holding.transform(inState("eligible")),
    });
  },
});
