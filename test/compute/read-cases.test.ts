import assert from "node:assert/strict";
import type { Facts } from "../../compute/facts";
import { factsOf, factsOfArm } from "../../compute/facts-of";
import { type Tree, type Value, Withheld } from "../../compute/value";

const gpu = "Standard_ND96asr_v4";
const unknown = new Withheld("unknown");

const shown = <T>(leaf: Value<T>) => (leaf.state === "known" ? leaf.value : leaf.state);
const sizes = (facts: Facts | undefined) => (facts?.requests ?? []).map(({ size }) => shown(size));
const regions = (facts: Facts | undefined) => (facts?.regions ?? []).map(({ region }) => shown(region));
const opaque = (facts: Facts | undefined) => (facts?.opaque ?? []).map(({ path, state }) => `${path} ${state}`);
const texts = (facts: Facts | undefined) =>
  (facts?.payloads ?? []).map(({ what, kind, text }) => [what, kind, shown(text), text.path]);

describe("reading scale sets", () => {
  const type = "azure-native:compute:VirtualMachineScaleSet";

  it("takes the sizes of an instance mix from its profile, with one count between them", () => {
    const facts = factsOf(type, {
      sku: { name: "Mix", capacity: 6 },
      skuProfile: { vmSizes: [{ name: "Standard_D2s_v5" }, { name: gpu }] },
      virtualMachineProfile: { priority: "Spot" },
    });
    assert.deepEqual(sizes(facts), ["Standard_D2s_v5", gpu]);
    assert.deepEqual(
      facts?.requests.map(({ choice, count, spot }) => [choice, shown(count), shown(spot)]),
      [
        ["skuProfile.vmSizes", 6, true],
        ["skuProfile.vmSizes", 6, true],
      ],
    );
  });

  it("sees no request in a Flexible set without a profile, and one that cannot be read in any other without a size", () => {
    assert.deepEqual(sizes(factsOf(type, { orchestrationMode: "Flexible", platformFaultDomainCount: 1 })), []);
    for (const profile of [{}, { osProfile: {} }, unknown]) {
      const [request] = factsOf(type, { virtualMachineProfile: profile })?.requests ?? [];
      assert.deepEqual([request?.size.state, request?.sizeAbsent], ["absent", "unreadable"]);
    }
    assert.deepEqual(sizes(factsOf(type, { sku: { name: gpu } })), [gpu]);
  });

  it("cannot read a mix that names no sizes, and loses no count over it", () => {
    const classic = "azure:compute/orchestratedVirtualMachineScaleSet:OrchestratedVirtualMachineScaleSet";
    const sku = { name: "Mix", capacity: 500 };
    const arm = (properties: Tree) =>
      factsOfArm({ type: "Microsoft.Compute/virtualMachineScaleSets", sku, properties });
    for (const facts of [
      factsOf(type, { sku }),
      factsOf(type, { sku, virtualMachineProfile: {} }),
      factsOf(type, { sku, skuProfile: { vmSizes: [] }, virtualMachineProfile: {} }),
      factsOf(classic, { skuName: "Mix", instances: 500, skuProfile: { allocationStrategy: "LowestPrice" } }),
      arm({ skuProfile: { sizes: [{ name: gpu }] } }),
    ])
      assert.deepEqual(
        facts?.requests.map(({ what, size, sizeAbsent, count }) => [what, shown(size), sizeAbsent, shown(count)]),
        [["scale set", "absent", "unreadable", 500]],
      );
    assert.deepEqual(sizes(factsOf(type, { sku: { name: "Mix" }, virtualMachineProfile: {} })), ["absent"]);
    for (const skuProfile of [unknown, { vmSizes: unknown }, { vmSizes: [{ name: unknown }] }])
      assert.deepEqual(
        factsOf(type, { sku, skuProfile, virtualMachineProfile: {} })?.requests.map(({ size, count }) => [
          shown(size),
          shown(count),
        ]),
        [["unknown", 500]],
        "of a mix that is decided later only the mix speaks",
      );
  });

  it("reads a mix in both spellings of the classic type, with one count between them", () => {
    const facts = factsOf("azure:compute/orchestratedVirtualMachineScaleSet:OrchestratedVirtualMachineScaleSet", {
      skuName: "Mix",
      instances: 500,
      osProfile: {},
      skuProfile: {
        allocationStrategy: "Prioritized",
        virtualMachineSizes: [
          { name: gpu, rank: 0 },
          { name: "Standard_D2s_v5", rank: 1 },
        ],
        vmSizes: ["Standard_D4s_v5"],
      },
    });
    assert.deepEqual(
      facts?.requests.map(({ size, count, choice }) => [shown(size), shown(count), choice]),
      [gpu, "Standard_D2s_v5", "Standard_D4s_v5"].map(size => [size, 500, "skuProfile"]),
    );
  });

  it("reads a change of the count alone", () => {
    const change = (capacity: Tree) =>
      factsOf("azapi:index/updateResource:UpdateResource", {
        type: "Microsoft.Compute/virtualMachineScaleSets@2024-07-01",
        body: { sku: { capacity } },
      })?.requests.map(({ sizeAbsent, count }) => [sizeAbsent, shown(count)]);
    assert.deepEqual(change(500), [["default", 500]]);
    assert.deepEqual(change(unknown), [["default", "unknown"]]);
    assert.deepEqual(change(0), []);
  });

  it("says whether machines are spot machines", () => {
    for (const [priority, spot] of [
      ["Spot", true],
      ["low", true],
      ["Regular", false],
      [undefined, "absent"],
      [unknown, "unknown"],
    ] as const) {
      const profile = priority === undefined ? {} : { priority };
      const [request] = factsOf(type, { sku: { name: gpu }, virtualMachineProfile: profile })?.requests ?? [];
      assert.equal(request && shown(request.spot), spot);
    }
  });

  it("reads the extensions and payloads inside it, in both shapes", () => {
    const inner = { publisher: "Microsoft.HpcCompute", type: "NvidiaGpuDriverLinux", settings: { run: { it: "now" } } };
    const native = factsOf(type, {
      virtualMachineProfile: {
        extensionProfile: { extensions: [{ name: "gpu", ...inner }] },
        osProfile: { customData: "eA==" },
      },
    });
    const arm = factsOfArm({
      type: "microsoft.compute/virtualmachinescalesets",
      properties: {
        virtualMachineProfile: {
          extensionProfile: { extensions: [{ name: "gpu", properties: inner }] },
          osProfile: { customData: "eA==" },
        },
      },
    });
    for (const facts of [native, arm])
      assert.deepEqual(
        facts?.extensions.map(({ publisher, type }) => [shown(publisher), shown(type)]),
        [["Microsoft.HpcCompute", "NvidiaGpuDriverLinux"]],
      );
    assert.deepEqual(texts(native), [
      ["custom data", "script", "eA==", "virtualMachineProfile.osProfile.customData"],
      ["extension settings", "settings", "now", "virtualMachineProfile.extensionProfile.extensions[0].settings.run.it"],
    ]);
    assert.deepEqual(
      texts(arm).map(([, , , path]) => path),
      [
        "properties.virtualMachineProfile.osProfile.customData",
        "properties.virtualMachineProfile.extensionProfile.extensions[0].properties.settings.run.it",
      ],
    );
  });
});

