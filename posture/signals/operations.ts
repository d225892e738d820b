import { criticalOperations } from "../../catalogue/critical-operations";
import { driverExtensions } from "../../policies/gpu-driver-extension";
import { scriptExtensions } from "../../policies/unapproved-extension";
import { computeOperations } from "./bodies";
import { quotaOperations } from "./quota-operations";

/** Those of a row of the table that the guardrails watch by. */
const critical = (name: string): readonly string[] =>
  criticalOperations.flatMap(row => (row.name === name ? row.operations.map(one => one.toLowerCase()) : []));

/** Services in which machines are created, in lower case. */
const computeServices: ReadonlySet<string> = new Set(
  computeOperations.map(({ operation }) => operation.split("/")[0]!),
);

/**
 * What the signals look at, beside what creates compute: operations of Azure Resource Manager by what they mean, in lower case.
 * Names as in Microsoft Learn, "Azure permissions".
 */
export const operationsOf = {
  compute: computeOperations.map(({ operation }) => operation),
  extension: critical("machine-extension"),
  command: critical("run-command"),
  deletion: [
    "microsoft.compute/virtualmachines/delete",
    "microsoft.compute/virtualmachinescalesets/delete",
    "microsoft.compute/virtualmachinescalesets/delete/action",
    "microsoft.compute/virtualmachinescalesets/virtualmachines/delete",
    "microsoft.containerservice/managedclusters/delete",
    "microsoft.containerservice/managedclusters/agentpools/delete",
    "microsoft.machinelearningservices/workspaces/computes/delete",
    "microsoft.batch/batchaccounts/pools/delete",
    "microsoft.containerinstance/containergroups/delete",
    // with all that stands in it
    "microsoft.resources/subscriptions/resourcegroups/delete",
  ],
  quota: quotaOperations.map(({ operation }) => operation),
  /** Of every service in which machines are created, and of those that give them quota. */
  registration: [...computeServices, "microsoft.computelimit", "microsoft.quota"].map(
    service => `${service}/register/action`,
  ),
  /** Created by an alias, and as it was done before there were any. */
  subscriptionCreation: ["microsoft.subscription/aliases/write", "microsoft.subscription/createsubscription/action"],
  transfer: [
    ...critical("subscription-transfer"),
    "microsoft.subscription/subscriptions/acceptownership/action",
    "microsoft.subscription/acceptownership/action",
  ],
  transferPolicy: ["microsoft.subscription/policies/write"],
  grant: ["microsoft.authorization/roleassignments/write"],
  elevation: ["microsoft.authorization/elevateaccess/action"],
} as const satisfies Record<string, readonly string[]>;

export type OperationGroup = keyof typeof operationsOf;

/** How operations on deployments begin. */
export const ofDeployments = "microsoft.resources/deployments/";

/** What creates all that stands in a template: beside what fails in it, the deployment itself fails, or is found invalid. */
export const deploymentOperations: readonly string[] = ["write", "validate/action"].map(
  verb => `${ofDeployments}${verb}`,
);

/** What Azure Policy records where it refuses a resource. Source: Microsoft Learn, "Azure Activity Log event schema", Policy category. */
export const denial = "microsoft.authorization/policies/deny/action";

/** The code under which Azure Policy refuses. */
export const policyCode = "RequestDisallowedByPolicy";

/** All of them, each once. */
export const azureOperations: readonly string[] = [...new Set(Object.values(operationsOf).flat())];

/** Types of Azure's own extensions that install GPU drivers, in lower case. */
export const driverTypes: readonly string[] = driverExtensions.map(({ type }) => type.toLowerCase());

/** Types of extensions that run what their settings say, in lower case: those of which the table has the whole name. */
export const scriptTypes: readonly string[] = scriptExtensions
  .filter(name => !name.includes("*"))
  .map(name => name.split("/")[1]!.toLowerCase());

/** Extensions of which no record tells the type: of whom no other is known, nobody can tell what the first one was. */
export const untoldExtension = {
  where: { operation: operationsOf.extension, told: [""], result: ["done"] },
  what: "the type of the extension that somebody used for the first time",
} as const;

/** What creates machines whose extensions stand in its own body, in lower case. */
export const withExtensions: readonly string[] = [
  "microsoft.compute/virtualmachinescalesets/write",
  "microsoft.azurefleet/fleets/write",
];

/** A code of what failed for want of quota, and of much else that is not allowed, such as too many requests. */
export const notAllowed = "OperationNotAllowed";

/** Codes of what failed because the subscription had used up its own limit. */
export const limitCodes: readonly string[] = [
  "QuotaExceeded",
  "ResourceQuotaExceeded",
  notAllowed,
  "InsufficientVCPUQuota",
  "ErrCode_InsufficientVCPUQuota",
];

/**
 * Codes under which Azure refuses compute for want of quota or capacity. Source: Microsoft Learn, "Resolve errors for resource
 * quotas" and "Resolve errors for SKU not available"; the codes of allocation are those of the same pages of Compute. Those of
 * services with a quota of their own: "ContainerGroupQuotaReached error" (Container Instances), "Troubleshoot online endpoints"
 * (OutOfQuota, OutOfCapacity) and, for clusters of machine learning, the error itself as owners of several repositories quote it;
 * `BatchErrorCode` of Azure.Compute.Batch; of Kubernetes Service "Common AKS error codes" (AKSCapacityError, AksCapacityHeavyUsage)
 * and, for its quota, the error itself as owners of several repositories quote it. A pool of Batch that lacks cores is created all the same, and no log tells that it stays
 * empty ("Azure Batch pool resizing failure").
 */
export const quotaCodes: readonly string[] = [
  ...limitCodes,
  "SkuNotAvailable",
  "AllocationFailed",
  "ZonalAllocationFailed",
  "OverconstrainedAllocationRequest",
  "OverconstrainedZonalAllocationRequest",
  "ContainerGroupQuotaReached",
  "OutOfQuota",
  "OutOfCapacity",
  "ClusterMinNodesExceedCoreQuota",
  "PoolQuotaReached",
  "AKSCapacityError",
  "AksCapacityHeavyUsage",
];
