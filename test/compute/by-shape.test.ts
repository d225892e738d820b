import assert from "node:assert/strict";
import type { Facts } from "../../compute/facts";
import { factsOf, factsOfArm } from "../../compute/facts-of";
import { type Tree, type Value, Withheld } from "../../compute/value";
import { quiet } from "./by-shape-quiet";

const gpu = "Standard_NC24ads_A100_v4";

const shown = <T>(leaf: Value<T>) => (leaf.state === "known" ? leaf.value : leaf.state);
const asked = (facts: Facts | undefined) =>
  (facts?.requests ?? []).map(({ size, accelerator, count, ceiling }) =>
    [
      size.state === "absent" ? [] : [`${size.path} = ${shown(size)}`],
      accelerator.state === "absent" ? [] : [`${accelerator.path} = ${shown(accelerator)}`],
      count.state === "absent" ? [] : [`× ${shown(count)}`],
      ceiling.state === "absent" ? [] : [`to ${shown(ceiling)}`],
    ]
      .flat()
      .join(" "),
  );

/** Shapes that no type has yet, and what they ask for. */
const planted: readonly (readonly [inputs: { [key: string]: Tree }, ...expected: readonly string[]])[] = [
  // the name of an accelerator's size, under any name
  [{ flavour: gpu }, `flavour = ${gpu}`],
  [{ rig: { of: "standard_nd96isr_h100_v5" } }, "rig.of = standard_nd96isr_h100_v5"],
  [{ data: { vmSize: gpu } }, `data.vmSize = ${gpu}`],
  [{ key: "vmSize", value: gpu }, `value = ${gpu}`],
  [{ fpga: "Standard_NP10s" }, "fpga = Standard_NP10s"],
  [{ encoder: "Standard_PB6s" }, "encoder = Standard_PB6s"],
  // of a family that is newer than the catalogue
  [{ machine: "Standard_NX128_R300_v9" }, "machine = Standard_NX128_R300_v9"],
  // known sizes where a size stands
  [{ vmSize: "Standard_D4s_v5" }, "vmSize = Standard_D4s_v5"],
  [{ hardwareProfile: { vmSize: "D4s_v5" }, count: 3 }, "hardwareProfile.vmSize = Standard_D4s_v5 × 3"],
  [{ sku: { name: "Standard_M208ms_v2", capacity: 7 } }, "sku.name = Standard_M208ms_v2 × 7"],
  [{ skuName: "Standard_F72s_v2" }, "skuName = Standard_F72s_v2"],
  [{ nodeTypeId: "Standard_DS3_v2", numWorkers: 8 }, "nodeTypeId = Standard_DS3_v2 × 8"],
  [
    {
      pools: [
        { instanceType: "Standard_D2s_v5", minNodes: 1, maxNodes: 9 },
        { instanceType: "NC6s_v3", nodeCount: 2 },
      ],
    },
    "pools[0].instanceType = Standard_D2s_v5 to 9",
    "pools[1].instanceType = Standard_NC6s_v3 × 2",
  ],
  [
    { vmSizesProfile: [{ name: "Standard_D2s_v5" }, { name: "Standard_D4s_v5" }] },
    "vmSizesProfile[0].name = Standard_D2s_v5",
    "vmSizesProfile[1].name = Standard_D4s_v5",
  ],
  [{ vmSizes: ["Standard_D2s_v5", gpu], count: 4 }, "vmSizes[0] = Standard_D2s_v5 × 4", `vmSizes[1] = ${gpu} × 4`],
  // accelerators by their type
  [{ acceleratorType: "H100_80GB" }, "acceleratorType = H100_80GB"],
  [{ kind: "GpuAccelerator" }, "kind = GpuAccelerator"],
  [{ runsOn: "nvidia-a100" }, "runsOn = nvidia-a100"],
  [{ config: { workloadType: "GPU_LARGE" } }, "config.workloadType = GPU_LARGE"],
  [{ sku: { name: "GPU_H100_8x" } }, "sku.name = GPU_H100_8x"],
  [{ nodeSizeFamily: "HardwareAcceleratedGPU" }, "nodeSizeFamily = HardwareAcceleratedGPU"],
  [{ gpu: "nvidia-tesla-t4" }, "gpu = nvidia-tesla-t4"],
  // and by their number
  [{ gpu: 1 }, "gpu = GPU × 1"],
  [{ resources: { gpuCount: "2" } }, "resources.gpuCount = GPU × 2"],
  [{ gpu: { count: 4, sku: "V100" } }, "gpu.sku = V100 × 4"],
  [{ devices: { gpus: [{ deviceName: "nvidia.com/GV100" }, {}] } }, "devices.gpus = GPU × 2"],
  [
    { replicas: 3, template: { resources: { limits: { "nvidia.com/gpu": 2 }, requests: { "nvidia.com/gpu": 2 } } } },
    "template.resources.limits.nvidia.com/gpu = nvidia.com/gpu × 6",
  ],
  [
    {
      workerGroupSpecs: [{ replicas: 2, maxReplicas: 8, template: { resources: { limits: { "nvidia.com/gpu": 4 } } } }],
    },
    "workerGroupSpecs[0].template.resources.limits.nvidia.com/gpu = nvidia.com/gpu × 8 to 32",
  ],
  // what is no number says nothing of how many
  [{ vmSize: "Standard_D2s_v5", count: "auto", capacity: "S" }, "vmSize = Standard_D2s_v5"],
  [{ resources: { requests: { "amd.com/gpu": "1" } } }, "resources.requests.amd.com/gpu = amd.com/gpu × 1"],
  // by the selectors of what makes machines as they are needed
  [
    { requirements: [{ key: "karpenter.azure.com/sku-gpu-name", operator: "In", values: ["A100"] }] },
    "requirements[0].values[0] = A100",
  ],
  [
    { requirements: [{ key: "karpenter.azure.com/sku-family", operator: "In", values: ["D", "N"] }] },
    "requirements[0].values[1] = N",
  ],
  [
    { requirements: [{ key: "karpenter.azure.com/sku-gpu-count", operator: "Gt", values: ["0"] }] },
    "requirements[0].values[0] = GPU × 0",
  ],
  [{ vmFamily: "standardNCADSA100v4Family" }, "vmFamily = standardNCADSA100v4Family"],
  // what is not known yet, or made by an expression
  [{ vmSize: new Withheld("unknown") }, "vmSize = unknown"],
  [{ gpuCount: new Withheld("unknown") }, "gpuCount = unknown × unknown"],
  [{ shape: new Withheld("expression", ["Standard_NC", "24ads_A100_v4"]) }, "shape = expression"],
];

