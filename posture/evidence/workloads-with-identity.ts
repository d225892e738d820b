import * as z from "zod";
import type { Calls } from "./calls";
import { defineEvidence, Missing, type RowOf } from "./define";
import { notInResourceGraph } from "./reading/not-in-resource-graph";
import { notShown, ownRights, ownRightsCall } from "./reading/own-rights";
import { each, read } from "./reading/read";
import { guid, maybeGuid, maybeText, present, text } from "./reading/wire";
import subscriptions from "./subscriptions";

const row = z.object({
  id: z.string(),
  type: z.string().describe("In lower case"),
  name: z.string(),
  subscription: z.string(),
  kind: z.literal("functionapp").exactOptional().describe("Of a web app, that it hosts functions"),
  issuer: z.string().exactOptional().describe("Of a cluster, who issues the tokens with which its pods sign in"),
  identities: z.array(z.string()).describe("Object ids of the managed identities whose tokens code in it can take"),
});

/** A machine or service that works under a managed identity, or a cluster whose pods may sign in as one that trusts it. */
export type WorkloadWithIdentity = RowOf<typeof row>;

/** The types in which a person can make code run, and which Resource Graph lists with their identity. */
export const carrierTypes = [
  "Microsoft.App/containerApps",
  "Microsoft.App/jobs",
  "Microsoft.Automation/automationAccounts",
  "Microsoft.Compute/virtualMachines",
  "Microsoft.Compute/virtualMachineScaleSets",
  "Microsoft.ContainerInstance/containerGroups",
  "Microsoft.ContainerRegistry/registries/tasks",
  "Microsoft.ContainerService/managedClusters",
  "Microsoft.DataFactory/factories",
  "Microsoft.HybridCompute/machines",
  "Microsoft.Logic/workflows",
  "Microsoft.MachineLearningServices/workspaces/onlineEndpoints",
  "Microsoft.Web/sites",
  "Microsoft.Web/sites/slots",
] as const;

const pools = "Microsoft.Batch/batchAccounts/pools";
const workspaces = "Microsoft.MachineLearningServices/workspaces";
/** Whoever publishes in it decides what runs under its identity, by roles of its own that ARM does not list. */
const synapse = "Microsoft.Synapse/workspaces";

const rightsToSee = [...carrierTypes, workspaces, synapse, pools].map(type => `${type}/read`);
const calls = {
  own: ownRightsCall,
  list: {
    api: "arm",
    actions: ["Microsoft.ResourceGraph/resources/read", ...rightsToSee],
    why: "know which machines and services work under an identity that has rights of its own",
  },
  pools: {
    api: "arm",
    actions: ["Microsoft.ResourceGraph/resources/read", `${pools}/read`],
    why: "know which Batch pools work under an identity that has rights of its own",
  },
  computes: {
    api: "arm",
    actions: [`${workspaces}/computes/read`],
    why: "know which computes of machine learning workspaces work under an identity that has rights of its own",
  },
} as const satisfies Calls;

const holder = z.object({ objectId: maybeGuid, principalId: maybeGuid }).partial();
const identity = z
  .object({ principalId: maybeGuid, userAssignedIdentities: z.record(z.string(), holder).nullish() })
  .partial()
  .nullish();

/** Object ids of the identities that a resource was given. */
function identitiesOf(given: z.output<typeof identity>): readonly string[] {
  const assigned = Object.values(given?.userAssignedIdentities ?? {}).map(each => each.principalId);
  return [...new Set([given?.principalId, ...assigned].filter(each => each !== undefined))].sort();
}

const carrier = z
  .object({
    id: text,
    name: text,
    type: text,
    kind: maybeText,
    subscriptionId: guid,
    identity,
    kubelet: maybeGuid,
    issuer: maybeText,
  })
  .transform(({ id, name, type, kind, subscriptionId, identity, kubelet, issuer }): WorkloadWithIdentity => {
    // The pods of a cluster reach the identity of its nodes; that of the cluster itself is not within their reach.
    const isCluster = type.toLowerCase().endsWith("/managedclusters");
    const identities = isCluster ? (kubelet === undefined ? [] : [kubelet]) : identitiesOf(identity);
    return present({
      id,
      type: type.toLowerCase(),
      name,
      subscription: subscriptionId,
      kind: /\bfunctionapp\b/i.test(kind ?? "") ? ("functionapp" as const) : undefined,
      issuer,
      identities,
    });
  });

const computeOf = ({ id, subscription }: WorkloadWithIdentity) =>
  z.object({ id: maybeText, name: text, identity }).transform(
    (item): WorkloadWithIdentity => ({
      id: item.id ?? `${id}/computes/${item.name}`,
      type: `${workspaces}/computes`.toLowerCase(),
      name: item.name,
      subscription,
      identities: identitiesOf(item.identity),
    }),
  );

const quoted = [...carrierTypes, workspaces, synapse].map(type => `'${type.toLowerCase()}'`).join(", ");
const query = `resources | where type in~ (${quoted}) | where isnotempty(identity) or isnotempty(properties.identityProfile) or isnotempty(properties.oidcIssuerProfile.issuerURL) or type =~ '${workspaces.toLowerCase()}' | project id, name, type, kind, subscriptionId, identity, kubelet = tostring(properties.identityProfile.kubeletidentity.objectId), issuer = tostring(properties.oidcIssuerProfile.issuerURL)`;
const poolQuery = `batchresources | where type =~ '${pools.toLowerCase()}' | where isnotempty(identity) | project id, name, type, kind, subscriptionId, identity, kubelet = '', issuer = ''`;

const kept: ReadonlySet<string> = new Set(carrierTypes.map(type => type.toLowerCase()));

export default defineEvidence({
  kind: "workloadsWithIdentity",
  title: "machines and services with a managed identity",
  row,
  calls,
  whole: "filtered by rights",
  per: [subscriptions],
  async *run({ azure, rows, chosenSubscriptions }) {
    const what = "machines and services with a managed identity";
    const parents: WorkloadWithIdentity[] = [];
    for await (const found of read(azure.resourceGraph(query, chosenSubscriptions), {
      what,
      call: calls.list,
      as: carrier,
    })) {
      if (found instanceof Missing || kept.has(found.type)) yield found;
      else if (found.type === workspaces.toLowerCase()) parents.push(found);
      // Named by its identity, so that it bears on nobody unless that identity leads anywhere.
      else
        yield new Missing({
          what: `who may publish in the Synapse workspace ${found.name}, and so act as its identity`,
          missing: "a list in Azure Resource Manager: Synapse has roles of its own",
          reason: "failed",
          subjects: found.identities,
        });
    }
    yield* read(azure.resourceGraph(poolQuery, chosenSubscriptions), {
      what: "Batch pools with a managed identity",
      call: calls.pools,
      as: carrier,
    });
    for await (const found of each(parents, parent =>
      read(azure.armList(`${parent.id}/computes?api-version=2024-10-01`), {
        what: "computes of the machine learning workspace with a managed identity",
        call: calls.computes,
        as: computeOf(parent),
        of: [parent.id],
      }),
    ))
      if (found instanceof Missing || found.identities.length > 0) yield found;
    yield* notInResourceGraph(what, rows.subscriptions);
    yield* notShown(what, rows.subscriptions, await ownRights(azure, rows.subscriptions), rightsToSee);
  },
});
