import assert from "node:assert/strict";
import * as fc from "fast-check";
import { type Estate, estateSchema } from "../../catalogue/estate";
import { sizes } from "../../catalogue/sizes";
import { factsOfArm } from "../../compute/facts-of";
import { conditionsIn, definitionsOf } from "../../guardrails/policy/all";
import type { Definition } from "../../guardrails/policy/definition";
import { policies } from "../../policies/all";
import { judge } from "../../policies/policy";
import { runs, sampled } from "../depth";
import type { Body } from "./azure-policy";
import { policyOf, refusedBy as refusals } from "./printed";

const estateOf = (given: object): Estate => estateSchema.parse(given);

/** The rules that refuse a request at Azure's door. */
const refusedBy = (estate: Estate, body: Body): string[] => refusals(definitionsOf(estate), body);

/** Those of the pack that refuse the same resource, among the rules which the door knows. */
const packRefusals = (definitions: readonly Definition[], estate: Estate, body: Body): string[] => {
  const facts = factsOfArm(body);
  const rules = new Set(definitions.flatMap(({ rule, reportsOnly }) => (reportsOnly ? [] : [policyOf(rule)])));
  return [...rules].filter(rule => {
    const policy = policies.find(({ id }) => id === rule);
    return policy && judge(policy, facts, policy.fromEstate(estate)).length > 0;
  });
};
/** Those at the door, by the rules of the pack that they repeat. */
const doorRefusals = (definitions: readonly Definition[], body: Body): string[] => [
  ...new Set(refusals(definitions, body).map(policyOf)),
];

const cluster = (...pools: Body[]): Body => ({
  type: "Microsoft.ContainerService/managedClusters",
  location: "westeurope",
  properties: { agentPoolProfiles: pools },
});
const machine = (vmSize: string, location = "westeurope"): Body => ({
  type: "Microsoft.Compute/virtualMachines",
  location,
  properties: { hardwareProfile: { vmSize } },
});
const scaleSet = (name: string, capacity = 1, extensions: Body[] = []): Body => ({
  type: "Microsoft.Compute/virtualMachineScaleSets",
  location: "westeurope",
  sku: { name, capacity },
  properties: { virtualMachineProfile: { extensionProfile: { extensions } } },
});
const mix = (...names: string[]): Body => ({
  ...scaleSet("Mix"),
  properties: { skuProfile: { vmSizes: names.map(name => ({ name })) }, virtualMachineProfile: {} },
});
const pool = (vmSize: string, fixedScale: Body): Body => ({
  type: "Microsoft.Batch/batchAccounts/pools",
  properties: { vmSize, scaleSettings: { fixedScale } },
});
const mlCompute = (computeType: string, properties: Body): Body => ({
  type: "Microsoft.MachineLearningServices/workspaces/computes",
  properties: { computeType, properties },
});
const labMachine = (properties: Body): Body => ({ type: "Microsoft.DevTestLab/labs/virtualMachines", properties });
const hdinsight = (vmSize: string): Body => ({
  type: "Microsoft.HDInsight/clusters",
  properties: { computeProfile: { roles: [{ name: "workernode", hardwareProfile: { vmSize } }] } },
});
const containers = (...requests: Body[]): Body => ({
  type: "Microsoft.ContainerInstance/containerGroups",
  properties: { containers: requests.map(resources => ({ properties: { resources: { requests: resources } } })) },
});
const containerApp = (scale: Body, gpu?: number): Body => ({
  type: "Microsoft.App/containerApps",
  properties: { template: { containers: [{ image: "web", ...(gpu && { resources: { gpu } }) }], scale } },
});
const kubernetesDeployment = (maxInstances: number, containerResourceLimits: Body): Body => ({
  type: "Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments",
  properties: {
    endpointComputeType: "Kubernetes",
    containerResourceRequirements: { containerResourceLimits },
    scaleSettings: { maxInstances },
  },
});
const mlJob = (resources: Body): Body => ({
  type: "Microsoft.MachineLearningServices/workspaces/jobs",
  properties: { jobType: "Command", resources },
});
const extension = (publisher: string, type: string): Body => ({ name: "x", properties: { publisher, type } });