describe("reading fleets, pools and profiles", () => {
  it("adds the regular and the spot capacity of a fleet, and names its extra regions", () => {
    const fleet = (regular: Tree, spot: Tree) =>
      factsOf("azure-native:azurefleet:Fleet", {
        location: "eastus",
        vmSizesProfile: [{ name: gpu }, { name: unknown }],
        regularPriorityProfile: { capacity: regular },
        spotPriorityProfile: { capacity: spot },
        additionalLocationsProfile: { locationProfiles: [{ location: "West US 3" }, { location: unknown }] },
      });
    const facts = fleet(4, "6");
    assert.deepEqual(sizes(facts), [gpu, "unknown"]);
    assert.deepEqual(regions(facts), ["eastus", "westus3", "unknown"]);
    assert.deepEqual(facts?.requests.map(({ count, spot }) => [shown(count), shown(spot)])[0], [10, true]);
    assert.deepEqual(fleet(4, unknown)?.requests.map(({ count, spot }) => [shown(count), shown(spot)])[0], [
      "unknown",
      "unknown",
    ]);
    assert.deepEqual(fleet(4, 0)?.requests.map(({ count, spot }) => [shown(count), shown(spot)])[0], [4, false]);
  });

  it("sees no accelerator in a fleet that is chosen by attributes until one asks for it", () => {
    const fleet = (vmAttributes: Tree) =>
      factsOf("azure-native:azurefleet:Fleet", { vmAttributes })?.requests.map(({ accelerator }) => shown(accelerator));
    assert.deepEqual(
      fleet({
        vCpuCount: { min: 2 },
        acceleratorSupport: "Excluded",
        acceleratorCount: { min: 0 },
        vmCategories: ["GeneralPurpose", "HighPerformanceCompute"],
      }),
      ["absent"],
    );
    assert.deepEqual(fleet({ vmCategories: ["GeneralPurpose", "gpuaccelerated"] }), ["gpuaccelerated"]);
    assert.deepEqual(fleet({ acceleratorSupport: "included" }), ["accelerators by attribute"]);
    assert.deepEqual(fleet({ acceleratorCount: { min: 1 } }), ["accelerators by count"]);
    assert.deepEqual(fleet(unknown), ["unknown"]);
  });

  describe("counts the machines that Azure chooses by their attributes", () => {
    const vmAttributes = { vCpuCount: { min: 2 }, memoryInGiB: { min: 4 } };
    const forms: {
      readonly [form: string]: readonly [sizes: string, (more: { readonly [key: string]: Tree }) => Facts | undefined];
    } = {
      fleet: [
        "vmSizesProfile",
        more => factsOf("azure-native:azurefleet:Fleet", { spotPriorityProfile: { capacity: 5000 }, ...more }),
      ],
      "fleet in ARM": [
        "properties.vmSizesProfile",
        more =>
          factsOfArm({
            type: "Microsoft.AzureFleet/fleets",
            properties: { regularPriorityProfile: { capacity: 5000 }, ...more },
          }),
      ],
      "bulk launch": [
        "properties.vmSizesProfile",
        more => factsOf("azure-native:computebulkactions:BulkAction", { properties: { capacity: 5000, ...more } }),
      ],
    };
    for (const [form, [list, launch]] of Object.entries(forms))
      it(`in a ${form}`, () => {
        const requests = (more: { readonly [key: string]: Tree }) =>
          launch(more)?.requests.map(({ size, sizeAbsent, count, accelerator, choice }) => [
            shown(size),
            sizeAbsent,
            shown(count),
            shown(accelerator),
            choice,
          ]);
        const ordinary = ["absent", "default", 5000, "absent", list];
        assert.deepEqual(requests({ vmAttributes }), [ordinary]);
        assert.deepEqual(requests({ vmAttributes, vmSizesProfile: [] }), [ordinary]);
        assert.deepEqual(requests({ vmAttributes, vmSizesProfile: null }), [ordinary]);
        const sized = ["Standard_D2s_v5", "unreadable", 5000, "absent", list];
        const vmSizesProfile = [{ name: "Standard_D2s_v5" }];
        assert.deepEqual(requests({ vmAttributes, vmSizesProfile }), [sized], "the sizes are counted already");
        assert.deepEqual(
          requests({ vmAttributes: { ...vmAttributes, acceleratorSupport: "Required" }, vmSizesProfile }),
          [sized, ["absent", "default", 5000, "accelerators by attribute", list]],
          "one count between them",
        );
      });

    it("once beside the sizes that a bulk launch allows", () => {
      const facts = factsOf("azure-native:computebulkactions:BulkAction", {
        properties: { capacity: 5000, vmAttributes: { ...vmAttributes, allowedVMSizes: ["Standard_D2s_v5", gpu] } },
      });
      assert.deepEqual(
        facts?.requests.map(({ size, count, choice }) => [shown(size), shown(count), choice]),
        ["Standard_D2s_v5", gpu].map(size => [size, 5000, "properties.vmSizesProfile"]),
      );
    });
  });

  it("cannot read the size of an agent pool that is made from a snapshot", () => {
    const pool = (properties: { readonly [key: string]: Tree }) => [
      factsOf("azure-native:containerservice:AgentPool", properties),
      factsOf("azure-native:containerservice:ManagedCluster", { agentPoolProfiles: [properties] }),
      factsOfArm({ type: "Microsoft.ContainerService/managedClusters/agentPools", properties }),
    ];
    const snapshot = { creationData: { sourceResourceId: "/subscriptions/x/providers/y/snapshots/big" } };
    const classic = [
      factsOf("azure:containerservice/kubernetesClusterNodePool:KubernetesClusterNodePool", { snapshotId: "big" }),
      factsOf("azure:containerservice/kubernetesCluster:KubernetesCluster", { defaultNodePool: { snapshotId: "big" } }),
    ];
    const states = (facts: Facts | undefined) =>
      facts?.requests.map(({ size, sizeAbsent }) => [shown(size), sizeAbsent]);
    for (const facts of [...pool(snapshot), ...pool({ creationData: unknown }), ...classic])
      assert.deepEqual(states(facts), [["absent", "unreadable"]]);
    for (const facts of pool({ creationData: {} })) assert.deepEqual(states(facts), [["absent", "default"]]);
    for (const facts of pool({ ...snapshot, vmSize: gpu })) assert.deepEqual(states(facts)?.[0]?.[0], gpu);
  });

  it("counts a machine of an agent pool, and whether it is a spot machine", () => {
    const machine = (priority: Tree) =>
      factsOfArm({
        type: "Microsoft.ContainerService/managedClusters/agentPools/machines",
        properties: { hardware: { vmSize: gpu }, priority },
      })?.requests.map(({ size, spot }) => [shown(size), shown(spot)]);
    assert.deepEqual(machine("Spot"), [[gpu, true]]);
    assert.deepEqual(machine("Regular"), [[gpu, false]]);
  });

  it("sees AKS Automatic in the classic type itself", () => {
    const facts = factsOf("azure:containerservice/automaticCluster:AutomaticCluster", { location: "eastus" });
    assert.deepEqual(
      facts?.requests.map(({ accelerator, sizeAbsent }) => [shown(accelerator), sizeAbsent]),
      [["AKS Automatic", "sizeless"]],
    );
  });

  it("leaves an ordinary cluster's switches alone", () => {
    const facts = factsOf("azure-native:containerservice:ManagedCluster", {
      sku: { name: "Base" },
      nodeProvisioningProfile: { mode: "Manual" },
      aiToolchainOperatorProfile: { enabled: false },
      agentPoolProfiles: [{ vmSize: gpu, count: 2 }],
    });
    assert.deepEqual(
      facts?.requests.map(({ what }) => what),
      ["agent pool"],
    );
    const own = {
      scale: {
        manual: [
          { size: gpu, count: 9 },
          { size: "Standard_B2s", count: 1 },
        ],
      },
    };
    const pool = factsOf("azure-native:containerservice:AgentPool", { virtualMachinesProfile: own });
    assert.deepEqual(
      pool?.requests.map(({ size, count }) => [shown(size), shown(count)]),
      [
        ["absent", "absent"],
        [gpu, 9],
        ["Standard_B2s", 1],
      ],
    );
  });

  it("reads an autoscale setting as ceilings without a size", () => {
    const profiles = [{ capacity: { minimum: "1", default: "2", maximum: "500" } }, { capacity: unknown }];
    const native = factsOf("azure-native:insights/v20221001:AutoscaleSetting", { location: "eastus", profiles });
    const classic = factsOf("azure:monitoring/autoscaleSetting:AutoscaleSetting", { location: "eastus", profiles });
    const arm = factsOfArm({
      type: "Microsoft.Insights/autoscaleSettings",
      location: "eastus",
      properties: { profiles },
    });
    for (const facts of [native, classic, arm])
      assert.deepEqual(
        facts?.requests.map(({ ceiling, count, sizeAbsent, accelerator }) => [
          shown(ceiling),
          shown(count),
          sizeAbsent,
          shown(accelerator),
        ]),
        [
          [500, 2, "sizeless", "absent"],
          ["unknown", "unknown", "sizeless", "absent"],
        ],
      );
  });

  it("adds dedicated and low-priority nodes of a Batch pool, and reads its start task", () => {
    const facts = factsOf("azure-native:batch:Pool", {
      vmSize: "STANDARD_NC6",
      scaleSettings: { fixedScale: { targetDedicatedNodes: 2, targetLowPriorityNodes: 30 } },
      startTask: { commandLine: "/bin/run", environmentSettings: [{ name: "A", value: "b" }] },
    });
    assert.deepEqual(
      facts?.requests.map(({ count, spot, region }) => [shown(count), shown(spot), shown(region)]),
      [[32, true, "absent"]],
    );
    assert.deepEqual(texts(facts), [
      ["start task", "command", "/bin/run", "startTask.commandLine"],
      ["start task's environment", "environment", "b", "startTask.environmentSettings[0].value"],
    ]);
  });

  it("joins the words of one command, and loses neither what is known nor what is not", () => {
    const facts = factsOf("azure-native:containerinstance:ContainerGroup", {
      containers: [{ image: "contoso/app", command: ["run", "--here", unknown, "now"] }],
    });
    assert.deepEqual(texts(facts), [
      ["container image", "image", "contoso/app", "containers[0].image"],
      ["container's command", "command", "run --here now", "containers[0].command"],
      ["container's command", "command", "unknown", "containers[0].command[2]"],
    ]);
  });

  it("reads run commands and extensions of their own", () => {
    const run = factsOf("azure-native:compute:VirtualMachineRunCommandByVirtualMachine", {
      source: { script: "echo" },
      protectedParameters: [{ name: "a", value: new Withheld("hidden") }],
    });
    assert.deepEqual(
      run?.extensions.map(({ publisher, type }) => [shown(publisher), shown(type)]),
      [["Microsoft.CPlat.Core", "RunCommandHandler"]],
    );
    assert.deepEqual(
      texts(run).map(([, kind, text]) => [kind, text]),
      [
        ["script", "echo"],
        ["command", "hidden"],
      ],
    );
    const extension = factsOfArm({
      type: "Microsoft.Compute/virtualMachines/extensions",
      properties: { publisher: "Microsoft.Azure.Extensions", type: "CustomScript", protectedSettings: unknown },
    });
    assert.deepEqual(
      extension?.extensions.map(({ type }) => shown(type)),
      ["CustomScript"],
    );
    assert.deepEqual(texts(extension), [
      ["protected extension settings", "settings", "unknown", "properties.protectedSettings"],
    ]);
    const classic = factsOf("azurerm:index/virtualMachineExtension:VirtualMachineExtension", {
      type: unknown,
      settings: '{"a":1}',
    });
    assert.deepEqual(
      classic?.extensions.map(({ type, publisher }) => [shown(type), shown(publisher)]),
      [["unknown", "absent"]],
    );
    assert.deepEqual(texts(classic), [["extension settings", "settings", '{"a":1}', "settings"]]);
  });
});

