import type { TenancyChange } from "../facts";
import type { PayloadShape, Shape } from "../types/compute-type";
import { inContainers } from "../types/container-apps";
import { known } from "../value";
import type { AzapiAction } from "./azapi-action";
import { bulkCreations } from "./bulk-creations";

const script: readonly PayloadShape[] = [
  // of kind `command`, for its lines are one script
  { what: "run command's script", kind: "command", path: "script" },
  { what: "run command's parameter", kind: "command", path: "parameters[].value" },
];

/** The extension by which Azure runs it, as for `runCommands`. */
const runCommand: Shape = {
  extensions: [{ publisher: "Microsoft.CPlat.Core", type: "RunCommandHandler", fixed: true }],
  payloads: script,
};

const changed = (effect: TenancyChange["effect"], what: string) => (path: string) => ({
  tenancies: [{ what, effect, to: { state: "absent", path } } as const],
});
const received = (what: string) => changed("comes", what);

/** What is sent to a resource beside what it is: the first that fits counts. */
export const actionRows: readonly AzapiAction[] = [
  { action: "Microsoft.Compute/virtualMachines/runCommand", ...runCommand },
  { action: "Microsoft.Compute/virtualMachineScaleSets/virtualMachines/runCommand", ...runCommand },
  {
    action: "Microsoft.ContainerService/managedClusters/runCommand",
    payloads: [
      { what: "command in the cluster", kind: "command", path: "command" },
      { what: "files of the command", kind: "script", path: "context" },
    ],
  },
  {
    action: "Microsoft.ContainerInstance/containerGroups/containers/exec",
    payloads: [{ what: "command in a container", kind: "command", path: "command" }],
  },
  {
    action: "Microsoft.Compute/virtualMachineScaleSets/scaleOut",
    requests: [{ what: "growth of a scale set", count: "capacity" }],
  },
  ...bulkCreations,
  {
    action: "Microsoft.HDInsight/clusters/roles/resize",
    requests: [{ what: "nodes of an HDInsight role", count: "targetInstanceCount" }],
  },
  {
    action: "Microsoft.HDInsight/clusters/roles/autoscale",
    requests: [
      {
        what: "autoscale of an HDInsight role",
        ceiling: [
          "autoscale.capacity.maxInstanceCount",
          "autoscale.recurrence.schedule[].timeAndCapacity.maxInstanceCount",
        ],
      },
    ],
  },
  {
    action: "Microsoft.HDInsight/clusters/executeScriptActions",
    payloads: [
      { what: "script action", kind: "link", path: "scriptActions[].uri" },
      { what: "script action's parameters", kind: "command", path: "scriptActions[].parameters" },
    ],
  },
  {
    action: "Microsoft.HDInsight/clusterPools/clusters/resize",
    requests: [{ what: "nodes of an HDInsight cluster", count: "properties.targetWorkerNodeCount" }],
  },
  {
    action: "Microsoft.MachineLearningServices/workspaces/computes/resize",
    requests: [{ what: "compute of a workspace", size: "targetVMSize" }],
  },
  {
    action: "Microsoft.MachineLearningServices/locations/updateQuotas",
    quotas: { what: "a higher quota of a workspace", at: "value[]", paths: { name: "id", limit: "limit" } },
  },
  {
    // An empty list takes all caps of single members away.
    action: "Microsoft.ComputeLimit/locations/sharedLimitCaps/setMemberCapOverrides",
    quotas: {
      what: "one subscription's cap on a quota that subscriptions share",
      zeroTakes: true,
      at: "memberCapOverrides[]",
      paths: { name: "subscriptionId", limit: "cap" },
    },
  },
  {
    action: "Microsoft.DevTestLab/labs/createEnvironment",
    holds: [
      {
        type: "Microsoft.DevTestLab/labs/virtualMachines",
        at: "",
        copies: "properties.bulkCreationParameters.instanceCount",
      },
    ],
  },
  {
    action: "Microsoft.DevTestLab/labs/virtualMachines/resize",
    requests: [{ what: "lab machine", size: "size" }],
  },
  {
    action: "Microsoft.DevTestLab/labs/virtualMachines/applyArtifacts",
    payloads: [
      { what: "artifact", kind: "link", path: "artifacts[].artifactId" },
      { what: "artifact's parameter", kind: "settings", path: "artifacts[].parameters[].value" },
    ],
  },
  {
    // A run may have a template of its own in the place of the job's.
    action: "Microsoft.App/jobs/start",
    requests: [
      {
        what: "run of a job",
        asks: ["containers[]", "initContainers[]"].map(at => ({ path: `${at}.resources.gpu`, name: "GPU" })),
      },
    ],
    payloads: [...inContainers("containers[]"), ...inContainers("initContainers[]")],
  },
  {
    action: "Microsoft.ContainerRegistry/registries/scheduleRun",
    payloads: [
      { what: "run's steps", kind: "script", path: ["encodedTaskContent", "overrideTaskStepProperties.file"] },
      { what: "run's source", kind: "link", path: ["sourceLocation", "overrideTaskStepProperties.contextPath"] },
      { what: "run's values", kind: "script", path: "encodedValuesContent" },
      { what: "run's value", kind: "command", path: ["values[].value", "overrideTaskStepProperties.values[].value"] },
    ],
  },
  {
    action: "Microsoft.ContainerRegistry/registries/importImage",
    payloads: [{ what: "imported image", kind: "image", path: ["source.sourceImage", "source.resourceId"] }],
  },
  {
    action: "Microsoft.Authorization/elevateAccess",
    brings: path => ({
      grants: [
        {
          what: "role assignment",
          of: "azure",
          role: known("User Access Administrator", path),
          principal: { state: "absent", path },
          principalType: { state: "absent", path },
          scope: known("/", path),
          condition: { state: "absent", path },
        },
      ],
    }),
  },
  // learn.microsoft.com/rest/api/subscription/subscription: cancel, enable
  { action: "Microsoft.Subscription*/cancel", brings: changed("ends", "subscription") },
  { action: "Microsoft.Subscription*/enable", brings: received("cancelled subscription") },
  { action: "Microsoft.Subscription*/acceptOwnership", brings: received("subscription") },
  { action: "Microsoft.Subscription*/acceptChangeTenant", brings: received("subscription of another tenant") },
];
