import type { Row } from "../../simulator/json";
import { cast } from "../../simulator/scenario/cast";
import { guid, scopes, subscriptions } from "../../simulator/scenario/ids";
import { type DirectoryChange, directoryChange } from "../../simulator/scenario/rows/audits";
import { activity, type Operation } from "../../simulator/scenario/rows/logs";

/** The instant of the tests, and records of the activity log around it. */
export const now = "2026-11-24T12:00:00.000Z";

export const ago = (minutes: number): string => new Date(Date.parse(now) - minutes * 60_000).toISOString();
const days = (count: number): number => count * 1440;

const compute = `${scopes.production}/resourceGroups/rg-web/providers/Microsoft.Compute`;

/** What one act is, as far as a test says it. */
interface Planted extends Partial<Operation> {
  /** Minutes before now. */
  readonly ago: number;
}

let number = 5000;

/** The records of one act: that it was accepted, with what Azure answered, and that it succeeded. */
function act({ ago: minutes, answered, ...change }: Planted): Row[] {
  number += 10;
  const base: Operation = {
    number,
    at: ago(minutes),
    by: cast.dana,
    methods: "rsa,mfa",
    address: "203.0.113.77",
    action: "Microsoft.Compute/virtualMachines/write",
    scope: `${compute}/virtualMachines/vm-${number}`,
    correlation: number,
    ...change,
  };
  if (change.error) {
    const { error, ...begun } = base;
    return [
      activity({ ...begun, number: number + 1, status: "Started", ...(answered && { requested: answered }) }),
      activity({ ...base, number: number + 2, at: ago(minutes - 1), status: "Failed" }),
    ];
  }
  return [
    activity({ ...base, number: number + 1, status: "Accepted", ...(answered && { answered }) }),
    activity({ ...base, number: number + 2, at: ago(minutes - 1) }),
  ];
}

const machine = (minutes: number, change: Partial<Operation> = {}, location = "westeurope", size = "Standard_D2s_v5") =>
  act({ ago: minutes, answered: { location, properties: { hardwareProfile: { vmSize: size } } }, ...change });

const gpu = (minutes: number, change: Partial<Operation> = {}, location = "westeurope") =>
  machine(minutes, change, location, "Standard_NC4as_T4_v3");

/** That a resource of a type was created half an hour ago, and what Azure answered. */
const created = (type: string, properties: object, more: object = {}) =>
  act({
    ...{ ago: 30, action: `${type}/write`, scope: `${scopes.production}/resourceGroups/rg-web/providers/${type}/made` },
    answered: { location: "westeurope", properties, ...more } as Row,
  });

const failed = (
  minutes: number,
  location: string,
  code = "QuotaExceeded",
  size = "Standard_NC4as_T4_v3",
  change: Partial<Operation> = {},
) =>
  act({
    ago: minutes,
    error: { code, message: code === "OperationNotAllowed" ? "exceeding quota limits of Core." : "no" },
    answered: { location, properties: { hardwareProfile: { vmSize: size } } },
    ...change,
  });

/** What Compute says of too many requests, as issue 2295 of Azure/aks-engine and others quote it. */
const tooManyRequests = {
  error: {
    code: "OperationNotAllowed",
    message: "The server rejected the request because too many requests have been received for this subscription.",
    details: [{ code: "TooManyRequests", target: "HighCostGetVMScaleSet3Min", message: "{}" }],
  },
};

/** That something of a type failed under a code. */
const withoutQuota = (type: string, code: string, location: string, change: Partial<Operation> = {}) =>
  failed(20, location, code, "", {
    ...{ action: `${type}/write`, scope: `${scopes.production}/resourceGroups/rg-web/providers/${type}/${location}` },
    answered: { location, properties: {} },
    ...change,
  });

/** That an ordinary machine was refused to a person for want of quota. */
const refusedTo = (
  person: Operation["by"],
  minutes: number,
  region: string,
  change: Partial<Operation> = {},
  code = "OperationNotAllowed",
) => failed(minutes, region, code, "Standard_D2s_v5", { ...by(person), ...change });

