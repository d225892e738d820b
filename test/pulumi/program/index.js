// One scale set of two machines, in the spelling that SPELLING names and of the size that SIZE names.
const { CustomResource, runtime, secret } = require("@pulumi/pulumi");

const region = "westeurope";
const size = process.env.SIZE;

const inputs = vmSize => ({
  resourceGroupName: "contoso-render",
  vmScaleSetName: "render",
  location: region,
  sku: { name: vmSize, tier: "Standard", capacity: 2 },
  upgradePolicy: { mode: "Manual" },
});

/** A resource of which only the token is known, as an SDK that is not installed here would register it. */
const raw = (token, properties, packageRef) => new CustomResource(token, "render", properties, {}, false, packageRef);

const template = resources => ({
  $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  contentVersion: "1.0.0.0",
  resources,
});

const armScaleSet = {
  type: "Microsoft.Compute/virtualMachineScaleSets",
  apiVersion: "2024-07-01",
  name: "render",
  location: region,
  sku: { name: size, tier: "Standard", capacity: 2 },
  properties: { upgradePolicy: { mode: "Manual" } },
};

const deployment = resources => {
  const { Deployment } = require("@pulumi/azure-native/resources");
  return new Deployment("render", {
    resourceGroupName: "contoso-render",
    properties: { mode: "Incremental", template: template(resources) },
  });
};

const current = vmSize => {
  const { VirtualMachineScaleSet } = require("@pulumi/azure-native/compute");
  return new VirtualMachineScaleSet("render", inputs(vmSize));
};

const spellings = {
  current: () => current(size),
  versioned: () => raw("azure-native:compute/v20240701:VirtualMachineScaleSet", inputs(size)),
  local: () => raw("azure-native_compute_v20240701:compute:VirtualMachineScaleSet", inputs(size)),
  // As the utilities of an SDK do that `pulumi package add azure-native compute v20240701` has written.
  parameterized: () =>
    raw(
      "azure-native_compute_v20240701:compute:VirtualMachineScaleSet",
      inputs(size),
      runtime.registerPackage({
        baseProviderName: "azure-native",
        baseProviderVersion: "3.28.0",
        baseProviderDownloadUrl: "",
        packageName: "azure-native_compute_v20240701",
        packageVersion: "3.28.0",
        base64Parameter: Buffer.from(JSON.stringify({ module: "compute", version: "v20240701" })).toString("base64"),
      }),
    ),
  classic: () =>
    raw("azure:compute/linuxVirtualMachineScaleSet:LinuxVirtualMachineScaleSet", {
      resourceGroupName: "contoso-render",
      location: region,
      sku: size,
      instances: 2,
      adminUsername: "contoso",
    }),
  azapi: () =>
    raw("azapi:index/resource:Resource", {
      type: "Microsoft.Compute/virtualMachineScaleSets@2024-07-01",
      name: "render",
      location: region,
      body: { sku: { name: size, tier: "Standard", capacity: 2 }, properties: {} },
    }),
  generic: () =>
    raw("azure-native:resources:Resource", {
      resourceGroupName: "contoso-render",
      resourceProviderNamespace: "Microsoft.Compute",
      resourceType: "virtualMachineScaleSets",
      resourceName: "render",
      parentResourcePath: "",
      location: region,
      sku: { name: size, tier: "Standard", capacity: 2 },
      properties: {},
    }),
  letterCase: () => raw("azure-native:Compute:virtualmachinescaleset", inputs(size.toUpperCase())),
  template: () => deployment([armScaleSet]),
  nested: () =>
    deployment([
      {
        type: "Microsoft.Resources/deployments",
        apiVersion: "2022-09-01",
        name: "inner",
        properties: { mode: "Incremental", template: template([armScaleSet]) },
      },
    ]),
  secret: () => current(secret(size)),
  // The size is an output of another resource: nobody knows it before that resource is there.
  late: () => {
    const { ResourceGroup } = require("@pulumi/azure-native/resources");
    const group = new ResourceGroup("first", { resourceGroupName: "first", location: region });
    return current(group.type.apply(() => size));
  },
};

const chosen = spellings[process.env.SPELLING];
if (!chosen) throw new Error(`SPELLING must be one of ${Object.keys(spellings).join(", ")}`);
chosen();
