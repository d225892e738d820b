import assert from "node:assert/strict";
import { factsOf } from "../../compute/facts-of";
import { normalToken } from "../../compute/tokens";
import { computeTypes, type ShapedType, shapedTypeOf } from "../../compute/types";
import type { Tree } from "../../compute/value";

const gpu = "Standard_ND96asr_v4";
const ordinary = "Standard_D2s_v5";

const native = (size: string): Tree => ({ sku: { name: size, capacity: 3 }, virtualMachineProfile: {} });
const body = (size: string): Tree => ({ sku: { name: size, capacity: 3 }, properties: { virtualMachineProfile: {} } });
const armType = "Microsoft.Compute/virtualMachineScaleSets";

/** Every way to write one scale set. */
const spellings: readonly (readonly [token: string, inputs: (size: string) => Tree])[] = [
  ["azure-native:compute:VirtualMachineScaleSet", native],
  ["azure-native:compute/v20240701:VirtualMachineScaleSet", native],
  ["azure-native:compute/v20210401preview:VirtualMachineScaleSet", native],
  ["azure-native:compute/v20200930privatepreview:VirtualMachineScaleSet", native],
  ["azure-native_compute_v20240701:compute:VirtualMachineScaleSet", native],
  ["azure-native_compute_v20240701:compute/v20240701:VirtualMachineScaleSet", native],
  ["azure-native_Compute_v20240701:Compute:VirtualMachineScaleSet", native],
  ["AZURE-NATIVE:COMPUTE:VIRTUALMACHINESCALESET", native],
  ["azure-nextgen:compute/latest:VirtualMachineScaleSet", native],
  ["azure:compute/linuxVirtualMachineScaleSet:LinuxVirtualMachineScaleSet", size => ({ sku: size, instances: 3 })],
  ["azure:compute/windowsVirtualMachineScaleSet:WindowsVirtualMachineScaleSet", size => ({ sku: size, instances: 3 })],
  [
    "azure:compute/orchestratedVirtualMachineScaleSet:OrchestratedVirtualMachineScaleSet",
    size => ({ skuName: size, instances: 3 }),
  ],
  ["azure:compute/scaleSet:ScaleSet", size => ({ sku: { name: size, capacity: 3 } })],
  ["azurerm:index/linuxVirtualMachineScaleSet:LinuxVirtualMachineScaleSet", size => ({ sku: size, instances: 3 })],
  ["azurerm:index/virtualMachineScaleSet:VirtualMachineScaleSet", size => ({ sku: { name: size, capacity: 3 } })],
  [
    "azure-native:resources:Resource",
    size => ({
      resourceProviderNamespace: "Microsoft.Compute",
      parentResourcePath: "",
      resourceType: "virtualMachineScaleSets",
      ...(body(size) as object),
    }),
  ],
  [
    "azure-native_resources_v20240701:resources:Resource",
    size => ({
      resourceProviderNamespace: "microsoft.compute",
      parentResourcePath: "",
      resourceType: "VIRTUALMACHINESCALESETS",
      ...(body(size) as object),
    }),
  ],
  ["azapi:index/resource:Resource", size => ({ type: `${armType}@2024-07-01`, body: body(size) })],
  ["azapi:index/resource:Resource", size => ({ type: `${armType}@2024-07-01`, body: JSON.stringify(body(size)) })],
  ["azapi:index/updateResource:UpdateResource", size => ({ type: `${armType}@2024-07-01`, body: body(size) })],
  ["azapi:index/resourceAction:ResourceAction", size => ({ type: armType.toUpperCase(), body: body(size) })],
  [
    "azapi:index/resource:Resource",
    size => ({ type: `${armType}@2024-07-01`, body: { sku: { capacity: 3 } }, sensitiveBody: { sku: { name: size } } }),
  ],
];