describe("reading regions", () => {
  it("of any resource of Azure, but for global ones", () => {
    for (const [token, inputs, expected] of [
      ["azure-native:storage:StorageAccount", { location: "West Europe" }, ["westeurope"]],
      ["azure:storage/account:Account", { location: unknown }, ["unknown"]],
      ["azurerm:index/storageAccount:StorageAccount", { location: "eastus" }, ["eastus"]],
      [
        "azapi:index/resource:Resource",
        { type: "Microsoft.Storage/storageAccounts@2023-01-01", location: "EastUS" },
        ["eastus"],
      ],
      [
        "azapi:index/resource:Resource",
        { type: "Microsoft.Storage/storageAccounts@2023-01-01", body: { location: "EastUS" } },
        ["eastus"],
      ],
      ["azure-native:storage:StorageAccount", { location: 5 }, ["malformed"]],
      ["azure-native:storage:StorageAccount", unknown, ["unknown"]],
    ] as const)
      assert.deepEqual(regions(factsOf(token, inputs)), expected, token);
  });

  it("are not there, nor any other fact, where nothing is judged", () => {
    for (const [token, inputs] of [
      ["azure-native:network:DnsZone", { location: "Global" }],
      ["azure-native:storage:BlobContainer", { containerName: "a" }],
      ["azure-native:storage:BlobContainer", { location: null }],
      ["azure-native:storage:BlobContainer", null],
      ["aws:ec2/instance:Instance", { location: "eastus" }],
      ["pulumi:providers:azure-native", { location: "eastus" }],
      ["azapi:index/resource:Resource", { type: "Microsoft.Network/dnsZones@2018-05-01", location: "global" }],
    ] as const)
      assert.equal(factsOf(token, inputs), undefined, token);
  });

  it("mark the stack once", () => {
    assert.deepEqual(factsOf("pulumi:pulumi:Stack", {})?.regions, [
      { of: "stack", type: "pulumi:pulumi:Stack", region: { state: "absent", path: "" } },
    ]);
  });
});