/** The roads that lead to a type of which nobody has heard. */
const roads: readonly (readonly [road: string, (inputs: { [key: string]: Tree }) => Facts | undefined, at?: string])[] =
  [
    ["azure-native", inputs => factsOf("azure-native:contoso:Rig", inputs)],
    ["a version of it", inputs => factsOf("azure-native_contoso_v20990101:contoso:Rig", inputs)],
    ["classic", inputs => factsOf("azure:contoso/rig:Rig", inputs)],
    ["azurerm, bridged", inputs => factsOf("azurerm:index/rig:Rig", inputs)],
    ["a package of another maker", inputs => factsOf("fabrikam:index:Rig", inputs)],
    ["a dynamic provider", inputs => factsOf("pulumi-nodejs:dynamic:Resource", inputs)],
    ["Databricks", inputs => factsOf("databricks:index/rig:Rig", inputs)],
    ["a Kubernetes object", inputs => factsOf("kubernetes:contoso.com/v1:Rig", inputs)],
    ["a chart's values", inputs => factsOf("kubernetes:helm.sh/v3:Release", { values: inputs }), "values."],
    [
      "azapi",
      properties =>
        factsOf("azapi:index/resource:Resource", { type: "Contoso.New/rigs@2099-01-01", body: { properties } }),
      "body.properties.",
    ],
    [
      "resources:Resource",
      properties =>
        factsOf("azure-native:resources:Resource", {
          resourceProviderNamespace: "Contoso.New",
          parentResourcePath: "",
          resourceType: "rigs",
          resourceName: "a",
          properties,
        }),
      "properties.",
    ],
    ["a live resource", properties => factsOfArm({ type: "Contoso.New/rigs", name: "a", properties }), "properties."],
    [
      "a child in its parent",
      properties =>
        factsOfArm({ type: "Contoso.New/yards", name: "a", resources: [{ type: "rigs", name: "b", properties }] }),
      "resources[0].properties.",
    ],
  ];

const deployed = (template: Tree) => factsOf("azure-native:resources:Deployment", { properties: { template } });

