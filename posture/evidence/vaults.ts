import * as z from "zod";
import type { Calls } from "./calls";
import { defineEvidence, type RowOf } from "./define";
import { notInResourceGraph } from "./reading/not-in-resource-graph";
import { read } from "./reading/read";
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

const calls = {
  list: {
    api: "arm",
    actions: ["Microsoft.ResourceGraph/resources/read", "Microsoft.KeyVault/vaults/read"],
    why: "know who may read the secrets of key vaults; neither the secrets nor their names are read",
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

const vault = z
  .object({
    id: text,
    name: text,
    subscriptionId: guid,
    roles: flag,
    templates: flag,
    policies: z
      .array(policy)
      .nullish()
      .transform(list => list ?? []),
  })
  .transform(({ id, name, subscriptionId, roles, templates, policies }): Vault => {
    // One that names an application too is for somebody who signs in through it, and gives it nothing of its own.
    const reading = policies.filter(
      ({ applicationId, permissions }) =>
        applicationId === undefined && (permissions?.secrets ?? []).some(each => /^(get|all)$/i.test(each)),
    );
    const readers = roles ? [] : [...new Set(reading.map(({ objectId }) => objectId))].sort();
    return { id, name, subscription: subscriptionId, roles, templates, readers };
  });

const query =
  "resources | where type =~ 'microsoft.keyvault/vaults' | project id, name, subscriptionId, roles = properties.enableRbacAuthorization, templates = properties.enabledForTemplateDeployment, policies = properties.accessPolicies";

/** Where the permission model is not said, access policies decide. Source: Azure's specification of Microsoft.KeyVault. */
export default defineEvidence({
  kind: "vaults",
  title: "key vaults",
  row,
  calls,
  whole: "filtered by rights",
  per: [subscriptions],
  async *run({ azure, rows, chosenSubscriptions }) {
    const what = "key vaults";
    yield* read(azure.resourceGraph(query, chosenSubscriptions), { what, call: calls.list, as: vault });
    yield* notInResourceGraph(what, rows.subscriptions);
  },
});