describe("reading ARM bodies", () => {
  it("takes names in any letter case, and refuses to choose where one stands twice", () => {
    const read = (properties: Tree) =>
      sizes(factsOfArm({ TYPE: "MICROSOFT.COMPUTE/VIRTUALMACHINES", PROPERTIES: properties }));
    assert.deepEqual(read({ HardwareProfile: { VMSIZE: gpu } }), [gpu]);
    assert.deepEqual(read({ hardwareProfile: { vmSize: "Standard_B1s", VmSize: gpu } }), ["expression"]);
    assert.deepEqual(read({ hardwareProfile: { vmSize: "Standard_B1s" }, HardwareProfile: { vmSize: gpu } }), [
      "expression",
    ]);
  });

  it("reads nothing that stands beside the envelope, or in it where it does not belong", () => {
    const vm = factsOfArm({ type: "Microsoft.Compute/virtualMachines", hardwareProfile: { vmSize: "Standard_B1s" } });
    assert.deepEqual(
      vm?.requests.map(({ sizeAbsent }) => sizeAbsent),
      ["unreadable"],
    );
    const set = factsOfArm({
      type: "Microsoft.Compute/virtualMachineScaleSets",
      sku: { name: gpu },
      properties: { sku: { name: "Standard_B1s" } },
    });
    assert.deepEqual(sizes(set), [gpu]);
    assert.deepEqual(sizes(factsOf("azure-native:compute:VirtualMachine", { HardwareProfile: { vmSize: gpu } })), [
      "absent",
    ]);
  });

  it("reads children with short and full types, in lists and maps, and says which it cannot", () => {
    const pool = { properties: { vmSize: gpu, count: 2 } };
    const facts = factsOfArm(
      {
        type: "Microsoft.ContainerService/managedClusters",
        properties: {},
        resources: [
          { type: "agentPools", ...pool },
          { type: "Microsoft.ContainerService/managedClusters/agentPools", ...pool },
          { type: new Withheld("expression"), ...pool },
          unknown,
          7,
        ],
      },
      "resources[3]",
    );
    assert.deepEqual(
      facts?.requests.map(({ size, what }) => [shown(size), size.path, what]),
      [
        [gpu, "resources[3].resources[0].properties.vmSize", "agent pool"],
        [gpu, "resources[3].resources[1].properties.vmSize", "agent pool"],
      ],
    );
    assert.deepEqual(opaque(facts), [
      "resources[3].resources[2].type expression",
      "resources[3].resources[3] unknown",
      "resources[3].resources[4].type malformed",
    ]);
    const map = factsOfArm({
      type: "Microsoft.Storage/storageAccounts",
      resources: {
        vm: { type: "Microsoft.Compute/virtualMachines", properties: { hardwareProfile: { vmSize: gpu } } },
      },
    });
    assert.deepEqual(sizes(map), [gpu]);
  });

  it("is neither lost nor overwhelmed by nonsense", () => {
    const deep = JSON.parse(`${'{"type":"a.b/c","resources":['.repeat(3000)}${"]}".repeat(3000)}`) as Tree;
    assert.match(opaque(factsOfArm(deep)).at(-1) ?? "", /malformed$/);
    const lists = JSON.parse(`${"[".repeat(5000)}${"]".repeat(5000)}`) as Tree;
    for (const [i, odd] of [null, 5, "x", [], lists, { type: 5 }, { type: null }, { type: "" }].entries())
      assert.equal(opaque(factsOfArm(odd)).length, 1, `${i}`);
    for (const inputs of [
      lists,
      { sku: lists, virtualMachineProfile: lists },
      { sku: "x", virtualMachineProfile: 5 },
      null,
      5,
      "x",
    ]) {
      const facts = factsOf("azure-native:compute:VirtualMachineScaleSet", inputs);
      assert.ok((facts?.requests ?? []).every(({ size }) => size.state !== "known"));
    }
  });
});

