import * as z from "zod";
import { wireRows } from "../azure/connect";
import type { Calls } from "./calls";
import { defineEvidence, type RowOf } from "./define";
import { inBulk, inherited } from "./reading/in-bulk";
import { groupScope, groupsAbove, ownRights, ownRightsCall } from "./reading/own-rights";
import { apart, read } from "./reading/read";
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
  own: ownRightsCall,
  everywhere: { api: "arm", actions: [action], why: "know who holds which role" },
  inherited: { api: "arm", actions: [action], why: "know which roles are inherited from management groups" },
  list: {
    api: "arm",
    actions: [action],
    why: "know who holds which role in a subscription that Resource Graph does not have",
  },
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
 * Resource Graph has the bulk, a thousand rows a call. It need not know what is inherited from above, so each management
 * group right above subscriptions is asked for that. A subscription that the table lacks, or of whose groups the list is not
 * whole, lists all of it. The root scope is asked by itself.
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
    const { subscriptions } = rows;
    const lacking = await ownRights(azure, subscriptions);
    const list = (scope: string, filter: { filter?: string }) =>
      wireRows(options => azure.authorization.roleAssignments.listForScope(scope, { ...filter, ...options }));
    const above = await inherited(groupsAbove(subscriptions), group =>
      read(list(groupScope(group).slice(1), { filter: "atScope()" }), {
        what: "role assignments of the management group",
        call: calls.inherited,
        as: assignment,
      }),
    );
    const own = await apart(
      inBulk({
        table: bulk,
        subscriptions,
        holds: subscription => lacking(subscription, [action]).length === 0 && above.isWholeAbove(subscription),
        ask: ({ id }) =>
          read(list(`subscriptions/${id}`, {}), {
            what: "role assignments of the subscription",
            call: calls.list,
            as: assignment,
            of: [id],
          }),
      }),
    );
    yield* merged([...root.rows, ...above.rows, ...own.rows]);
    yield* own.gaps;
    if (!subscriptions.length) yield* bulk.gaps;
    // What stands at the root is at or above each subscription of the tenant, so one whole list of such shows it all.
    const refused = new Set(own.gaps.flatMap(({ gap }) => gap.subjects ?? []));
    const shows = ({ id, tenantId = tenant }: Subscription) => tenantId === tenant && !refused.has(id);
    if (!subscriptions.some(shows)) yield* root.gaps;
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
