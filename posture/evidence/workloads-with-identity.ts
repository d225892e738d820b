import * as z from "zod";
import type { Azure } from "../azure/connect";
import type { Calls } from "./calls";
import { defineEvidence, Missing, type RowOf } from "./define";
import { notProved } from "./reading/not-proved";
import { ownRightsCall } from "./reading/own-rights";
import { apart, distinct, each, inOrder, read } from "./reading/read";
import { resourcesOfArm } from "./reading/resources-of-arm";
import { valueAt, type WholeResource } from "./reading/whole-resource";
import { guid, maybeGuid, maybeText, present, text } from "./reading/wire";
import subscriptions from "./subscriptions";

const row = z.object({
  id: z.string(),
  type: z.string().describe("In lower case"),
  name: z.string(),
  subscription: z.string(),
  kind: z
    .enum(["functionapp", "localUsers"])
    .exactOptional()
    .describe("Of a web app, that it hosts functions; of a cluster, that Microsoft Entra ID does not know its users"),
  issuer: z.string().exactOptional().describe("Of a cluster, who issues the tokens with which its pods sign in"),
  identities: z.array(z.string()).describe("Object ids of the managed identities whose tokens code in it can take"),
});

/** A machine or service that works under a managed identity, or a cluster whose pods may sign in as one that trusts it. */
export type WorkloadWithIdentity = RowOf<typeof row>;

/** The types in which a person can make code run, and which Resource Graph lists with their identity. */
export const carrierTypes = [
  "Microsoft.ApiManagement/service",
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

const accounts = "Microsoft.Batch/batchAccounts";
const pools = `${accounts}/pools`;
/** What says under whom it works by its properties, and not by its identity. */
const clusters = "Microsoft.ContainerService/managedClusters";
const workspaces = "Microsoft.MachineLearningServices/workspaces";
/** Whoever publishes in it decides what runs under its identity, by roles of its own that ARM does not list. */
const synapse = "Microsoft.Synapse/workspaces";

const what = "machines and services with a managed identity";
const poolsWhat = "Batch pools with a managed identity";
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
  late: {
    api: "arm",
    actions: [
      "Microsoft.Resources/subscriptions/resources/read",
      "Microsoft.Resources/subscriptions/providers/read",
      ...rightsToSee,
      `${accounts}/read`,
    ],
    why: "know which machines and services work under an identity in a subscription that Resource Graph does not know yet",
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
    /** Of a cluster: what it says of Entra ID, empty where it says nothing; and whether local accounts are disabled. */
    entra: z.string().nullish(),
    disabled: z.string().nullish(),
  })
  .transform(
    ({ id, name, type, kind, subscriptionId, identity, kubelet, issuer, entra, disabled }): WorkloadWithIdentity => {
      // The pods of a cluster reach the identity of its nodes; that of the cluster itself is not within their reach.
      const isCluster = type.toLowerCase().endsWith("/managedclusters");
      const identities = isCluster ? (kubelet === undefined ? [] : [kubelet]) : identitiesOf(identity);
      return present({
        id,
        type: type.toLowerCase(),
        name,
        subscription: subscriptionId,
        kind: /\bfunctionapp\b/i.test(kind ?? "")
          ? ("functionapp" as const)
          : isCluster && entra === "" && disabled?.toLowerCase() !== "true"
            ? ("localUsers" as const)
            : undefined,
        issuer,
        identities,
      });
    },
  );

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

/** A resource as ARM has it, in the words of the query. */
function fromArm({ id, name, type, subscription, body }: WholeResource): WorkloadWithIdentity | undefined {
  return carrier.safeParse({
    id,
    name,
    type,
    kind: body.kind,
    subscriptionId: subscription,
    identity: body.identity,
    kubelet: valueAt(body, "properties.identityProfile.kubeletidentity.objectId"),
    issuer: valueAt(body, "properties.oidcIssuerProfile.issuerURL"),
    entra: valueAt(body, "properties.aadProfile") ? "said" : "",
    disabled: String(valueAt(body, "properties.disableLocalAccounts")),
  }).data;
}

const poolOf = (subscription: string) =>
  z.object({ id: text, name: text, identity }).transform(
    ({ id, name, identity }): WorkloadWithIdentity => ({
      id,
      type: pools.toLowerCase(),
      name,
      subscription,
      identities: identitiesOf(identity),
    }),
  );