describe("the Azure Policy definitions", () => {
  const estate = estateOf({
    gpuSizes: ["Standard_NC*_T4_v3", "Standard_NV6ads_A10_v5", "Standard_N*36*A10*", "P100"],
    vmSizes: ["Standard_D*", "Standard_B2s"],
    regions: ["West Europe"],
    maxInstances: 5,
  });

  const cases: readonly (readonly [body: Body, refused: readonly string[]])[] = [
    [machine("Standard_D2s_v5"), []],
    [machine("Standard_ND96isr_H100_v5"), ["unapproved-gpu-size"]],
    [machine("standard_nc24ADS_a100_v4"), ["unapproved-gpu-size"]],
    [machine("Standard_PB6s"), ["unapproved-gpu-size"]],
    [machine("Standard_NC4as_T4_v3"), []],
    [machine("standard_nv6ads_a10_v5"), []],
    // two stars: spelled out as the sizes known today
    [machine("Standard_NV36ads_A10_v5"), []],
    [machine("Standard_NV72ads_A10_v5"), ["unapproved-gpu-size"]],
    [machine("Standard_M208ms_v2"), ["unapproved-vm-size"]],
    [machine("Standard_B2s"), []],
    [machine("Standard_D2s_v5", "brazilsouth"), ["unapproved-region"]],
    [machine("Standard_D2s_v5", "West Europe"), []],
    [scaleSet("Standard_D2s_v5", 5), []],
    [scaleSet("Standard_D2s_v5", 6), ["oversized-scale-set"]],
    [scaleSet("Standard_NC6s_v3", 1), ["unapproved-gpu-size"]],
    // a mix: the name of the set's own size says nothing, and each of the mixed ones counts
    [mix("Standard_D2s_v5", "Standard_D4s_v5"), []],
    [mix("Standard_D2s_v5", "standard_nc6s_v3"), ["unapproved-gpu-size"]],
    [mix("Standard_D2s_v5", "Standard_M208ms_v2"), ["unapproved-vm-size"]],
    // spot machines are machines
    [
      {
        ...machine("Standard_NC6s_v3"),
        properties: { hardwareProfile: { vmSize: "Standard_NC6s_v3" }, priority: "Spot" },
      },
      ["unapproved-gpu-size"],
    ],
    [pool("STANDARD_ND40RS_V2", { targetDedicatedNodes: 1 }), ["unapproved-gpu-size"]],
    [pool("Standard_D2s_v5", { targetDedicatedNodes: 0, targetLowPriorityNodes: 6 }), ["oversized-scale-set"]],
    [pool("Standard_D2s_v5", { targetDedicatedNodes: 5 }), []],
    [{ type: "Microsoft.Batch/batchAccounts/pools", properties: {} }, []],
    // what is attached is no machine of a cluster, but has a size in a place of its own
    [mlCompute("VirtualMachine", { virtualMachineSize: "Standard_NC6s_v3" }), ["unapproved-gpu-size"]],
    [mlCompute("Databricks", { vmSize: "Standard_NC6s_v3" }), []],
    [mlCompute("amlcompute", { vmSize: "Standard_D2s_v5" }), []],
    [{ ...mlCompute("AmlCompute", { vmSize: "Standard_D2s_v5" }), location: "West Europe" }, []],
    [
      {
        type: "Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments",
        properties: { endpointComputeType: "Kubernetes", instanceType: "Standard_NC6s_v3" },
      },
      [],
    ],
    // the first place counts where something stands in it
    [labMachine({ size: "Standard_D2s_v5", computeVm: { vmSize: "Standard_NC6s_v3" } }), []],
    [labMachine({ computeVm: { vmSize: "Standard_NC6s_v3" } }), ["unapproved-gpu-size"]],
    // HDInsight takes sizes without their prefix, and their first names
    [hdinsight("NC6s_v3"), ["unapproved-gpu-size"]],
    [hdinsight("NC4as_T4_v3"), []],
    [hdinsight("Large"), []],
    // what is no VM size
    [{ type: "Microsoft.ContainerService/managedClusters", sku: { name: "automatic" } }, ["unapproved-gpu-profile"]],
    [{ type: "Microsoft.ContainerService/managedClusters", sku: { name: "Base" } }, []],
    [
      {
        type: "Microsoft.ContainerService/managedClusters",
        properties: { nodeProvisioningProfile: { mode: "Auto" }, aiToolchainOperatorProfile: { enabled: false } },
      },
      ["unapproved-gpu-profile"],
    ],
    [
      {
        type: "Microsoft.ContainerService/managedClusters",
        properties: { nodeProvisioningProfile: { mode: "Manual" }, aiToolchainOperatorProfile: { enabled: true } },
      },
      ["unapproved-gpu-profile"],
    ],
    [containers({ cpu: 1 }, { cpu: 1, gpu: { count: 1, sku: "V100" } }), ["unapproved-gpu-profile"]],
    [containers({ cpu: 4 }), []],
    // the model is approved: the number beside it asks for nothing else
    [containers({ gpu: { count: 1, sku: "P100" } }), []],
    [containers({ gpu: { count: 1, sku: "P100" } }, { gpu: { count: 1 } }), ["unapproved-gpu-profile"]],
    [
      {
        type: "Microsoft.App/managedEnvironments",
        properties: { workloadProfiles: [{ workloadProfileType: "D4" }, { workloadProfileType: "nc24-a100" }] },
      },
      ["unapproved-gpu-profile"],
    ],
    [
      {
        type: "Microsoft.App/managedEnvironments",
        properties: { workloadProfiles: [{ workloadProfileType: "D4", maximumCount: 6 }] },
      },
      ["oversized-scale-set"],
    ],
    // containers are no machines of ours, unless they ask for GPUs
    [containerApp({ maxReplicas: 30 }), []],
    [containerApp({ maxReplicas: 30 }, 1), ["unapproved-gpu-profile", "oversized-scale-set"]],
    [containerApp({ maxReplicas: 5 }, 1), ["unapproved-gpu-profile"]],
    [kubernetesDeployment(6, { cpu: "1" }), []],
    [kubernetesDeployment(6, { gpu: "1" }), ["unapproved-gpu-profile", "oversized-scale-set"]],
    // a job on compute that is there orders none
    [mlJob({ instanceCount: 11 }), []],
    [mlJob({ instanceCount: 11, instanceType: "Standard_D2s_v5" }), ["oversized-scale-set"]],
    [{ type: "Microsoft.Compute/hostGroups/hosts", sku: { name: "NVsv3-Type1" } }, ["unapproved-gpu-profile"]],
    [{ type: "Microsoft.Compute/hostGroups/hosts", sku: { name: "DSv3-Type1" } }, []],
    // numbers that are written as text are compared by nothing, and refused for nothing
    [
      {
        type: "Microsoft.Insights/autoscaleSettings",
        properties: { profiles: [{ capacity: { maximum: "900", default: "1" } }] },
      },
      [],
    ],
    // regions inside of a resource
    [
      {
        type: "Microsoft.MachineLearningServices/workspaces/computes",
        location: "westeurope",
        properties: { computeType: "AmlCompute", computeLocation: "Brazil South", properties: {} },
      },
      ["unapproved-region"],
    ],
    [
      {
        type: "Microsoft.LabServices/labPlans",
        location: "westeurope",
        properties: { allowedRegions: ["westeurope", "eastus"] },
      },
      ["unapproved-region"],
    ],
    [
      {
        type: "Microsoft.LabServices/labPlans",
        location: "westeurope",
        properties: { allowedRegions: ["West Europe", "WESTEUROPE"] },
      },
      [],
    ],
    [cluster({ vmSize: "Standard_D2s_v5", count: 3 }, { vmSize: "Standard_D4s_v5", count: 5 }), []],
    [cluster({ vmSize: "Standard_D2s_v5", count: 3 }, { vmSize: "Standard_NC6s_v3" }), ["unapproved-gpu-size"]],
    [cluster({ vmSize: "Standard_D2s_v5", count: 3, maxCount: 6 }), ["oversized-scale-set"]],
    [cluster({ vmSize: "Standard_D2s_v5", count: 60 }), ["oversized-scale-set"]],
    [cluster({ count: 3 }), []],
    [
      { type: "Microsoft.ContainerService/managedClusters/agentPools", properties: { vmSize: "Standard_ND40rs_v2" } },
      ["unapproved-gpu-size"],
    ],
    [
      {
        type: "Microsoft.MachineLearningServices/workspaces/computes",
        properties: {
          computeType: "AmlCompute",
          properties: { vmSize: "STANDARD_NC6S_V3", scaleSettings: { maxNodeCount: 6 } },
        },
      },
      ["unapproved-gpu-size", "oversized-scale-set"],
    ],
    [
      {
        type: "Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments",
        location: "japaneast",
        properties: { instanceType: "Standard_NC24ads_A100_v4" },
      },
      ["unapproved-gpu-size", "unapproved-region"],
    ],
    [
      {
        type: "Microsoft.Compute/virtualMachines/extensions",
        location: "westeurope",
        ...extension("microsoft.hpccompute", "NvidiaGpuDriverLinux"),
      },
      ["gpu-driver-extension"],
    ],
    [
      {
        type: "Microsoft.Compute/virtualMachines/extensions",
        location: "westeurope",
        ...extension("Microsoft.Azure.Monitor", "AzureMonitorLinuxAgent"),
      },
      [],
    ],
    [
      {
        type: "Microsoft.Compute/virtualMachineScaleSets/extensions",
        ...extension("Microsoft.HpcCompute", "AmdGpuDriverWindows"),
      },
      ["gpu-driver-extension"],
    ],
    [
      scaleSet("Standard_D2s_v5", 1, [
        extension("Microsoft.Azure.Extensions", "CustomScript"),
        extension("Microsoft.HpcCompute", "NvidiaGpuDriverWindows"),
      ]),
      ["gpu-driver-extension"],
    ],
    // beside an approved accelerator its driver may stand
    [scaleSet("Standard_NC4as_T4_v3", 1, [extension("Microsoft.HpcCompute", "NvidiaGpuDriverLinux")]), []],
    [{ type: "Microsoft.Resources/subscriptions/resourceGroups", location: "eastus" }, ["unapproved-region"]],
    [{ type: "Microsoft.Resources/subscriptions/resourceGroups", location: "westeurope" }, []],
    // only what creates compute, and its groups
    [{ type: "Microsoft.OperationalInsights/workspaces", location: "eastus" }, []],
    [machine("Standard_D2s_v5", ""), []],
    [{ type: "Microsoft.Storage/storageAccounts", location: "global", sku: { name: "Standard_LRS" } }, []],
  ];
  for (const [body, refused] of cases)
    it(`refuse ${refused.join(" and ") || "nothing"}: ${JSON.stringify(body).slice(0, 150)}`, () =>
      assert.deepEqual(refusedBy(estate, body), refused));

  it("approve no accelerator, and say nothing of sizes and regions, where the estate says nothing", () => {
    const silent = estateOf({});
    assert.deepEqual(
      definitionsOf(silent).map(({ rule }) => rule),
      [
        "unapproved-gpu-size",
        "unapproved-gpu-size-machines",
        "unapproved-gpu-size-clusters",
        "unapproved-gpu-size-agent-pools",
        "unapproved-gpu-size-ml",
        "unapproved-gpu-profile",
        "oversized-scale-set",
        "gpu-driver-extension",
        "compute-role-grant",
        "foreign-credential",
        "batch-shared-key",
      ],
    );
    assert.deepEqual(refusedBy(silent, machine("Standard_NC4as_T4_v3")), ["unapproved-gpu-size"]);
    assert.deepEqual(refusedBy(silent, machine("Standard_M208ms_v2", "brazilsouth")), []);
  });

  it("keep to what Azure takes: lengths, one list counted at most three times", () => {
    for (const { rule, title, description, message, when } of definitionsOf(estate)) {
      assert.ok(`computeguard-${rule}`.length <= 64 && `Computeguard: ${title}`.length <= 128, rule);
      assert.ok(description.length <= 512 && message.length <= 1000, rule);
      const counted = [...JSON.stringify(when).matchAll(/"count":\{"field":"([^"]+)"/g)].map(([, field]) => field);
      for (const field of counted) assert.ok(counted.filter(other => other === field).length <= 3, `${rule} ${field}`);
    }
  });

  it("spell patterns out as the sizes known today where they would be too many for Azure", () => {
    const patterns = (series: string) => Array.from({ length: 100 }, (_, i) => `Standard_${series}${i}*`);
    const many = definitionsOf(estateOf({ gpuSizes: patterns("NC"), vmSizes: patterns("D") }));
    for (const { rule, when } of many) assert.ok(conditionsIn(when) <= 512, rule);
    for (const rule of ["unapproved-gpu-size", "unapproved-gpu-size-machines", "unapproved-vm-size"])
      assert.ok(many.find(definition => definition.rule === rule)?.parameters?.approvedSizes, rule);
    assert.deepEqual(refusals(many, machine("Standard_NC4as_T4_v3")), []);
    assert.deepEqual(refusals(many, machine("Standard_NV6ads_A10_v5")), ["unapproved-gpu-size"]);
    assert.deepEqual(refusals(many, machine("Standard_D2s_v5")), []);
    assert.deepEqual(refusals(many, machine("Standard_B2s")), ["unapproved-vm-size"]);
    // one that fits a pattern, and that nobody knows yet: a definition of few types has room for the patterns
    assert.deepEqual(refusals(many, pool("Standard_NC4_v9", {})), ["unapproved-gpu-size"]);
    assert.deepEqual(refusals(many, machine("Standard_NC4_v9")), []);
  });

  it("level blanks around the names of the estate, as the pack does", () => {
    const blank = estateOf({
      gpuSizes: ["Standard_NC4as_T4_v3 ", { size: " Standard_NV*" }],
      vmSizes: [" Standard_D* "],
    });
    for (const size of ["Standard_NC4as_T4_v3", "Standard_NV6ads_A10_v5", "Standard_D2s_v5"])
      assert.deepEqual(refusedBy(blank, machine(size)), [], size);
    assert.throws(() => estateOf({ gpuSizes: [" "] }));
    // an expression to Azure
    for (const given of [{ gpuSizes: ["[x]"] }, { vmSizes: [" [x"] }, { regions: ["[westeurope]"] }])
      assert.throws(() => estateOf(given), /does not begin with \[/);
  });
});

describe("Azure's door and the policy pack", () => {
  const pattern = fc.constantFrom(
    "Standard_NC*_T4_v3",
    "Standard_NV*",
    "standard_nd96isr_h100_v5",
    "Standard_N*A10*",
    "Standard_D*s_v5",
    "Standard_B*",
    "Standard_PB*",
    "Standard_*s_v*",
  );
  const regionNames = ["westeurope", "West Europe", "northeurope", "brazilsouth", "Japan East", "eastus2", "global"];
  const estates = fc
    .record(
      {
        gpuSizes: fc.uniqueArray(pattern, { maxLength: 4 }),
        vmSizes: fc.uniqueArray(pattern, { maxLength: 4 }),
        regions: fc.uniqueArray(fc.constantFrom("westeurope", "North Europe", "eastus2"), { minLength: 1 }),
        maxInstances: fc.integer({ min: 1, max: 50 }),
      },
      { requiredKeys: [] },
    )
    .map(estateOf);
  it("have the same parameters whatever the estate names, and use each: Azure takes none away, and none that is not used", () => {
    const parametersOf = (estate: Estate) =>
      definitionsOf(estate).map(({ rule, parameters = {}, when }) => {
        const names = Object.keys(parameters).sort();
        for (const name of names)
          assert.ok(JSON.stringify(when).includes(`[parameters('${name}')]`), `${rule} ${name}`);
        return [rule, names] as const;
      });
    const many = (series: string) => Array.from({ length: 100 }, (_, i) => `Standard_${series}${i}*`);
    const full = estateOf({ gpuSizes: many("NC"), vmSizes: many("D"), regions: ["westeurope"] });
    const all = new Map(parametersOf(full));
    void fc.assert(
      fc.property(estates, estate => {
        for (const [rule, names] of parametersOf(estate)) assert.deepEqual(names, all.get(rule), rule);
      }),
      { numRuns: runs(30) },
    );
  });

  const size = fc
    .tuple(
      fc.constantFrom(...[...sizes().values()].map(({ name }) => name)),
      fc.constantFrom("as is", "lower", "upper"),
    )
    .map(([name, how]) => (how === "lower" ? name.toLowerCase() : how === "upper" ? name.toUpperCase() : name));
  const count = fc.integer({ min: 0, max: 100 });
  const region = fc.constantFrom(...regionNames);
  const pool = fc.record({ vmSize: size, count, maxCount: count }, { requiredKeys: ["vmSize"] });

  const bodies: fc.Arbitrary<Body> = fc.oneof(
    fc.tuple(size, region).map(([vmSize, location]) => machine(vmSize, location)),
    fc.tuple(size, count, region).map(([name, capacity, location]) => ({ ...scaleSet(name, capacity), location })),
    fc.tuple(fc.array(pool, { minLength: 1, maxLength: 3 }), region).map(([pools, location]) => ({
      ...cluster(...pools),
      location,
    })),
    size.map(vmSize => ({ type: "Microsoft.ContainerService/managedClusters/agentPools", properties: { vmSize } })),
    fc.tuple(size, count, region).map(([vmSize, maxNodeCount, location]) => ({
      type: "Microsoft.MachineLearningServices/workspaces/computes",
      location,
      properties: {
        computeType: "AmlCompute",
        properties: { vmSize, scaleSettings: { minNodeCount: 0, maxNodeCount } },
      },
    })),
    fc.tuple(size, region).map(([instanceType, location]) => ({
      type: "Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments",
      location,
      properties: { instanceType },
    })),
  );

  it("agree on every size, count and region that both see", () => {
    void fc.assert(
      fc.property(estates, bodies, (estate, body) => {
        const definitions = definitionsOf(estate);
        assert.deepEqual(doorRefusals(definitions, body), packRefusals(definitions, estate, body));
      }),
      { numRuns: runs(150) },
    );
  });

  it("agree on known sizes under the default estate", () => {
    const silent = estateOf({});
    const definitions = definitionsOf(silent);
    for (const { name } of sampled([...sizes().values()], 20))
      assert.deepEqual(
        doorRefusals(definitions, machine(name)),
        packRefusals(definitions, silent, machine(name)),
        name,
      );
  });
});
