import assert from "node:assert/strict";
import { parseEstate } from "../../catalogue/estate-file";
import type { Facts } from "../../compute/facts";
import { factsOf, factsOfArm } from "../../compute/facts-of";
import { type Tree, type Value, Withheld } from "../../compute/value";
import { policies } from "../../policies/all";
import { judge } from "../../policies/policy";

const shown = <T>(leaf: Value<T> | undefined) => (leaf?.state === "known" ? leaf.value : leaf?.state);
const sizes = (facts: Facts | undefined) => (facts?.requests ?? []).map(({ size }) => shown(size));
const regions = (facts: Facts | undefined) => (facts?.regions ?? []).map(({ region }) => shown(region));

/** An organisation that has approved sizes and a price, so that every rule on sizes speaks. */
const estate = parseEstate("vmSizes: [Standard_D*]\nmaxUsdPerHour: 1\nmaxInstances: 10\n", "estate.yaml");
const faults = (facts: Facts | undefined, ...ids: readonly string[]) =>
  policies
    .filter(({ id }) => ids.includes(id))
    .flatMap(policy =>
      judge(policy, facts, policy.options.parse(policy.fromEstate(estate))).map(
        ({ message }) => `${policy.id}: ${message}`,
      ),
    );
const ofSizes = ["unapproved-gpu-size", "unapproved-vm-size", "costly-size", "unreadable-size"];

const hdinsight = (vmSize: Tree) =>
  factsOfArm({
    type: "Microsoft.HDInsight/clusters",
    properties: {
      computeProfile: { roles: [{ name: "workernode", targetInstanceCount: 3, hardwareProfile: { vmSize } }] },
    },
  });

describe("reading session hosts that Azure makes itself", () => {
  const [script, image] = ["https://contoso.blob.core.windows.net/avd/hosts.json", "/galleries/hosts/versions/1.0.0"];

  it("finds their region, their image and what is run on them", () => {
    const facts = factsOfArm({
      type: "Microsoft.DesktopVirtualization/hostPools/sessionHostConfigurations",
      properties: {
        vmSizeId: "Standard_D2s_v5",
        vmLocation: "East US 2",
        customConfigurationScriptUrl: script,
        imageInfo: { type: "Custom", customInfo: { resourceId: image } },
      },
    });
    assert.deepEqual(sizes(facts), ["Standard_D2s_v5"]);
    assert.deepEqual(regions(facts), ["eastus2"]);
    assert.deepEqual(
      facts?.payloads.map(({ kind, text }) => [kind, shown(text)]),
      [
        ["link", script],
        ["image", image],
      ],
    );
  });

  it("requests none where none are asked for", () => {
    const update = { maxVmsRemoved: 4, logOffDelayMinutes: 10 };
    for (const properties of [{ update }, { update, provisioning: null }])
      assert.deepEqual(
        factsOfArm({ type: "Microsoft.DesktopVirtualization/hostPools/sessionHostManagements", properties })?.requests,
        [],
      );
  });
});

describe("reading scaling plans of host pools", () => {
  const plan = (...schedules: readonly Tree[]) =>
    factsOfArm({ type: "Microsoft.DesktopVirtualization/scalingPlans", properties: { schedules } });
  const powered = { name: "week", rampUpMinimumHostsPct: 20, rampUpCapacityThresholdPct: 60 };

  it("one that starts and stops hosts requests none", () =>
    assert.deepEqual(plan(powered, powered)?.requests ?? [], []));

  it("one that makes hosts requests as many as it may make", () => {
    const facts = plan(powered, {
      ...powered,
      createDelete: { rampUpMinimumHostPoolSize: 2, rampUpMaximumHostPoolSize: 500 },
    });
    assert.deepEqual(
      facts?.requests.map(({ count, ceiling }) => [shown(count), shown(ceiling)]),
      [[2, 500]],
    );
    assert.equal(faults(facts, "oversized-scale-set").length, 1);
    assert.deepEqual(faults(facts, ...ofSizes), []);
  });
});

describe("reading linked services of Synapse", () => {
  const linked = (token: string, typeProperties: Tree) =>
    factsOf(token, {
      type: "Microsoft.Synapse/workspaces/linkedServices@2020-12-01",
      parentId: "contoso.dev.azuresynapse.net",
      name: "a",
      body: { properties: { type: "AzureDatabricks", typeProperties } },
    });

  for (const token of ["azapi:index/dataPlaneResource:DataPlaneResource", "azapi:index:DataPlaneResource"])
    it(`that ${token} writes`, () => {
      const facts = linked(token, { newClusterNodeType: "Standard_NC6s_v3", newClusterNumOfWorker: "8" });
      assert.deepEqual(
        sizes(facts).filter(size => size !== "absent"),
        ["Standard_NC6s_v3"],
      );
      assert.equal(faults(facts, "unapproved-gpu-size").length, 1);
    });

  it("one to a cluster that runs already requests nothing", () => {
    const facts = linked("azapi:index/dataPlaneResource:DataPlaneResource", { existingClusterId: "0101-contoso" });
    assert.deepEqual(faults(facts, ...ofSizes), []);
  });
});