const quoted = [...carrierTypes, workspaces, synapse].map(type => `'${type.toLowerCase()}'`).join(", ");
const query = `resources | where type in~ (${quoted}) | where isnotempty(identity) or isnotempty(properties.identityProfile) or isnotempty(properties.oidcIssuerProfile.issuerURL) or type =~ '${workspaces.toLowerCase()}' | project id, name, type, kind, subscriptionId, identity, kubelet = tostring(properties.identityProfile.kubeletidentity.objectId), issuer = tostring(properties.oidcIssuerProfile.issuerURL), entra = tostring(properties.aadProfile), disabled = tostring(properties.disableLocalAccounts)`;
const poolQuery = `batchresources | where type =~ '${pools.toLowerCase()}' | where isnotempty(identity) | project id, name, type, kind, subscriptionId, identity, kubelet = '', issuer = ''`;

export default defineEvidence({
  kind: "workloadsWithIdentity",
  title: what,
  row,
  calls,
  whole: "filtered by rights",
  per: [subscriptions],
  async *run({ azure, rows, chosenSubscriptions }) {
    const parents: WorkloadWithIdentity[] = [];
    const late = rows.subscriptions.filter(({ inResourceGraph }) => inResourceGraph !== true);
    const known = [
      read(azure.resourceGraph(query, chosenSubscriptions), { what, call: calls.list, as: carrier }),
      read(azure.resourceGraph(poolQuery, chosenSubscriptions), { what: poolsWhat, call: calls.pools, as: carrier }),
    ];
    for await (const found of distinct(
      inOrder(
        ...known,
        each(late, ({ id }) => ofLate(azure, id)),
      ),
    )) {
      if (found instanceof Missing) yield found;
      else if (found.type === workspaces.toLowerCase()) parents.push(found);
      // Named by its identity, so that it bears on nobody unless that identity leads anywhere.
      else if (found.type === synapse.toLowerCase())
        yield new Missing({
          what: `who may publish in the Synapse workspace ${found.name}, and so act as its identity`,
          missing: "a list in Azure Resource Manager: Synapse has roles of its own",
          reason: "failed",
          subjects: found.identities,
        });
      else yield found;
    }
    for await (const found of each(parents, parent =>
      read(azure.armList(`${parent.id}/computes?api-version=2024-10-01`), {
        what: "computes of the machine learning workspace with a managed identity",
        call: calls.computes,
        as: computeOf(parent),
        of: [parent.id],
      }),
    ))
      if (found instanceof Missing || found.identities.length > 0) yield found;
    const asked = new Set(late);
    yield* notProved(azure, rows.subscriptions, {
      what,
      rightsToSee,
      late: calls.late,
      isAsked: row => asked.has(row),
    });
  },
});

/**
 * What ARM has of a subscription that Resource Graph does not know: its list of all resources says under which identity each
 * works, but of clusters; the pools of a Batch account are a list of their own.
 */
async function* ofLate(azure: Azure, subscription: string): AsyncGenerator<WorkloadWithIdentity | Missing> {
  const found = await apart(
    resourcesOfArm(azure, {
      subscription,
      types: isCluster,
      withoutProperties: saysItsIdentity,
      what,
      call: calls.late,
    }),
  );
  yield* found.gaps;
  for (const resource of found.rows) {
    const row = fromArm(resource);
    if (!row)
      yield new Missing({
        what,
        missing: `an answer in the documented form for ${resource.id}`,
        reason: "malformed",
        subjects: [subscription],
      });
    else if (mayWorkAsAnother(row, resource)) yield row;
  }
  const batch = found.rows.filter(({ type }) => type.toLowerCase() === accounts.toLowerCase());
  for await (const pool of each(batch, ({ id }) =>
    read(azure.armList(`${id}/pools?api-version=2024-07-01`), {
      what: poolsWhat,
      call: { ...calls.late, actions: [`${pools}/read`] },
      as: poolOf(subscription),
      of: [id],
    }),
  ))
    if (pool instanceof Missing || pool.identities.length > 0) yield pool;
}

const lower = (types: readonly string[]): ReadonlySet<string> => new Set(types.map(type => type.toLowerCase()));
const isCluster = lower([clusters]);
const saysItsIdentity = lower([...carrierTypes, workspaces, synapse, accounts].filter(type => type !== clusters));

/** What the query asks for too. */
const mayWorkAsAnother = ({ type, issuer }: WorkloadWithIdentity, { body }: WholeResource): boolean =>
  type !== accounts.toLowerCase() &&
  (body.identity !== undefined ||
    issuer !== undefined ||
    valueAt(body, "properties.identityProfile") !== undefined ||
    type === workspaces.toLowerCase());
