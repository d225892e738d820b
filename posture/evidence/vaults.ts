import * as z from "zod";
import type { Calls } from "./calls";
import { defineEvidence, Missing, type RowOf } from "./define";
import { inBulk } from "./reading/in-bulk";
import { ownRights, ownRightsCall } from "./reading/own-rights";
import { apart, distinct, read } from "./reading/read";
import { guid, maybeText, maybeTexts, text } from "./reading/wire";
import subscriptions from "./subscriptions";

const row = z.object({
  id: z.string(),
  name: z.string(),
  subscription: z.string(),
  roles: z.boolean().describe("Whether roles decide who reads secrets, and not the vault's own access policies"),
  templates: z.boolean().describe("Whether a deployment may read secrets for whoever may deploy with the vault"),
  readers: z.array(z.string()).describe("Object ids to which its access policies give secrets, where these decide"),
});

/** A key vault, and what decides who may read its secrets. The secrets and their names are not read. */
export type Vault = RowOf<typeof row>;

const action = "Microsoft.KeyVault/vaults/read";
const calls = {
  own: ownRightsCall,
  everywhere: {
    api: "arm",
    actions: ["Microsoft.ResourceGraph/resources/read", action],
    why: "know who may read the secrets of key vaults; neither the secrets nor their names are read",
  },
  list: {
    api: "arm",
    actions: [action],
    why: "know the key vaults of a subscription that Resource Graph does not show whole",
  },
} as const satisfies Calls;

const policy = z.object({
  objectId: guid,
  applicationId: maybeText,
  permissions: z.object({ secrets: maybeTexts }).partial().nullish(),
});
const flag = z
  .boolean()
  .nullish()
  .transform(value => value === true);

const policies = z
  .array(policy)
  .nullish()
  .transform(list => list ?? []);

const inTable = z
  .object({ id: text, name: text, subscriptionId: guid, roles: flag, templates: flag, policies })
  .transform(({ subscriptionId: subscription, ...found }) => vaultOf({ subscription, ...found }));

const inList = (subscription: string) =>
  z
    .object({
      id: text,
      name: text,
      properties: z.object({
        enableRbacAuthorization: flag,
        enabledForTemplateDeployment: flag,
        accessPolicies: policies,
      }),
    })
    .transform(({ id, name, properties }) =>
      vaultOf({
        id,
        name,
        subscription,
        roles: properties.enableRbacAuthorization,
        templates: properties.enabledForTemplateDeployment,
        policies: properties.accessPolicies,
      }),
    );

interface Told extends Omit<Vault, "readers"> {
  readonly policies: readonly z.infer<typeof policy>[];
}

function vaultOf({ policies, ...vault }: Told): Vault {
  // One that names an application too is for somebody who signs in through it, and gives it nothing of its own.
  const reading = policies.filter(
    ({ applicationId, permissions }) =>
      applicationId === undefined && (permissions?.secrets ?? []).some(each => /^(get|all)$/i.test(each)),
  );
  const readers = vault.roles ? [] : [...new Set(reading.map(({ objectId }) => objectId))].sort();
  return { ...vault, readers };
}

const query =
  "resources | where type =~ 'microsoft.keyvault/vaults' | project id, name, subscriptionId, roles = properties.enableRbacAuthorization, templates = properties.enabledForTemplateDeployment, policies = properties.accessPolicies";

/**
 * Resource Graph has all subscriptions at once. Many have no vault, so that it has none of one proves nothing by itself: it
 * has to be proved that the sign-in may read vaults there.
 * Where the permission model is not said, access policies decide. Source: Azure's specification of Microsoft.KeyVault.
 */
export default defineEvidence({
  kind: "vaults",
  title: "key vaults",
  row,
  calls,
  whole: "filtered by rights",
  per: [subscriptions],
  async *run({ azure, rows: { subscriptions }, chosenSubscriptions }) {
    const what = "key vaults";
    const lacking = await ownRights(azure, subscriptions);
    const table = await apart(
      read(azure.resourceGraph(query, chosenSubscriptions), { what, call: calls.everywhere, as: inTable }),
    );
    const all = inBulk({
      table,
      subscriptions,
      holds: subscription => lacking(subscription, [action]).length === 0,
      ask: ({ id }) =>
        read(azure.armList(`/subscriptions/${id}/providers/Microsoft.KeyVault/vaults?api-version=2023-07-01`), {
          what,
          call: calls.list,
          as: inList(id),
          of: [id],
        }),
    });
    // Where the service is not registered there is no vault.
    for await (const row of distinct(all))
      if (!(row instanceof Missing && row.gap.reason === "notRegistered")) yield row;
  },
});