describe("sizes that lack their prefix, or go by a name of the first years", () => {
  for (const [written, size] of [
    ["Standard_D3_V2", "Standard_D3_V2"],
    ["standard_d11_v2", "standard_d11_v2"],
    ["D11_v2", "Standard_D11_v2"],
    ["A5", "Standard_A5"],
    ["NC6s_v3", "Standard_NC6s_v3"],
    ["Small", "Standard_A1"],
    ["large", "Standard_A3"],
    ["ExtraLarge", "Standard_A4"],
    ["Basic_A1", "Basic_A1"],
  ] as const)
    it(`${written} is ${size}`, () => assert.deepEqual(sizes(hdinsight(written)), [size]));

  it("may be missing of ZooKeeper nodes, for which Azure has a size of its own", () => {
    const requests = (name: Tree, hardwareProfile: Tree = null) =>
      factsOf("azure-native:hdinsight:Cluster", {
        properties: { computeProfile: { roles: [{ name, targetInstanceCount: 3, hardwareProfile }] } },
      })?.requests.map(({ size, sizeAbsent, count }) => [shown(size), sizeAbsent, shown(count)]);
    assert.deepEqual(requests("zookeepernode"), [["absent", "default", 3]]);
    assert.deepEqual(requests("ZookeeperNode"), [["absent", "default", 3]]);
    assert.deepEqual(requests("zookeepernode", { vmSize: "NC24" })?.[0]?.[0], "Standard_NC24");
    for (const name of ["headnode", "workernode", "zookeepernode2", null, new Withheld("unknown")])
      assert.deepEqual(requests(name), [["absent", "unreadable", 3]]);
    assert.deepEqual(requests("zookeepernode", { vmSize: 5 }), [["malformed", "default", 3]], "one that is there");
  });

  it("are judged as the sizes that they are", () => {
    assert.deepEqual(faults(hdinsight("D2_v3"), ...ofSizes), []);
    assert.equal(faults(hdinsight("NC24"), "unapproved-gpu-size").length, 1);
    assert.equal(faults(hdinsight("A5"), "unapproved-vm-size").length, 1);
    assert.equal(faults(hdinsight("D64s_v5"), "costly-size").length, 1);
  });

  it("stay as they are where a name must be whole", () => {
    const facts = factsOfArm({
      type: "Microsoft.Compute/virtualMachines",
      properties: { hardwareProfile: { vmSize: "D2s_v5" } },
    });
    assert.deepEqual(sizes(facts), ["D2s_v5"]);
  });
});