/** A template that fails, with what Azure says of it, as issues of Azure/azure-cli and others quote it. */
const template = (minutes: number, details: readonly Row[], change: Partial<Operation> = {}) =>
  act({
    ago: minutes,
    action: "Microsoft.Resources/deployments/validate/action",
    scope: `${scopes.production}/resourceGroups/rg-web/providers/Microsoft.Resources/deployments/d-${minutes}`,
    error: { code: "InvalidTemplateDeployment", message: "The template deployment failed.", details },
    ...change,
  });

/** One in which a policy refused something of a type. */
const refusedIn = (type: string): Row[] => [
  {
    code: "RequestDisallowedByPolicy",
    target: "one",
    message: "Resource 'one' was disallowed by policy.",
    additionalInfo: [
      {
        type: "PolicyViolation",
        info: {
          evaluationDetails: {
            evaluatedExpressions: [
              {
                ...{ expression: "type", path: "type", operator: "In", result: "True", expressionValue: type },
                targetValue: ["Microsoft.Compute/virtualMachines", "Microsoft.Storage/storageAccounts"],
              },
            ],
          },
        },
      },
    ],
  },
];

const noQuota = (location: string, family = "standardNCASv3_T4Family"): Row => ({
  code: "QuotaExceeded",
  message: `Operation could not be completed as it results in exceeding approved ${family} Cores quota. Additional details - Deployment Model: Resource Manager, Location: ${location}, Current Limit: 0, Current Usage: 0, Additional Required: 4.`,
});
/** As a deployment that began says it: the error of the resource is a text of JSON in the error of the deployment. */
const asText = (error: Row): Row => ({
  code: "Conflict",
  message: JSON.stringify({ status: "Failed", error }, null, 2),
});

/** What Azure Policy records of a refusal. */
const denied = (minutes: number, id: string, change: Partial<Operation> = {}) =>
  act({
    ...{ ago: minutes, action: "Microsoft.Authorization/policies/deny/action", category: "Policy" },
    ...{ scope: `${scopes.production}/resourceGroups/rg-web/providers/${id}`, ...change },
  });

const extension = (minutes: number, type = "NvidiaGpuDriverLinux", change: Partial<Operation> = {}) =>
  act({
    ago: minutes,
    action: "Microsoft.Compute/virtualMachines/extensions/write",
    answered: { location: "westeurope", properties: { publisher: "Microsoft.HpcCompute", type } },
    ...change,
  });

const command = (minutes: number, change: Partial<Operation> = {}) =>
  act({ ago: minutes, action: "Microsoft.Compute/virtualMachines/runCommands/write", ...change });

const deletion = (minutes: number, change: Partial<Operation> = {}) =>
  act({ ago: minutes, action: "Microsoft.Compute/virtualMachines/delete", ...change });

const registration = (minutes: number, change: Partial<Operation> = {}) =>
  act({ ago: minutes, action: "Microsoft.Batch/register/action", scope: scopes.production, ...change });

const quota = (minutes: number, change: Partial<Operation> = {}) =>
  act({ ago: minutes, action: "Microsoft.Quota/quotas/write", ...change });

/** That a person's second factor was changed, in Entra's audit log. */
const method = (minutes: number, change: Partial<DirectoryChange> = {}, of: Operation["by"] = cast.dana): Row[] => {
  number += 10;
  return [
    directoryChange({
      ...{ number, at: ago(minutes), by: cast.avery, address: "203.0.113.77" },
      ...{ title: "Admin registered security info", service: "Authentication Methods" },
      targets: [{ id: guid("user", of.number), type: "User", name: of.name }],
      ...change,
    }),
  ];
};

/** That Avery gave somebody a role. */
const grant = (minutes: number, to: Operation["by"]): Row[] =>
  act({
    ...{ ago: minutes, by: cast.avery, action: "Microsoft.Authorization/roleAssignments/write" },
    answered: { properties: { principalId: guid("user", to.number) } },
  });

const times = <T>(count: number, make: (i: number) => T[]): T[] =>
  Array.from({ length: count }, (_, i) => make(i)).flat();
const by = (person: Operation["by"]) => ({ by: person });
const inData = { scope: `${scopes.data}/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm` };

