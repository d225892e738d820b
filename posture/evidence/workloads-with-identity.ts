import * as z from "zod";
import type { Calls } from "./calls";
import { defineEvidence, type RowOf } from "./define";
import { notInResourceGraph } from "./reading/not-in-resource-graph";
import { notShown, ownRights, ownRightsCall } from "./reading/own-rights";
import { read } from "./reading/read";
import { guid, maybeGuid, text } from "./reading/wire";
import subscriptions from "./subscriptions";

const row = z.object({
  id: z.string(),
  type: z.string().describe("In lower case"),
  name: z.string(),
  subscription: z.string(),
  identities: z.array(z.string()).describe("Object ids of the managed identities whose tokens code in it can take"),
});

/** A machine or service that works under a managed identity. */
export type WorkloadWithIdentity = RowOf<typeof row>;

/** The types in which a person can make code run, and which Resource Graph lists with their identity. */
export const carrierTypes = [
  "Microsoft.App/containerApps",
  "Microsoft.App/jobs",
  "Microsoft.Automation/automationAccounts",
  "Microsoft.Compute/virtualMachines",
  "Microsoft.Compute/virtualMachineScaleSets",
  "Microsoft.ContainerInstance/containerGroups",
  "Microsoft.ContainerService/managedClusters",
  "Microsoft.DataFactory/factories",
  "Microsoft.HybridCompute/machines",
  "Microsoft.Logic/workflows",
  "Microsoft.MachineLearningServices/workspaces/onlineEndpoints",
  "Microsoft.Web/sites",
] as const;

const rightsToSee = carrierTypes.map(type => `${type}/read`);
const calls = {
  own: ownRightsCall,
  list: {
    api: "arm",
    actions: ["Microsoft.ResourceGraph/resources/read", ...rightsToSee],
    why: "know which machines and services work under an identity that has rights of its own",
  },
} as const satisfies Calls;

const holder = z.object({ objectId: maybeGuid, principalId: maybeGuid }).partial();
const carrier = z
  .object({
    id: text,
    name: text,
    type: text,
    subscriptionId: guid,
    identity: z
      .object({ principalId: maybeGuid, userAssignedIdentities: z.record(z.string(), holder).nullish() })
      .partial()
      .nullish(),
    kubelet: maybeGuid,
  })
  .transform(({ id, name, type, subscriptionId, identity, kubelet }): WorkloadWithIdentity => {
    const assigned = Object.values(identity?.userAssignedIdentities ?? {}).map(each => each.principalId);
    // The pods of a cluster reach the identity of its nodes; that of the cluster itself is not within their reach.
    const found = type.toLowerCase().endsWith("/managedclusters") ? [kubelet] : [identity?.principalId, ...assigned];
    const identities = [...new Set(found.filter(each => each !== undefined))].sort();
    return { id, type: type.toLowerCase(), name, subscription: subscriptionId, identities };
  });

const quoted = carrierTypes.map(type => `'${type.toLowerCase()}'`).join(", ");
const query = `resources | where type in~ (${quoted}) | where isnotempty(identity) or isnotempty(properties.identityProfile) | project id, name, type, subscriptionId, identity, kubelet = tostring(properties.identityProfile.kubeletidentity.objectId)`;

export default defineEvidence({
  kind: "workloadsWithIdentity",
  title: "machines and services with a managed identity",
  row,
  calls,
  whole: "filtered by rights",
  per: [subscriptions],
  async *run({ azure, rows, chosenSubscriptions }) {
    const what = "machines and services with a managed identity";
    yield* read(azure.resourceGraph(query, chosenSubscriptions), { what, call: calls.list, as: carrier });
    yield* notInResourceGraph(what, rows.subscriptions);
    yield* notShown(what, rows.subscriptions, await ownRights(azure, rows.subscriptions), rightsToSee);
  },
});