describe("a type that no row knows", () => {
  for (const [inputs, ...expected] of planted)
    it(`gives a compute request by its shape: ${expected.join(", ")}`, () => {
      for (const [road, facts, at = ""] of roads) {
        const found = facts(inputs);
        const paths = expected.map(one => one.replace(/(^| )(?=[\w.[\]/]+ = )/g, `$1${at}`));
        assert.deepEqual(asked(found), paths, road);
        assert.equal(found?.opaque.length, 0, road);
      }
    });

  it("is read in a template, with its expressions worked out", () => {
    const rig = (properties: Tree) => ({ type: "Contoso.New/rigs", apiVersion: "2099-01-01", name: "a", properties });
    const facts = deployed({
      parameters: { model: { defaultValue: "A100" }, n: { defaultValue: 3 } },
      variables: { whole: { size: "[concat('Standard_NC24ads_', parameters('model'), '_v4')]" } },
      resources: [
        rig({ machine: "[variables('whole').size]", count: "[parameters('n')]" }),
        rig("[variables('whole')]"),
        { ...rig({ vmSize: "Standard_D2s_v5" }), copy: { name: "many", count: 5 } },
        rig({ vmSize: "[reference('elsewhere').outputs.size.value]" }),
      ],
    });
    const at = (i: number) => `properties.template.resources[${i}].properties`;
    const five = Array.from({ length: 5 }, () => `${at(2)}.vmSize = Standard_D2s_v5`);
    assert.deepEqual(
      asked(facts).map(one => one.replace(/ × 1$/, "")),
      [`${at(0)}.machine = ${gpu} × 3`, `${at(1)}.size = ${gpu}`, ...five, `${at(3)}.vmSize = expression`],
    );
  });

  const sent = (type: string, action: string, body: Tree) =>
    factsOf("azapi:index/resourceAction:ResourceAction", {
      type: `${type}@2099-01-01`,
      resourceId: `/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/a/providers/${type}/b`,
      action,
      body,
    });

  it("is read in what an action is sent, unless the action only asks", () => {
    const order = { properties: { pools: [{ vmSize: gpu, count: 2 }] } };
    assert.deepEqual(asked(sent("Contoso.New/rigs", "scaleOut", order)), [
      `body.properties.pools[0].vmSize = ${gpu} × 2`,
    ]);
    for (const action of ["listSizes", "checkCapacity", "validate", "generateScores", "calculatePrice"])
      assert.deepEqual(asked(sent("Contoso.New/rigs", action, order)), [], action);
    assert.deepEqual(asked(sent("Microsoft.Migrate/assessments", "assess", order)), []);
  });

  it("keeps its region, and is worded as found by its shape", () => {
    const [request] = factsOf("azure-native:contoso:Rig", { location: "Japan East", vmSize: gpu })?.requests ?? [];
    assert.deepEqual(
      [request?.type, request?.region],
      ["azure-native:contoso:Rig", { state: "known", value: "japaneast", path: "location" }],
    );
    assert.match(request?.what ?? "", /looks like .*found by its shape/);
  });

  it("is asked for once: a type with a row, a template or a right goes its own road", () => {
    const vm = { type: "Microsoft.Compute/virtualMachines", properties: { hardwareProfile: { vmSize: gpu } } };
    assert.equal(factsOfArm(vm)?.requests.length, 1);
    assert.equal(deployed({ resources: [vm] })?.requests.length, 1);
    assert.equal(factsOfArm({ type: "Contoso.New/yards", resources: [vm] })?.requests.length, 1);
    for (const token of ["azure-native:authorization:PolicyAssignment", "azure-native:authorization:PolicyDefinition"])
      assert.deepEqual(factsOf(token, { parameters: { sizes: { value: [gpu] } } })?.requests ?? [], [], token);
  });

  it("is read to a depth and a size that no resource has, and beyond them says so", () => {
    let deep: Tree = { vmSize: gpu };
    for (let i = 0; i < 100; i++) deep = { inner: deep };
    const wide = { list: Array.from({ length: 300_000 }, () => 0), last: { vmSize: gpu } };
    for (const inputs of [deep, wide])
      assert.deepEqual(
        factsOf("azure-native:contoso:Rig", inputs)?.opaque.map(({ state }) => state),
        ["cutOff"],
      );
  });
});

describe("what looks like machines and orders none", () => {
  for (const [what, type, inputs] of quiet)
    it(`is quiet: ${what}`, () => {
      const facts = type.includes(":") ? factsOf(type, inputs) : factsOfArm({ type, ...inputs });
      assert.deepEqual(asked(facts), []);
      assert.deepEqual(facts?.opaque ?? [], []);
    });
});

describe("the net below a row: a type that the table knows, in a shape that its row does not", () => {
  const outgrown = (type: string, properties: Tree) => asked(factsOfArm({ type, name: "a", properties }));

  it("orders accelerators wherever it names their size", () => {
    const computes = "Microsoft.CognitiveServices/accounts/computes";
    assert.deepEqual(outgrown(computes, { vmSize: gpu, nodeCount: 3 }), [`properties.vmSize = ${gpu} × 3`]);
    assert.deepEqual(outgrown(computes, { scale: { groups: [{ of: gpu }] } }), [
      `properties.scale.groups[0].of = ${gpu}`,
    ]);
  });

  it("orders nothing else, and nothing where the row finds machines or says when there are none", () => {
    const computes = "Microsoft.CognitiveServices/accounts/computes";
    assert.deepEqual(outgrown(computes, { vmSize: "Standard_D2s_v5" }), []);
    assert.deepEqual(outgrown(computes, { description: gpu, allowedSizes: [gpu] }), []);
    assert.deepEqual(outgrown(computes, { pools: [{ instanceType: "Standard_D2s_v5" }], was: gpu }), [
      "properties.pools[0].instanceType = Standard_D2s_v5",
    ]);
    const deployment = "Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments";
    assert.deepEqual(outgrown(deployment, { endpointComputeType: "Kubernetes", instanceType: gpu }), []);
  });
});