/** Records of a token that had no claims: the name of whoever it was stands alone. */
const unclaimed = (rows: readonly Row[]): Row[] => rows.map(row => ({ ...row, claims: {} }));

/** Records of an application, whose name has no at sign. */
const byApplication = (rows: readonly Row[]): Row[] => rows.map(row => ({ ...row, caller: guid("event", 77) }));

const scaleSet = (minutes: number, capacity: number, size = "Standard_NC4as_T4_v3", change: Partial<Operation> = {}) =>
  act({
    ...{ ago: minutes, action: "Microsoft.Compute/virtualMachineScaleSets/write" },
    answered: { location: "westeurope", sku: { name: size, capacity } },
    ...change,
  });

/** A scale set with an extension in its own body. */
const withDriver = (minutes: number, type = "NvidiaGpuDriverLinux") =>
  scaleSet(minutes, 1, undefined, {
    answered: {
      location: "westeurope",
      properties: {
        virtualMachineProfile: {
          extensionProfile: {
            extensions: [
              { name: "first", properties: { type: "CustomScript" } },
              { name: "gpu", properties: { type } },
            ],
          },
        },
      },
    },
  });

/** The name of a signal's check, and what fires it or does not. */
export interface Case {
  readonly fires: Readonly<Record<string, () => Row[]>>;
  readonly quiet: Readonly<Record<string, () => Row[]>>;
}

