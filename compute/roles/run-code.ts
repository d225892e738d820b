import { type ActionRow, shells } from "../../catalogue/roles";
import { createComputeActions } from "./create-compute";

/** Web apps that host functions, and clusters whose users Kubernetes knows itself, and not Microsoft Entra ID. */
export type WorkloadKind = "functionapp" | "localUsers";

/** What lets somebody run code of his own in a machine or service of one type. */
export interface RunCodeType {
  /** What runs there, for people: "commands on machines". */
  readonly what: string;
  /** Any of the lines does, each with all of its actions. */
  readonly lines: readonly (readonly string[])[];
  /** Lines that only do where the resource is of this kind. */
  readonly ofKind?: { readonly kind: WorkloadKind; readonly lines: readonly (readonly string[])[] };
  /** What puts an identity that exists on one of one's own. Absent: its write. Empty: it carries no identity but its own. */
  readonly attaching?: readonly string[];
}

const compute = "Microsoft.Compute";
const machine = `${compute}/virtualMachines`;
const set = `${compute}/virtualMachineScaleSets`;
const console = "Microsoft.SerialConsole/serialPorts/connect/action";
const ml = "Microsoft.MachineLearningServices/workspaces";
const batch = "Microsoft.Batch/batchAccounts";
const automation = "Microsoft.Automation/automationAccounts";
const userCredential = "Microsoft.ContainerService/managedClusters/listClusterUserCredential/action";

/**
 * By type in lower case. Whoever runs code there takes the tokens of the identities that are attached to it. Sources:
 * Microsoft Learn, "Azure permissions" by service; of the serial console, "Azure Serial Console overview" (a role of
 * Contributor or higher on the machine); of host keys, "Work with access keys in Azure Functions"; of a job's start with
 * another image, "Jobs - Start" of the REST reference of Container Apps; of packages for a web app, "Web Apps - Create MS Deploy
 * Operation"; of users of a cluster, "Limit access to cluster configuration file"; of API Management, the policy "authentication-managed-identity". Other data planes are left out, and so is what a
 * setting decides that is not read: sign-in to machines by Entra ID, roles inside a cluster, machine configuration, whose agent
 * comes with Arc and is an extension elsewhere ("Understand Azure Machine Configuration"), fragments and named values of API
 * Management, which do nothing until a policy takes them in.
 */
export const runCodeTypes: { readonly [type: string]: RunCodeType } = {
  "microsoft.compute/virtualmachines": {
    what: "machines",
    lines: [
      [`${machine}/runCommand/action`],
      [`${machine}/runCommands/write`],
      [`${machine}/extensions/write`],
      [console],
    ],
  },
  "microsoft.compute/virtualmachinescalesets": {
    what: "scale sets",
    lines: [
      [`${set}/write`],
      [`${set}/extensions/write`],
      [`${set}/virtualMachines/runCommand/action`],
      [`${set}/virtualMachines/runCommands/write`],
      [`${set}/virtualMachines/extensions/write`],
      [console],
    ],
  },
  "microsoft.hybridcompute/machines": {
    what: "Arc machines",
    lines: [
      ["Microsoft.HybridCompute/machines/extensions/write"],
      ["Microsoft.HybridCompute/machines/runCommands/write"],
      ["Microsoft.GuestConfiguration/guestConfigurationAssignments/write"],
    ],
    attaching: [],
  },
  "microsoft.containerservice/managedclusters": {
    what: "AKS clusters",
    lines: [
      ["Microsoft.ContainerService/managedClusters/runCommand/action"],
      ["Microsoft.ContainerService/managedClusters/listClusterAdminCredential/action"],
      ["Microsoft.ContainerService/managedClusters/accessProfiles/listCredential/action"],
      ["Microsoft.KubernetesConfiguration/fluxConfigurations/write"],
    ],
    // There the user's certificate is as good as the administrator's.
    ofKind: { kind: "localUsers", lines: [[userCredential]] },
  },
  "microsoft.containerinstance/containergroups": {
    what: "container groups",
    lines: [
      ["Microsoft.ContainerInstance/containerGroups/write"],
      ["Microsoft.ContainerInstance/containerGroups/containers/exec/action"],
    ],
  },
  "microsoft.automation/automationaccounts": {
    what: "runbooks",
    lines: [
      [`${automation}/runbooks/write`, `${automation}/jobs/write`],
      [`${automation}/runbooks/write`, `${automation}/webhooks/write`],
      [`${automation}/runbooks/write`, `${automation}/jobSchedules/write`],
      [`${automation}/runbooks/draft/writeContent/action`, `${automation}/runbooks/draft/testJob/write`],
    ],
  },
  "microsoft.logic/workflows": { what: "logic apps", lines: [["Microsoft.Logic/workflows/write"]] },
  "microsoft.web/sites": {
    what: "web apps",
    lines: [
      ["Microsoft.Web/sites/write"],
      ["Microsoft.Web/sites/publish/action"],
      ["Microsoft.Web/sites/publishxml/action"],
      ["Microsoft.Web/sites/config/write"],
      ["Microsoft.Web/sites/config/list/action"],
      ["Microsoft.Web/sites/sourcecontrols/write"],
      ["Microsoft.Web/sites/sitecontainers/write"],
      ["Microsoft.Web/sites/extensions/write"],
    ],
    // The host's key lets its holder write the functions' files.
    ofKind: {
      kind: "functionapp",
      lines: [["Microsoft.Web/sites/host/listkeys/action"], ["Microsoft.Web/sites/functions/write"]],
    },
  },
  "microsoft.web/sites/slots": {
    what: "slots of web apps",
    lines: [
      ["Microsoft.Web/sites/slots/write"],
      ["Microsoft.Web/sites/slots/publish/action"],
      ["Microsoft.Web/sites/slots/publishxml/action"],
      ["Microsoft.Web/sites/slots/config/write"],
      ["Microsoft.Web/sites/slots/config/list/action"],
      ["Microsoft.Web/sites/slots/sourcecontrols/write"],
      ["Microsoft.Web/sites/slots/extensions/write"],
    ],
  },
  "microsoft.apimanagement/service": {
    what: "policies of API Management",
    lines: ["", "apis/", "apis/operations/", "products/"].map(of => [
      `Microsoft.ApiManagement/service/${of}policies/write`,
    ]),
  },
  "microsoft.app/containerapps": {
    what: "container apps",
    lines: [["Microsoft.App/containerApps/write"], [shells[0], "Microsoft.App/containerApps/getAuthToken/action"]],
  },
  "microsoft.app/jobs": {
    what: "container jobs",
    lines: [
      ["Microsoft.App/jobs/write"],
      ["Microsoft.App/jobs/start/action"],
      [shells[1], "Microsoft.App/jobs/getAuthToken/action"],
    ],
  },
  "microsoft.machinelearningservices/workspaces/onlineendpoints": {
    what: "ML endpoints",
    lines: [[`${ml}/onlineEndpoints/deployments/write`]],
  },
  "microsoft.machinelearningservices/workspaces/computes": { what: "ML computes", lines: [[`${ml}/jobs/write`]] },
  "microsoft.batch/batchaccounts/pools": {
    what: "Batch pools",
    lines: [[`${batch}/listKeys/action`], [`${batch}/pools/write`]],
  },
  "microsoft.datafactory/factories": {
    what: "data factories",
    lines: [
      ["Microsoft.DataFactory/factories/pipelines/write", "Microsoft.DataFactory/factories/pipelines/createrun/action"],
      [
        "Microsoft.DataFactory/factories/pipelines/write",
        "Microsoft.DataFactory/factories/triggers/write",
        "Microsoft.DataFactory/factories/triggers/start/action",
      ],
      ["Microsoft.DataFactory/factories/pipelines/sandbox/run/action"],
    ],
    // A pipeline takes an attached identity by a credential that names it.
    attaching: ["Microsoft.DataFactory/factories/write", "Microsoft.DataFactory/factories/credentials/write"],
  },
  "microsoft.containerregistry/registries/tasks": {
    what: "registry tasks",
    lines: [["Microsoft.ContainerRegistry/registries/tasks/write"]],
  },
};

