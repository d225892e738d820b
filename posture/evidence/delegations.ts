import * as z from "zod";
import type { Calls } from "./calls";
import { defineEvidence, Missing, type RowOf } from "./define";
import { each, read } from "./reading/read";
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
  list: {
    api: "arm",
    actions: ["Microsoft.ManagedServices/registrationAssignments/read"],
    why: "know what other tenants may do through Azure Lighthouse",
  },
} as const satisfies Calls;

const authorization = z.object({
  principalId: guid,
  principalIdDisplayName: maybeText,
  roleDefinitionId: roleId,
  delegatedRoleDefinitionIds: z.array(roleId).nullish(),
});

const registration = z.object({
  id: text,
  properties: z.object({
    registrationDefinition: z.object({
      properties: z.object({
        registrationDefinitionName: maybeText,
        managedByTenantId: guid,
        authorizations: z.array(authorization).nullish(),
        eligibleAuthorizations: z.array(authorization).nullish(),
      }),
    }),
  }),
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

const pathOf = (subscription: string) =>
  `/subscriptions/${subscription}/providers/Microsoft.ManagedServices/registrationAssignments?api-version=2022-10-01&$expandRegistrationDefinition=true`;

/** Without its provider nothing can be delegated: where that is not registered, nothing is missing. */
export default defineEvidence({
  kind: "delegations",
  title: "delegations to other tenants",
  row,
  calls,
  whole: "refused per subscription",
  per: [subscriptions],
  async *run({ azure, rows }) {
    const found = each(rows.subscriptions, ({ id }) =>
      read(azure.armList(pathOf(id)), {
        what: "delegations to other tenants",
        call: calls.list,
        as: registration.transform(delegationOf(id)),
        of: [id],
      }),
    );
    for await (const row of found) if (!(row instanceof Missing && row.gap.reason === "notRegistered")) yield row;
  },
});