/** All within the last hour and before it, so that the hourly rule and the audit judge the same. */
export const planted: Readonly<Record<string, Case>> = {
  "first-compute-creator": {
    fires: {
      "a machine half an hour ago": () => machine(30),
      "what failed before is no creation": () => [...machine(30), ...failed(days(10), "westeurope")],
      "another of the same name, ten days ago": () => [
        ...machine(30),
        ...machine(days(10), by({ ...cast.dana, number: 950 })),
      ],
      "somebody else ten days ago, by the name alone": () => [
        ...machine(30),
        ...unclaimed(machine(days(10), by(cast.kim))),
      ],
    },
    quiet: {
      "another one ten days ago, by the name alone": () => [...machine(30), ...unclaimed(machine(days(10)))],
      "by the name alone, and another one ten days ago": () => [...unclaimed(machine(30)), ...machine(days(10))],
      "another one ten days ago": () => [...machine(30), ...machine(days(10))],
      "an attempt that failed": () => failed(30, "westeurope"),
      "no compute": () => act({ ago: 30, action: "Microsoft.Storage/storageAccounts/write" }),
    },
  },
  "first-gpu-creation": {
    fires: {
      "the first of the subscription": () => [...gpu(30), ...machine(days(10))],
      "the second pool of a cluster": () =>
        created("Microsoft.ContainerService/managedClusters", {
          agentPoolProfiles: [{ vmSize: "Standard_D2s_v5" }, { vmSize: "Standard_NC4as_T4_v3", count: 100 }],
        }),
      "the sizes that a pool of virtual machines may have": () =>
        created("Microsoft.ContainerService/managedClusters/agentPools", {
          virtualMachinesProfile: {
            scale: { manual: [{ size: "Standard_D2s_v5" }, { size: "Standard_NC4as_T4_v3" }] },
          },
        }),
      "the second size of a fleet": () =>
        created("Microsoft.AzureFleet/fleets", {
          vmSizesProfile: [{ name: "Standard_D2s_v5" }, { name: "Standard_ND96isr_H100_v5" }],
        }),
      "a scale set that mixes sizes": () =>
        created(
          "Microsoft.Compute/virtualMachineScaleSets",
          { skuProfile: { vmSizes: [{ name: "Standard_D2s_v5" }, { name: "Standard_NC4as_T4_v3" }] } },
          { sku: { name: "Mix", capacity: 3 } },
        ),
      "a container with GPUs": () =>
        created("Microsoft.ContainerInstance/containerGroups", {
          containers: [{ properties: { resources: { requests: { cpu: 1, gpu: { count: 1, sku: "V100" } } } } }],
        }),
      "the second workload profile of an environment": () =>
        created("Microsoft.App/managedEnvironments", {
          workloadProfiles: [
            { name: "main", workloadProfileType: "D4" },
            { name: "gpu", workloadProfileType: "NC24-A100" },
          ],
        }),
      "accelerators of Foundry": () =>
        created("Microsoft.CognitiveServices/accounts/managedComputeDeployments", { acceleratorType: "H100_80GB" }),
      "a request, to which the answer was how far it had come": () =>
        act({
          ...{ ago: 30, answered: { id: "x", properties: { provisioningState: "Creating" } } },
          requested: { properties: { hardwareProfile: { vmSize: "Standard_NC4as_T4_v3" } } },
        }),
      "a request in other letters": () =>
        act({
          ...{ ago: 30, action: "Microsoft.Compute/virtualMachineScaleSets/write" },
          answered: { Location: "westeurope", Sku: { Name: "Standard_NC4as_T4_v3", Capacity: 2 } },
        }),
    },
    quiet: {
      "a size without accelerators, to which the answer was how far it had come": () =>
        act({
          ...{ ago: 30, answered: { id: "x", properties: { provisioningState: "Creating" } } },
          requested: { properties: { hardwareProfile: { vmSize: "Standard_D2s_v5" } } },
        }),
      "names, tags and scripts that speak of accelerators": () =>
        created(
          "Microsoft.Compute/virtualMachines",
          {
            hardwareProfile: { vmSize: "Standard_D2s_v5" },
            osProfile: {
              computerName: "nc4",
              customData: 'echo "Standard_NC4as_T4_v3" {"vmSize":"Standard_NC4as_T4_v3"}',
            },
          },
          { name: "vm-standard-nc4", sku: { name: "D2", tier: "Standard" } },
        ),
      "a container without GPUs": () =>
        created("Microsoft.ContainerInstance/containerGroups", {
          sku: "Standard",
          containers: [{ properties: { resources: { requests: { cpu: 1, memoryInGB: 1 } } } }],
        }),
      "another one ten days ago, by somebody else": () => [...gpu(30), ...gpu(days(10), by(cast.kim))],
      "no accelerator": () => machine(30),
    },
  },
  "first-compute-region": {
    fires: { "a new region": () => [...machine(30, {}, "japaneast"), ...machine(days(10))] },
    quiet: {
      "a pool of a cluster, which tells no region": () => [
        ...machine(days(10)),
        ...act({
          ...{ ago: 30, action: "Microsoft.ContainerService/managedClusters/agentPools/write" },
          answered: { properties: { vmSize: "Standard_D2s_v5", count: 3 } },
        }),
      ],
      "a region of another subscription": () => [
        ...machine(30, {}, "japaneast"),
        ...machine(days(10), inData, "Japan East"),
      ],
    },
  },
  "compute-burst": {
    fires: {
      "three regions within two hours": () => [
        ...machine(30, {}, "eastus2"),
        ...machine(80, {}, "japaneast"),
        ...machine(130, {}, "northeurope"),
      ],
      "three hours, which ended after the last run and began before it looked back": () => [
        ...machine(10, {}, "eastus2"),
        ...machine(80, {}, "japaneast"),
        ...machine(185, {}, "northeurope"),
      ],
    },
    quiet: {
      "three regions within five hours": () => [
        ...machine(10, {}, "eastus2"),
        ...machine(80, {}, "japaneast"),
        ...machine(300, {}, "northeurope"),
      ],
      "two regions": () => [
        ...machine(30, {}, "eastus2"),
        ...machine(80, {}, "japaneast"),
        ...machine(90, {}, "eastus2"),
      ],
      "two people": () => [
        ...machine(30, {}, "eastus2"),
        ...machine(80, {}, "japaneast"),
        ...machine(90, by(cast.kim), "northeurope"),
      ],
    },
  },
  "compute-capacity-burst": {
    fires: {
      "one set in one region": () => scaleSet(30, 300, "Standard_ND96isr_H100_v5"),
      "fifty machines, one by one": () => times(50, i => machine(10 + i)),
      "two sets an hour apart": () => [...scaleSet(30, 30), ...scaleSet(100, 20)],
    },
    quiet: {
      "49 machines": () => [...scaleSet(30, 42), ...times(7, i => machine(10 + i))],
      "a set that is lowered to ten": () => scaleSet(30, 10),
      "as many in two days": () => [...scaleSet(30, 30), ...scaleSet(days(1), 30)],
      "of two people": () => [...scaleSet(30, 30), ...scaleSet(100, 30, undefined, by(cast.kim))],
      "an autoscaler": () => byApplication(times(6, i => scaleSet(10 + i, 40 + i))),
    },
  },
  "joint-gpu-creation": {
    fires: { "three people": () => [cast.dana, cast.kim, cast.robin].flatMap(person => gpu(40, by(person))) },
    quiet: {
      "two people": () => [cast.dana, cast.kim, cast.dana].flatMap(person => gpu(40, by(person))),
      "three people without accelerators": () =>
        [cast.dana, cast.kim, cast.robin].flatMap(person => machine(40, by(person))),
    },
  },
  "failed-compute-burst": {
    fires: {
      "three sizes in one region": () =>
        ["Standard_NC4as_T4_v3", "Standard_ND96isr_H100_v5", "Standard_D96s_v5"].flatMap((size, i) =>
          failed(20 + i, "westeurope", "OperationNotAllowed", size),
        ),
      "containers in three regions, for which there is no quota": () =>
        ["eastus2", "japaneast", "northeurope"].flatMap(region =>
          withoutQuota("Microsoft.ContainerInstance/containerGroups", "ContainerGroupQuotaReached", region),
        ),
      "containers of one name in three regions at once, which Azure takes for fraud": () =>
        ["eastus2", "japaneast", "northeurope"].flatMap(region =>
          withoutQuota("Microsoft.ContainerInstance/containerGroups", "ServiceUnavailable", region, {
            error: {
              code: "ServiceUnavailable",
              message: `Resource type 'Microsoft.ContainerInstance/containerGroups' container group quota 'ContainerGroups' exceeded in region '${region}'. Limit: '0', Usage: '0' Requested: '1'.`,
            },
          }),
        ),
      "clusters and endpoints of machine learning, and pools of Batch": () => [
        ...withoutQuota(
          "Microsoft.MachineLearningServices/workspaces/computes",
          "ClusterMinNodesExceedCoreQuota",
          "eastus2",
        ),
        ...withoutQuota(
          "Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments",
          "OutOfQuota",
          "japaneast",
        ),
        ...withoutQuota("Microsoft.Batch/batchAccounts/pools", "PoolQuotaReached", "northeurope"),
      ],
      "clusters in three regions, for which there is no quota or no room": () => [
        ...withoutQuota("Microsoft.ContainerService/managedClusters", "ErrCode_InsufficientVCPUQuota", "eastus2"),
        ...withoutQuota("Microsoft.ContainerService/managedClusters", "AKSCapacityError", "japaneast"),
        ...withoutQuota("Microsoft.ContainerService/managedClusters", "AksCapacityHeavyUsage", "northeurope"),
      ],
      "pools of clusters, of which the error alone tells the region": () =>
        ["eastus2", "japaneast", "northeurope"].flatMap((region, i) =>
          act({
            ...{ ago: 20 + i, action: "Microsoft.ContainerService/managedClusters/agentPools/write" },
            error: {
              code: "ErrCode_InsufficientVCPUQuota",
              message: `Insufficient vcpu quota requested 2, remaining 0 for family StandardDasv7Family for region ${region}. Surge nodes would also consume vcpu quota.`,
            },
          }),
        ),
      "three regions, of which the code is all that is told": () =>
        ["eastus2", "japaneast", "northeurope"].flatMap(region =>
          failed(20, region, "", undefined, { error: { code: "OperationNotAllowed" } }),
        ),
      "templates with containers, of which the error tells the region": () =>
        ["eastus2", "japaneast", "northeurope"].flatMap((region, i) =>
          template(20 + i, [
            {
              code: "ContainerGroupQuotaReached",
              message: `Resource type 'Microsoft.ContainerInstance/containerGroups' container group quota 'StandardCores' exceeded in region '${region}'. Limit: '10', Usage: '8' Requested: '4'.`,
            },
          ]),
        ),
      "one size in three regions": () => ["eastus2", "japaneast", "northeurope"].flatMap(region => failed(20, region)),
      "templates in three regions": () =>
        ["eastus2", "japaneast", "northeurope"].flatMap((region, i) => template(20 + i, [noQuota(region)])),
      "templates of three families, which began": () =>
        ["standardNCASv3_T4Family", "standardNCADSA100v4Family", "standardDSv5Family"].flatMap((family, i) =>
          template(20 + i, [asText(noQuota("eastus2", family))], { action: "Microsoft.Resources/deployments/write" }),
        ),
      "templates that do not tell": () =>
        times(3, i => template(20 + i, [{ code: "QuotaExceeded", message: "exceeding quota limits of Core." }])),
    },
    quiet: {
      "two regions": () => ["eastus2", "japaneast", "eastus2"].flatMap(region => failed(20, region)),
      "three regions, for too many requests": () =>
        ["eastus2", "japaneast", "northeurope"].flatMap(region => failed(20, region, "", undefined, tooManyRequests)),
      "three regions, for what is not allowed otherwise": () =>
        ["eastus2", "japaneast", "northeurope"].flatMap(region =>
          failed(20, region, "", undefined, {
            error: { code: "OperationNotAllowed", message: "The disk is attached to another machine." },
          }),
        ),
      "a template again and again": () => times(4, i => template(20 + i, [noQuota("eastus2")])),
      "a template that does not tell, validated and deployed": () =>
        ["validate/action", "write"].flatMap(verb =>
          template(20, [{ code: "QuotaExceeded", message: "exceeding quota limits of Core." }], {
            action: `Microsoft.Resources/deployments/${verb}`,
          }),
        ),
      "containers in three regions, which Azure cannot place just now": () =>
        ["eastus2", "japaneast", "northeurope"].flatMap(region =>
          withoutQuota("Microsoft.ContainerInstance/containerGroups", "ServiceUnavailable", region),
        ),
      "containers in three regions, whose image cannot be read": () =>
        ["eastus2", "japaneast", "northeurope"].flatMap(region =>
          withoutQuota("Microsoft.ContainerInstance/containerGroups", "InaccessibleImage", region),
        ),
      "three regions, which a policy refused": () =>
        ["eastus2", "japaneast", "northeurope"].flatMap(region => failed(20, region, "RequestDisallowedByPolicy")),
      "three regions that worked": () => ["eastus2", "japaneast"].flatMap(region => machine(20, {}, region)),
    },
  },
  "compute-depletion": {
    fires: {
      "an ordinary machine of somebody else, two hours later": () => [
        ...gpu(150),
        ...refusedTo(cast.kim, 30, "westeurope"),
      ],
    },
    quiet: {
      "of the same person": () => [...gpu(150), ...refusedTo(cast.dana, 30, "westeurope")],
      "in another region": () => [...gpu(150), ...refusedTo(cast.kim, 30, "northeurope")],
      "in another subscription": () => [...gpu(150), ...refusedTo(cast.kim, 30, "westeurope", inData)],
      "before the accelerators": () => [...gpu(20), ...refusedTo(cast.kim, 40, "westeurope")],
      "two days later": () => [...gpu(days(2)), ...refusedTo(cast.kim, 30, "westeurope")],
      "after ordinary machines": () => [...machine(150), ...refusedTo(cast.kim, 30, "westeurope")],
      "for want of capacity in Azure": () => [
        ...gpu(150),
        ...refusedTo(cast.kim, 30, "westeurope", {}, "AllocationFailed"),
      ],
    },
  },
  "gpu-driver-burst": {
    fires: {
      "five within an hour": () => times(5, i => extension(20 + i)),
      "scale sets that bring them along, among others": () =>
        times(4, i => [...scaleSet(20 + i, 1), ...withDriver(20 + i)]).concat(extension(30)),
    },
    quiet: {
      "five scale sets that bring others along": () => times(5, i => withDriver(20 + i, "AzureMonitorLinuxAgent")),
      "five scale sets that only speak of them": () =>
        times(5, i => scaleSet(20 + i, 1, undefined, { answered: { tags: { driver: "NvidiaGpuDriverLinux" } } })),
      four: () => times(4, i => extension(20 + i)),
      "ten of another kind": () => times(10, i => extension(20 + i, "AzureMonitorLinuxAgent")),
    },
  },
  "first-gpu-driver-installer": {
    fires: { "a driver, and nothing before": () => extension(30) },
    quiet: {
      "another extension ten days ago": () => [...extension(30), ...extension(days(10), "AzureMonitorLinuxAgent")],
      "another extension": () => extension(30, "AzureMonitorLinuxAgent"),
    },
  },
  "first-script-extension": {
    fires: {
      "a script on Windows": () => extension(30, "CustomScriptExtension"),
      "a script on Linux, and a command before": () => [...extension(30, "CustomScript"), ...command(days(10))],
      "of which no body tells, by its name": () =>
        act({
          ...{ ago: 30, action: "Microsoft.Compute/virtualMachines/extensions/write" },
          scope: `${compute}/virtualMachines/vm-1/extensions/CustomScript`,
        }),
    },
    quiet: {
      "another extension ten days ago": () => [
        ...extension(30, "CustomScript"),
        ...extension(days(10), "AzureMonitorLinuxAgent"),
      ],
      "another extension": () => extension(30, "AzureMonitorLinuxAgent"),
      "a driver": () => extension(30),
    },
  },
  "first-command-runner": {
    fires: { "the managed form": () => command(30) },
    quiet: {
      "another ten days ago, of another form": () => [
        ...command(30),
        ...command(days(10), { action: "Microsoft.Compute/virtualMachines/runCommand/action" }),
      ],
    },
  },
  "compute-mass-deletion": {
    fires: {
      "twenty within an hour": () => times(20, i => deletion(10 + i)),
      "resource groups, with all that stands in them": () =>
        times(20, i => deletion(10 + i, { action: "Microsoft.Resources/subscriptions/resourceGroups/delete" })),
      "instances of scale sets": () =>
        times(20, i => deletion(10 + i, { action: "Microsoft.Compute/virtualMachineScaleSets/delete/action" })),
    },
    quiet: {
      nineteen: () => times(19, i => deletion(10 + i)),
      "nineteen resource groups": () =>
        times(19, i => deletion(10 + i, { action: "Microsoft.Resources/subscriptions/resourceGroups/delete" })),
      "thirty deployments out of the history": () =>
        times(30, i => deletion(10 + i, { action: "Microsoft.Resources/deployments/delete" })),
      "twenty by two people": () => times(10, i => [...deletion(10 + i), ...deletion(10 + i, by(cast.kim))]),
    },
  },
  "password-only-compute": {
    fires: { "a password": () => machine(30, { methods: "pwd" }) },
    quiet: {
      "a password and more": () => machine(30, { methods: "pwd,mfa" }),
      "a token that does not say": () => machine(30, { methods: "" }),
      "no compute": () => act({ ago: 30, methods: "pwd", action: "Microsoft.Storage/storageAccounts/write" }),
    },
  },
  "mfa-method-change-before-compute": {
    fires: {
      "a machine an hour later": () => [...machine(30), ...method(90)],
      "and another one before it": () => [...machine(30), ...machine(100), ...method(90)],
      "nearly a day later, which the last run did not see": () => [...machine(50), ...method(days(1) + 40)],
    },
    quiet: {
      "the factor of somebody else": () => [...machine(30), ...method(90, {}, cast.kim)],
      "an attempt that failed": () => [...machine(30), ...method(90, { result: "failure" })],
      "a machine before it": () => [...machine(90), ...method(30)],
      "a day and a half later": () => [...machine(30), ...method(days(1.5))],
      "a secret of an application": () => [
        ...machine(30),
        ...method(90, { title: "Add service principal credentials", service: "Core Directory" }),
      ],
    },
  },
  // No rule is deployed for it, for want of what else somebody holds; what is printed of it is right all the same.
  "young-rights-compute": {
    fires: { "a machine an hour after a role": () => [...machine(30), ...grant(90, cast.dana)] },
    quiet: {
      "the role of somebody else": () => [...machine(30), ...grant(90, cast.kim)],
      "a machine before it": () => [...machine(90), ...grant(30, cast.dana)],
      "who granted it creates": () => [...machine(30, by(cast.avery)), ...grant(90, cast.dana)],
    },
  },
  "refused-compute": {
    fires: {
      "a policy said no": () => failed(30, "westeurope", "RequestDisallowedByPolicy"),
      "and says why in its details": () =>
        act({
          ago: 30,
          error: {
            ...{ code: "RequestDisallowedByPolicy", message: "no" },
            details: [{ code: "PolicyViolation", message: "no" }],
          },
        }),
      "to a machine in a template": () => template(30, refusedIn("Microsoft.Compute/virtualMachines")),
      "to a pool in a template, as it was in 2018": () =>
        template(30, [
          {
            code: "RequestDisallowedByPolicy",
            message:
              "The resource action 'Microsoft.Batch/batchAccounts/pools/write' is disallowed by one or more policies.",
          },
        ]),
      "to a scale set in a template that began": () =>
        template(30, refusedIn("Microsoft.Compute/virtualMachineScaleSets").map(asText), {
          action: "Microsoft.Resources/deployments/write",
        }),
      "by its own record alone": () => denied(30, "Microsoft.Compute/virtualMachines/vm-1"),
      "by its own record, of what stands in something": () =>
        denied(30, "Microsoft.Batch/batchAccounts/b1/pools/p1", { status: "Failed" }),
      "by two records": () => [
        ...failed(30, "westeurope", "RequestDisallowedByPolicy"),
        ...denied(30, "Microsoft.Compute/virtualMachines/vm-1"),
      ],
    },
    quiet: {
      "quota said no": () => failed(30, "westeurope"),
      "to a storage account": () => denied(30, "Microsoft.Storage/storageAccounts/s1"),
      "to an extension": () => denied(30, "Microsoft.Compute/virtualMachines/vm-1/extensions/e1"),
      "to a storage account in a template": () => template(30, refusedIn("Microsoft.Storage/storageAccounts")),
      "to a template that was not valid otherwise": () =>
        template(30, [{ code: "InvalidTemplate", message: "RequestDisallowedByPolicy" }]),
    },
  },
  "first-provider-registration": {
    fires: {
      Batch: () => registration(30),
      ...Object.fromEntries(
        ["HDInsight", "RedHatOpenShift", "StandbyPool", "ServiceFabric", "ComputeBulkActions"].map(service => [
          service,
          () => registration(30, { action: `Microsoft.${service}/register/action` }),
        ]),
      ),
    },
    quiet: {
      again: () => [...registration(30), ...registration(days(10), by(cast.kim))],
      "no compute": () => registration(30, { action: "Microsoft.Storage/register/action" }),
    },
  },
  "quota-request-burst": {
    fires: {
      "three within a day": () => [...quota(30), ...quota(300), ...quota(600)],
      "by three roads": () => [
        ...quota(30),
        ...quota(40, { action: "Microsoft.Capacity/resourceProviders/locations/serviceLimits/write" }),
        ...quota(50, { action: "Microsoft.Support/supportTickets/write" }),
      ],
      "one of them refused": () => [
        ...quota(30),
        ...quota(300),
        ...quota(600, { error: { code: "QuotaNotAvailableForResource", message: "no" } }),
      ],
    },
    quiet: {
      "three tickets about something else": () =>
        times(3, i =>
          quota(30 + i, {
            action: "Microsoft.Support/supportTickets/write",
            answered: { properties: { serviceId: "/providers/Microsoft.Support/services/another" } },
          }),
        ),
      two: () => [...quota(30), ...quota(300)],
      "three by two people": () => [...quota(30), ...quota(300), ...quota(600, by(cast.kim))],
    },
  },
};

/** Everyday work in a subscription. */
export const quiet = (subscription: string, minutes: number): Row[] =>
  act({
    ago: minutes,
    action: "Microsoft.Storage/storageAccounts/write",
    scope: `/subscriptions/${subscription}/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/s`,
    by: cast.sasha,
  });

/** A workspace to which all subscriptions are exported. */
export const workspace = {
  resourceId: `${scopes.production}/resourceGroups/rg-logs/providers/Microsoft.OperationalInsights/workspaces/logs`,
  customerId: "00000000-0000-0000-0000-0000000000aa",
  tables: ["AzureActivity"],
  exported: Object.values(subscriptions),
  retentionDays: 90,
};