/** Actions by which code is run where no resource of those types need be: on clusters of their own kind, under an identity that one has. */
const others: readonly ActionRow[] = [
  { action: "Microsoft.HDInsight/clusters/executeScriptActions/action", what: "HDInsight clusters" },
  { action: "Microsoft.CognitiveServices/accounts/projects/workbenches/write", what: "Foundry clusters" },
  { action: "Microsoft.ManagedIdentity/userAssignedIdentities/assign/action", what: "managed identities" },
  {
    action: "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/write",
    what: "managed identities",
  },
];

/** By which actions, all of one line, code is run in a resource of a type, in lower case, and a kind. */
export function linesOf(type: string, kind: WorkloadKind | undefined): RunCodeType["lines"] {
  const { lines = [], ofKind } = runCodeTypes[type] ?? {};
  return ofKind && kind === ofKind.kind ? [...lines, ...ofKind.lines] : lines;
}

/**
 * Actions of a line that alone run nothing of one's own: they only let through what another of the line brings, or, as most
 * users of clusters hold it, sign in where roles inside the cluster decide.
 */
const companions: ReadonlySet<string> = new Set([
  userCredential,
  "Microsoft.App/containerApps/getAuthToken/action",
  "Microsoft.App/jobs/getAuthToken/action",
  "Microsoft.DataFactory/factories/triggers/write",
  "Microsoft.DataFactory/factories/triggers/start/action",
  `${automation}/runbooks/draft/testJob/write`,
]);

const creating = new Set(createComputeActions.map(({ action }) => action.toLowerCase()));

/**
 * Lines of actions by which somebody has a service of his own that carries an identity of his choice and runs his code.
 * Those that create compute are left out: every creation of compute counts as a carrier.
 */
export const carrierLines: readonly (readonly string[])[] = Object.entries(runCodeTypes)
  .filter(([type, { attaching }]) => attaching?.length !== 0 && !creating.has(`${type}/write`))
  .flatMap(([type, { lines, attaching = [`${type}/write`] }]) => lines.map(line => distinct([...attaching, ...line])));

/** Actions by which code is run on compute that is there already, or under an identity that is there already. */
export const runCodeActions: readonly ActionRow[] = [
  ...new Map(
    [
      ...Object.values(runCodeTypes).flatMap(({ what, lines, ofKind }) =>
        [...lines, ...(ofKind?.lines ?? [])].flat().map((action): ActionRow => ({ action, what })),
      ),
      ...others,
    ]
      .filter(({ action }) => !creating.has(action.toLowerCase()) && !companions.has(action))
      .reverse() // of an action of two types, the first says what it is
      .map(row => [row.action.toLowerCase(), row] as const),
  ).values(),
].reverse();

function distinct(actions: readonly string[]): readonly string[] {
  return [...new Map(actions.map(action => [action.toLowerCase(), action])).values()];
}