describe("reading generic resources", () => {
  const resource = (more: { readonly [key: string]: Tree }) =>
    factsOf("azure-native:resources:Resource", {
      resourceProviderNamespace: "Microsoft.Compute",
      parentResourcePath: "",
      resourceType: "virtualMachines",
      properties: { hardwareProfile: { vmSize: gpu } },
      ...more,
    });

  it("finds the type behind its parts", () => {
    assert.deepEqual(
      resource({})?.requests.map(({ type, size }) => [type, shown(size), size.path]),
      [["Microsoft.Compute/virtualMachines", gpu, "properties.hardwareProfile.vmSize"]],
    );
    assert.deepEqual(
      sizes(
        resource({
          resourceProviderNamespace: "Microsoft.Network",
          resourceType: "a/b/providers/Microsoft.Compute/virtualMachines",
        }),
      ),
      [gpu],
    );
    assert.deepEqual(
      sizes(
        resource({
          resourceProviderNamespace: "Microsoft.Network",
          resourceType: "virtualNetworks",
          resourceName: "a/providers/Microsoft.Compute/virtualMachines/b",
        }),
      ),
      [gpu],
    );
    assert.deepEqual(sizes(resource({ resourceType: "/virtualMachines/" })), [gpu]);
    const child = resource({
      parentResourcePath: "virtualMachines/a",
      resourceType: "extensions",
      properties: { type: "CustomScript" },
    });
    assert.deepEqual(
      child?.extensions.map(({ type }) => shown(type)),
      ["CustomScript"],
    );
    const network = { resourceProviderNamespace: "Microsoft.Network", resourceType: "virtualNetworks" };
    assert.equal(
      resource({ ...network, properties: { addressSpace: { addressPrefixes: ["10.0.0.0/16"] } } }),
      undefined,
    );
  });

  it("says where the type cannot be read", () => {
    assert.deepEqual(opaque(resource({ resourceType: unknown })), ["resourceType unknown"]);
    assert.deepEqual(opaque(resource({ resourceProviderNamespace: new Withheld("hidden") })), [
      "resourceProviderNamespace hidden",
    ]);
    for (const odd of ["virtual%4dachines", "x/../virtualMachines", "virtualMachines?x=1", "", 5])
      assert.deepEqual(opaque(resource({ resourceType: odd })), ["resourceType malformed"], `${odd}`);
  });

  const azapi = (more: { readonly [key: string]: Tree }, token = "azapi:index/resource:Resource") =>
    factsOf(token, { type: "Microsoft.Compute/virtualMachines@2024-07-01", ...more });

  it("reads azapi's bodies, and says what of them it cannot", () => {
    const body = { properties: { hardwareProfile: { vmSize: gpu } } };
    assert.deepEqual(
      azapi({ body })?.requests.map(({ size }) => size.path),
      ["body.properties.hardwareProfile.vmSize"],
    );
    assert.deepEqual(sizes(azapi({ body: unknown })), ["unknown"]);
    assert.deepEqual(opaque(azapi({ body: "{" })), ["body malformed"]);
    assert.deepEqual(opaque(azapi({ type: unknown })), ["type unknown"]);
    assert.deepEqual(opaque(azapi({ type: "" })), ["type malformed"]);
    assert.deepEqual(opaque(azapi({ body, sensitiveBody: unknown })), ["sensitiveBody unknown"]);
    assert.deepEqual(
      sizes(azapi({ body, sensitiveBody: { properties: { hardwareProfile: { vmSize: "Standard_B1s" } } } })),
      ["Standard_B1s"],
    );
  });

  it("takes a change without a size for what it is", () => {
    for (const [token, absent] of [
      ["azapi:index/resource:Resource", "unreadable"],
      ["azapi:index/updateResource:UpdateResource", "default"],
    ] as const)
      assert.deepEqual(
        azapi({ body: { tags: {} } }, token)?.requests.map(({ sizeAbsent }) => sizeAbsent),
        [absent],
      );
  });
});
