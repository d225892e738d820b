import * as z from "zod";
import { wireRows } from "../azure/connect";
import type { Calls } from "./calls";
import { defineEvidence, type RowOf } from "./define";
import { apart, each, read } from "./reading/read";
import { roleHolding } from "./reading/row-parts";
import { guid, maybeGuid, maybeText, maybeTime, present, principalType, roleId, text } from "./reading/wire";
import subscriptions, { type Subscription } from "./subscriptions";

const row = z.object({
  ...roleHolding,
  condition: z.string().exactOptional(),
  createdOn: z.string().exactOptional(),
  createdBy: z.string().exactOptional(),
});

export type RoleAssignment = RowOf<typeof row>;

const action = "Microsoft.Authorization/roleAssignments/read";
const calls = {
  everywhere: { api: "arm", actions: [action], why: "know who holds which role" },
  inherited: { api: "arm", actions: [action], why: "know which roles are inherited from management groups" },
  root: { api: "arm", actions: [action], why: "find grants at the root scope, which elevate-access leaves behind" },
} as const satisfies Calls;

const assignment = z
  .object({
    id: text,
    properties: z.object({
      scope: text,
      roleDefinitionId: roleId,
      principalId: guid,
      principalType,
      condition: maybeText,
      createdOn: maybeTime,
      createdBy: maybeGuid,
    }),
  })
  .transform(
    ({ id, properties: { scope, roleDefinitionId, principalId, ...rest } }): RoleAssignment =>
      present({ id, scope, role: roleDefinitionId, principal: principalId, ...rest }),
  );

const query =
  "authorizationresources | where type =~ 'microsoft.authorization/roleassignments' | project id, properties";
const rootPath = "/providers/Microsoft.Authorization/roleAssignments?api-version=2022-04-01&$filter=atScope()";

/**
 * Resource Graph has the bulk, a thousand rows a call. It need not know what is inherited from above, so each
 * subscription is asked for that; and without Resource Graph, for everything. The root scope is asked by itself.
 */
export default defineEvidence({
  kind: "roleAssignments",
  title: "role assignments",
  row,
  calls,
  whole: "filtered by rights",
  per: [subscriptions],
  async *run({ azure, tenant, rows, chosenSubscriptions }) {
    const root = await apart(
      read(azure.armList(rootPath), {
        what: "role assignments at the root scope",
        call: calls.root,
        as: assignment,
        of: ["/"],
      }),
    );
    const bulk = await apart(
      read(azure.resourceGraph(query, chosenSubscriptions), {
        what: "role assignments",
        call: calls.everywhere,
        as: assignment,
      }),
    );
    const own = await apart(
      each(rows.subscriptions, ({ id, inResourceGraph }) => {
        const filter = bulk.gaps.length > 0 || inResourceGraph === false ? {} : { filter: "atScope()" };
        return read(
          wireRows(options =>
            azure.authorization.roleAssignments.listForScope(`subscriptions/${id}`, { ...filter, ...options }),
          ),
          { what: "role assignments of the subscription", call: calls.inherited, as: assignment, of: [id] },
        );
      }),
    );
    yield* merged([...root.rows, ...bulk.rows, ...own.rows]);
    yield* own.gaps;
    if (!rows.subscriptions.length) yield* bulk.gaps;
    // What stands at the root is at or above each subscription of the tenant, so one whole list of such shows it all.
    const refused = new Set(own.gaps.flatMap(({ gap }) => gap.subjects ?? []));
    const shows = ({ id, tenantId = tenant }: Subscription) => tenantId === tenant && !refused.has(id);
    if (!rows.subscriptions.some(shows)) yield* root.gaps;
  },
});

/** One row for each id, whatever its letters' case; each source fills in what the one before did not send. */
function merged(rows: readonly RoleAssignment[]): Iterable<RoleAssignment> {
  const byId = new Map<string, RoleAssignment>();
  for (const row of rows) {
    const key = row.id.toLowerCase();
    const known = byId.get(key);
    const type = known && known.principalType !== "Unknown" ? known.principalType : row.principalType;
    byId.set(key, { ...row, ...known, principalType: type });
  }
  return byId.values();
}
