import * as z from "zod";
import type { Calls } from "./calls";
import { defineEvidence, Missing, type RowOf } from "./define";
import { inBulk } from "./reading/in-bulk";
import { ownRights, ownRightsCall } from "./reading/own-rights";
import { apart, distinct, read } from "./reading/read";
import { guid, maybeText, present, roleId, text } from "./reading/wire";
import subscriptions from "./subscriptions";

const delegatedRole = z.object({
  principal: z.string().describe("Object id in the tenant that manages"),
  principalName: z.string().exactOptional(),
  role: z.string().describe("The role definition's GUID"),
  eligible: z.boolean().describe("Whether it has to be activated before it is in force"),
  assignable: z
    .array(z.string())
    .exactOptional()
    .describe("Of User Access Administrator: the roles that it may give to managed identities here, and no others"),
});

export type DelegatedRole = RowOf<typeof delegatedRole>;

const row = z.object({
  id: z.string(),
  subscription: z.string(),
  tenant: z.string().describe("The tenant that manages"),
  name: z.string().exactOptional(),
  authorizations: z.array(delegatedRole),
});

/** What Azure Lighthouse lets another tenant do here. */
export type Delegation = RowOf<typeof row>;

const calls = {
  own: ownRightsCall,
  everywhere: {
    api: "arm",
    actions: [
      "Microsoft.ManagedServices/registrationAssignments/read",
      "Microsoft.ManagedServices/registrationDefinitions/read",
    ],
    why: "know what other tenants may do through Azure Lighthouse",
  },
  list: {
    api: "arm",
    actions: ["Microsoft.ManagedServices/registrationAssignments/read"],
    why: "know this of a subscription that Resource Graph does not have",
  },
} as const satisfies Calls;

const authorization = z.object({
  principalId: guid,
  principalIdDisplayName: maybeText,
  roleDefinitionId: roleId,
  delegatedRoleDefinitionIds: z.array(roleId).nullish(),
});

const definition = z.object({
  registrationDefinitionName: maybeText,
  managedByTenantId: guid,
  authorizations: z.array(authorization).nullish(),
  eligibleAuthorizations: z.array(authorization).nullish(),
});
const registration = z.object({
  id: text,
  properties: z.object({ registrationDefinition: z.object({ properties: definition }) }),
});

const delegationOf =
  (subscription: string) =>
  ({ id, properties }: z.infer<typeof registration>): Delegation => {
    const { registrationDefinitionName, managedByTenantId, authorizations, eligibleAuthorizations } =
      properties.registrationDefinition.properties;
    const roles = (list: typeof authorizations, eligible: boolean): DelegatedRole[] =>
      (list ?? []).map(({ principalId, principalIdDisplayName, roleDefinitionId, delegatedRoleDefinitionIds }) =>
        present({
          principal: principalId,
          principalName: principalIdDisplayName,
          role: roleDefinitionId,
          eligible,
          assignable: delegatedRoleDefinitionIds ?? undefined,
        }),
      );
    return present({
      id,
      subscription,
      tenant: managedByTenantId,
      name: registrationDefinitionName,
      authorizations: [...roles(authorizations, false), ...roles(eligibleAuthorizations, true)],
    });
  };

/** Resource Graph has an assignment and its definition as rows of their own. */
const inTable = z.object({
  id: text,
  type: z.string().toLowerCase(),
  subscriptionId: guid,
  properties: z.looseObject({ registrationDefinitionId: maybeText }),
});
const query = [
  "managedservicesresources",
  "where type in~ ('microsoft.managedservices/registrationassignments', 'microsoft.managedservices/registrationdefinitions')",
  "project id, type, subscriptionId, properties",
].join(" | ");

/** The delegations that the table tells of, and the subscriptions of those whose definition it does not have. */
function joined(rows: readonly z.infer<typeof inTable>[]) {
  const definitions = new Map(rows.map(({ id, properties }) => [id.toLowerCase(), properties]));
  const found: Delegation[] = [];
  const lacking = new Set<string>();
  for (const { id, type, subscriptionId, properties } of rows) {
    if (!type.endsWith("/registrationassignments")) continue;
    const known = definition.safeParse(definitions.get(properties.registrationDefinitionId?.toLowerCase() ?? ""));
    if (known.success)
      found.push(
        delegationOf(subscriptionId)({ id, properties: { registrationDefinition: { properties: known.data } } }),
      );
    else lacking.add(subscriptionId);
  }
  return { found, lacking };
}

const pathOf = (subscription: string) =>
  `/subscriptions/${subscription}/providers/Microsoft.ManagedServices/registrationAssignments?api-version=2022-10-01&$expandRegistrationDefinition=true`;

/**
 * Resource Graph has all subscriptions at once. Most are delegated to nobody, so that it has nothing of one proves nothing
 * by itself: it has to be proved that the sign-in may read delegations there. Without its provider nothing can be
 * delegated: where that is not registered, nothing is missing.
 */
export default defineEvidence({
  kind: "delegations",
  title: "delegations to other tenants",
  row,
  calls,
  whole: "refused per subscription",
  per: [subscriptions],
  async *run({ azure, rows: { subscriptions }, chosenSubscriptions }) {
    if (subscriptions.length === 0) return;
    const what = "delegations to other tenants";
    const rights = await ownRights(azure, subscriptions);
    const { rows, gaps } = await apart(
      read(azure.resourceGraph(query, chosenSubscriptions), { what, call: calls.everywhere, as: inTable }),
    );
    const { found, lacking } = joined(rows);
    const all = inBulk({
      table: { rows: found, gaps },
      subscriptions,
      holds: subscription =>
        !lacking.has(subscription.id) && rights(subscription, calls.everywhere.actions).length === 0,
      ask: ({ id }) =>
        read(azure.armList(pathOf(id)), {
          what,
          call: calls.list,
          as: registration.transform(delegationOf(id)),
          of: [id],
        }),
    });
    for await (const row of distinct(all))
      if (!(row instanceof Missing && row.gap.reason === "notRegistered")) yield row;
  },
});