describe("tiers, which are no VM sizes", () => {
  const lab = (name: Tree): Tree => ({ virtualMachineProfile: { sku: { name, capacity: 2 } } });
  const tiers: readonly (readonly [
    token: string,
    inputs: (tier: Tree) => Tree,
    ordinary: string[],
    accelerators: string[],
  ])[] = [
    [
      "azure-native:labservices:Lab",
      lab,
      ["Classic_Fsv2_2_4GB_128_S_SSD", "Standard_Fsv2_8_16GB_128_P_SSD"],
      ["Classic_NVv4_8_28GB_128_S_SSD", "Standard_NVv4_8_28GB_128_S_SSD"],
    ],
    [
      "azure-native:labservices/v20181015:EnvironmentSetting",
      size => ({ resourceSettings: { size } }),
      ["Basic", "Performance", "Virtualization"],
      ["SmallGPUVisualization", "MediumGPUVisualization"],
    ],
    [
      "azure-native:compute:DedicatedHost",
      name => ({ sku: { name } }),
      ["DSv3-Type1", "ESv3_Type4", "Mmv2MedMem_Type1", "Fsv2-Type2"],
      ["NVASv4_Type1", "NVSv3-Type1"],
    ],
    [
      "azure:synapse/sparkPool:SparkPool",
      nodeSizeFamily => ({ nodeSizeFamily, nodeSize: "Large", nodeCount: 3 }),
      ["MemoryOptimized", "None"],
      ["HardwareAcceleratedGPU", "HardwareAcceleratedFPGA"],
    ],
    [
      "azure-native:app:ManagedEnvironment",
      workloadProfileType => ({ workloadProfiles: [{ name: "w", workloadProfileType }] }),
      ["Consumption", "D4", "E32", "DC96"],
      ["Consumption-GPU-NC8as-T4", "NC24-A100", "NC96-A100"],
    ],
    [
      "azure-native:devcenter:DevBoxDefinition",
      name => ({ sku: { name } }),
      ["general_i_8c32gb256ssd_v2", "general_a_32c128gb2048ssd_v2"],
      [],
    ],
    ["azure-native:avs:PrivateCloud", name => ({ sku: { name } }), ["AV36P", "AV52", "AV64"], []],
    ["azure-native:web:AppServicePlan", name => ({ sku: { name } }), ["P1v3", "EP3", "WS1", "Y1", "I6v2", "S1"], []],
    [
      "azure-native:kusto:Cluster",
      name => ({ sku: { name, capacity: 2 } }),
      ["Dev(No SLA)_Standard_E2a_v4", "Standard_E16ads_v5", "Standard_DS14_v2+4TB_PS"],
      [],
    ],
    ["azure-native:containerregistry:AgentPool", tier => ({ tier, count: 1 }), ["S1", "S3", "I6"], []],
  ];

  for (const [token, inputs, ordinary, accelerators] of tiers)
    it(`${token}: no rule on sizes faults an ordinary one`, () => {
      for (const tier of ordinary) assert.deepEqual(faults(factsOf(token, inputs(tier)), ...ofSizes), [], tier);
      for (const tier of accelerators) {
        const [fault, ...more] = faults(factsOf(token, inputs(tier)), ...ofSizes);
        assert.match(fault ?? "", /^unapproved-gpu-size: .*accelerator/, tier);
        assert.deepEqual(more, []);
      }
      for (const state of ["unknown", "expression", "hidden"] as const)
        assert.equal(faults(factsOf(token, inputs(new Withheld(state))), "unapproved-gpu-size").length, 1, state);
    });

  it("are counted all the same", () => {
    for (const [capacity, count] of [
      [10, 0],
      [11, 1],
    ] as const)
      assert.equal(
        faults(
          factsOf("azure-native:labservices:Lab", {
            virtualMachineProfile: { sku: { name: "Classic_Fsv2_2", capacity } },
          }),
          "oversized-scale-set",
        ).length,
        count,
      );
    const elastic = { sku: { name: "EP1", capacity: 1 }, maximumElasticWorkerCount: 20 };
    assert.deepEqual(faults(factsOf("azure-native:web:AppServicePlan", elastic), "oversized-scale-set"), []);
  });
});

describe("texts of JSON", () => {
  const pool = { spec: { replicas: 4, platform: { azure: { type: "Standard_ND96asr_v4" } } } };
  const machinePool = (resources: Tree) =>
    factsOf("azure-native:redhatopenshift:MachinePool", { resources })?.requests[0];

  it("are read, plain or in base64", () => {
    const text = JSON.stringify(pool);
    for (const resources of [text, Buffer.from(text).toString("base64")]) {
      const request = machinePool(resources);
      assert.deepEqual([shown(request?.size), shown(request?.count)], ["Standard_ND96asr_v4", 4]);
      assert.equal(request?.size.path, "resources.spec.platform.azure.type");
    }
  });

  it("that cannot be read are told, not passed over", () => {
    for (const resources of ["{", "spec: {}", "IA==", "[".repeat(100_000)])
      assert.equal(machinePool(resources)?.size.state, "expression", resources.slice(0, 9));
    for (const resources of ["", "{}", "[]", "null", "7"]) {
      const request = machinePool(resources);
      assert.deepEqual([request?.size.state, request?.sizeAbsent], ["absent", "unreadable"], resources);
    }
    assert.equal(machinePool(new Withheld("hidden"))?.size.state, "hidden");
  });

  it("of a connection request by its type alone", () => {
    const custom = (type: string, properties: Tree) =>
      factsOf("azure:datafactory/linkedCustomService:LinkedCustomService", {
        type,
        typePropertiesJson: typeof properties === "string" ? properties : JSON.stringify(properties),
      });
    const onDemand = { clusterSize: 12, dataNodeSize: "NC6s_v3", headNodeSize: "Large" };
    assert.deepEqual(sizes(custom("HDInsightOnDemand", onDemand)), ["Standard_NC6s_v3", "Standard_A3"]);
    assert.deepEqual(sizes(custom("AzureBlobStorage", onDemand)), []);
    assert.deepEqual(sizes(custom("AzureBlobStorage", "no JSON")), []);
    assert.ok(sizes(custom("HDInsightOnDemand", "no JSON")).every(size => size === "expression"));
    // A cluster without sizes gets those of the service, in the number that it asks for.
    const [request] = custom("HDInsightOnDemand", { clusterSize: 12 })?.requests ?? [];
    assert.deepEqual([request?.size.state, request?.sizeAbsent, shown(request?.count)], ["absent", "default", 12]);
  });
});