describe("type tokens", () => {
  for (const [token, inputs] of spellings)
    it(`${token} is a scale set`, () => {
      for (const size of [gpu, ordinary]) {
        const requests = factsOf(token, inputs(size))?.requests ?? [];
        assert.deepEqual(
          requests.map(({ type, size, count }) => [
            type,
            "value" in size && size.value,
            "value" in count && count.value,
          ]),
          [[armType, size, 3]],
        );
      }
    });

  it("lead to the same row however azure-native spells them", () => {
    for (const row of computeTypes)
      for (const token of row.native) {
        const [module, type] = token.split(":") as [string, string];
        for (const spelling of [
          `azure-native:${module}:${type}`,
          `azure-native:${module}/v20240701:${type}`,
          `azure-native:${module}/v20200930privatepreview:${type}`,
          `azure-native_${module}_v20240701preview:${module}:${type}`,
          `azure-native_${module}_v20240701:${module}/v20240701:${type}`,
          `AZURE-NATIVE:${module.toUpperCase()}:${type.toUpperCase()}`,
          `azure-nextgen:${module}/latest:${type}`,
        ])
          assert.equal(shapedTypeOf(normalToken(spelling).token)?.type, row, spelling);
        assert.equal(shapedTypeOf(normalToken(`my-azure-native:${module}:${type}`).token), undefined);
      }
  });

  it("lead to the same shape in both of Terraform's languages, and each name to one", () => {
    const named = new Map<string, ShapedType["shape"]>();
    for (const { classic = [] } of computeTypes)
      for (const shape of classic) {
        const names = shape.azurerm ?? shape.types.map(type => type.replace(/^\w+\/|:\w+$/g, ""));
        assert.equal(names.length, shape.types.length, shape.types.join());
        for (const name of names) {
          assert.equal(named.has(name.toLowerCase()), false, name);
          named.set(name.toLowerCase(), shape);
          assert.equal(shapedTypeOf(normalToken(`azurerm:index/${name}:${name}`).token)?.shape, shape, name);
        }
        for (const type of shape.types)
          assert.equal(shapedTypeOf(normalToken(`azure:${type}`).token)?.shape, shape, type);
      }
  });

  it("have one current spelling", () => {
    for (const [token, language, current] of [
      ["azure-native:compute/v20240701:VirtualMachine", "azure-native", "azure-native:compute:VirtualMachine"],
      ["azure-native_compute_v20240701:compute:VirtualMachine", "azure-native", "azure-native:compute:VirtualMachine"],
      ["azure-native:insights/v20221001:AutoscaleSetting", "azure-native", "azure-native:monitor:AutoscaleSetting"],
      ["azure-native:Insights:autoscaleSetting", "azure-native", "azure-native:monitor:AutoscaleSetting"],
      ["azure-native:insights:Component", "azure-native", "azure-native:insights:Component"],
      [
        "azure-native:machinelearningservices:MachineLearningCompute",
        "azure-native",
        "azure-native:machinelearningservices:Compute",
      ],
      ["azure-native:web/v20230101:ContainerApp", "azure-native", "azure-native:app:ContainerApp"],
      ["azure-native:web/v20150801:ServerFarm", "azure-native", "azure-native:web:AppServicePlan"],
      ["azure-native:web/v20150801:SiteSlot", "azure-native", "azure-native:web:WebAppSlot"],
      ["azure-native:devtestlab/v20150521preview:FormulaResource", "azure-native", "azure-native:devtestlab:Formula"],
      ["azure-native:resources/v20240701:Resource", "generic", "azure-native:resources:Resource"],
      ["azure:role/assignment:Assignment", "azure", "azure:authorization/assignment:Assignment"],
      ["azure:managementresource/manangementLock:ManangementLock", "azure", "azure:management/lock:Lock"],
      [
        "azure:compute/linuxVirtualMachine:LinuxVirtualMachine",
        "azure",
        "azure:compute/linuxVirtualMachine:LinuxVirtualMachine",
      ],
      ["azurerm:index/batchPool:BatchPool", "azurerm", "azurerm:index/batchPool:BatchPool"],
      ["azapi:index/resource:Resource", "azapi", "azapi:index/resource:Resource"],
      ["pulumi:providers:azure-native_compute_v20240701", "pulumi", "pulumi:providers:azure-native_compute_v20240701"],
      ["pulumi:pulumi:Stack", "pulumi", "pulumi:pulumi:Stack"],
      ["vm:index:Module", "unknown", "vm:index:Module"],
      ["azuread:index/user:User", "unknown", "azuread:index/user:User"],
      ["pulumi-nodejs:dynamic:Resource", "unknown", "pulumi-nodejs:dynamic:Resource"],
      ["my-azure-native:compute:VirtualMachine", "unknown", "my-azure-native:compute:VirtualMachine"],
      ["azure-native", "unknown", "azure-native"],
      ["", "unknown", ""],
    ] as const)
      assert.deepEqual(normalToken(token), { package: language, token: current }, token);
  });
});