describe("counts of services", () => {
  const workers = (newClusterNumOfWorker: Tree) =>
    factsOf("azure-native:datafactory:LinkedService", {
      properties: { type: "AzureDatabricks", newClusterNodeType: "Standard_DS3_v2", newClusterNumOfWorker },
    })?.requests[0]?.count;

  it("may be a range, of which the upper end counts", () => {
    for (const [written, count] of [
      ["1:10", 10],
      ["2 : 30", 30],
      ["8", 8],
      [8, 8],
      ["1:", "malformed"],
      ["1:-5", "malformed"],
      [":4", "malformed"],
      ["1:2:3", "malformed"],
      [{ value: "@pipeline().parameters.workers", type: "Expression" }, "expression"],
    ] as const)
      assert.equal(shown(workers(written as Tree)), count, JSON.stringify(written));
  });

  it("are the largest where several stand beside each other", () => {
    const role = (schedule: Tree): Tree => ({
      properties: {
        computeProfile: {
          roles: [
            { hardwareProfile: { vmSize: "Standard_D4_v2" }, autoscaleConfiguration: { recurrence: { schedule } } },
          ],
        },
      },
    });
    const ceiling = (...counts: readonly Tree[]) =>
      factsOf(
        "azure-native:hdinsight:Cluster",
        role(counts.map(maxInstanceCount => ({ timeAndCapacity: { maxInstanceCount } }))),
      )?.requests[0]?.ceiling;
    assert.equal(shown(ceiling(3, 40, 7)), 40);
    assert.equal(shown(ceiling(3, new Withheld("unknown"))), "unknown");
    assert.equal(shown(ceiling()), "absent");
  });
});

describe("sizes that stand beside each other", () => {
  it("are all judged, and share one count", () => {
    const facts = factsOf("azure-native:containerservice/v20240902preview:AgentPool", {
      virtualMachinesProfile: {
        scale: { autoscale: [{ sizes: ["Standard_D2s_v5", "Standard_NC24ads_A100_v4"], minCount: 1, maxCount: 5 }] },
      },
    });
    const requests = (facts?.requests ?? []).filter(({ what }) => what.startsWith("autoscaled"));
    assert.deepEqual(
      requests.map(({ size, ceiling, choice }) => [shown(size), shown(ceiling), choice]),
      [
        ["Standard_D2s_v5", 5, "virtualMachinesProfile.scale.autoscale[0].sizes"],
        ["Standard_NC24ads_A100_v4", 5, "virtualMachinesProfile.scale.autoscale[0].sizes"],
      ],
    );
  });
});

describe("regions of services", () => {
  it("stand inside too, and a word that is none is none", () => {
    const runtime = (location: Tree) =>
      regions(
        factsOf("azure-native:datafactory:IntegrationRuntime", { properties: { computeProperties: { location } } }),
      );
    assert.deepEqual(runtime("AutoResolve"), []);
    assert.deepEqual(runtime("West Europe"), ["westeurope"]);
    assert.deepEqual(runtime(new Withheld("unknown")), ["unknown"]);
    const plan = factsOfArm({
      type: "microsoft.labservices/labplans",
      location: "westeurope",
      properties: { allowedRegions: ["westeurope", "Japan East"] },
    });
    assert.deepEqual(regions(plan), ["westeurope", "westeurope", "japaneast"]);
  });
});

describe("templates that are named, not given", () => {
  const environment = "azure-native:devtestlab:Environment";
  const linked = (armTemplateId: Tree) =>
    factsOf(environment, { deploymentProperties: { armTemplateId } })?.opaque.map(({ state, source, path }) => [
      state,
      shown(source),
      path,
    ]);

  it("are opaque, with their source if it is written", () => {
    const path = "deploymentProperties.armTemplateId";
    assert.deepEqual(linked("/artifactSources/public/armTemplates/x"), [
      ["linked", "/artifactSources/public/armTemplates/x", path],
    ]);
    assert.deepEqual(linked(new Withheld("unknown")), [["linked", "unknown", path]]);
    assert.deepEqual(linked({ odd: true }), [["linked", "malformed", path]]);
    for (const nothing of [null, ""]) assert.deepEqual(linked(nothing), []);
    const definition = "/subscriptions/x/providers/Microsoft.Solutions/applicationDefinitions/y";
    for (const facts of [
      factsOf("azure-native:solutions:Application", { applicationDefinitionId: definition }),
      factsOf("azure:managedapplication/application:Application", { applicationDefinitionId: definition }),
      factsOfArm({ type: "Microsoft.Solutions/applications", properties: { applicationDefinitionId: definition } }),
    ])
      assert.deepEqual(
        facts?.opaque.map(({ source }) => shown(source)),
        [definition],
      );
  });
});
