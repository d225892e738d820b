import type { Json, Row } from "../../json";
import { guid, tenantId } from "../ids";

/** Resources and quota as the services write them. */

export function resource(
  subscription: string,
  group: string,
  type: string,
  name: string,
  location: string,
  more: Row,
): Row {
  const [namespace, ...types] = type.split("/");
  const names = name.split("/");
  const path = types.map((part, i) => `${part}/${names[i]}`).join("/");
  const id = `/subscriptions/${subscription}/resourceGroups/${group}/providers/${namespace}/${path}`;
  return { name: names.at(-1) ?? "", id, type, location, ...more };
}

export function virtualMachine(
  subscription: string,
  group: string,
  name: string,
  location: string,
  vmSize: string,
  createdOn: string,
): Row {
  const disk = `/subscriptions/${subscription}/resourceGroups/${group}/providers/Microsoft.Compute/disks/${name}-os`;
  return resource(subscription, group, "Microsoft.Compute/virtualMachines", name, location, {
    properties: {
      hardwareProfile: { vmSize },
      provisioningState: "Succeeded",
      vmId: "00000000-0000-0000-0000-000000000000",
      storageProfile: {
        imageReference: { publisher: "Canonical", offer: "ubuntu-24_04-lts", sku: "server", version: "latest" },
        osDisk: {
          osType: "Linux",
          name: `${name}-os`,
          createOption: "FromImage",
          caching: "ReadWrite",
          managedDisk: { storageAccountType: "Premium_LRS", id: disk },
          deleteOption: "Delete",
          diskSizeGB: 30,
        },
        dataDisks: [],
      },
      osProfile: {
        computerName: name,
        adminUsername: "azureuser",
        linuxConfiguration: { disablePasswordAuthentication: true },
        secrets: [],
      },
      networkProfile: { networkInterfaces: [] },
      timeCreated: createdOn,
    },
  });
}

export function scaleSet(
  subscription: string,
  group: string,
  name: string,
  location: string,
  size: string,
  capacity: number,
  createdOn: string,
  extensions: readonly Row[] = [],
): Row {
  return resource(subscription, group, "Microsoft.Compute/virtualMachineScaleSets", name, location, {
    sku: { name: size, tier: "Standard", capacity },
    properties: {
      singlePlacementGroup: false,
      orchestrationMode: "Uniform",
      upgradePolicy: { mode: "Manual" },
      virtualMachineProfile: {
        osProfile: { computerNamePrefix: name, adminUsername: "azureuser" },
        storageProfile: {
          osDisk: { osType: "Linux", createOption: "FromImage", managedDisk: { storageAccountType: "Premium_LRS" } },
        },
        extensionProfile: { extensions },
        priority: "Regular",
      },
      provisioningState: "Succeeded",
      overprovision: true,
      timeCreated: createdOn,
    },
  });
}

export function extension(
  subscription: string,
  group: string,
  machine: string,
  location: string,
  publisher: string,
  type: string,
): Row {
  return resource(subscription, group, "Microsoft.Compute/virtualMachines/extensions", `${machine}/${type}`, location, {
    properties: {
      autoUpgradeMinorVersion: true,
      provisioningState: "Succeeded",
      publisher,
      type,
      typeHandlerVersion: "1.9",
      settings: {},
    },
  });
}

export function containerGroup(
  subscription: string,
  group: string,
  name: string,
  location: string,
  image: string,
  command: readonly string[],
  cpu: number,
): Row {
  return resource(subscription, group, "Microsoft.ContainerInstance/containerGroups", name, location, {
    properties: {
      sku: "Standard",
      provisioningState: "Succeeded",
      osType: "Linux",
      restartPolicy: "Always",
      containers: [
        {
          name,
          properties: {
            image,
            command,
            ports: [],
            environmentVariables: [],
            resources: { requests: { memoryInGB: 4, cpu } },
          },
        },
      ],
      initContainers: [],
      isCustomProvisioningTimeout: false,
    },
  });
}

export function agentPool(name: string, vmSize: string, count: number, mode: "System" | "User"): Row {
  return {
    name,
    count,
    vmSize,
    osDiskSizeGB: 128,
    osDiskType: "Managed",
    maxPods: 110,
    type: "VirtualMachineScaleSets",
    enableAutoScaling: false,
    provisioningState: "Succeeded",
    powerState: { code: "Running" },
    orchestratorVersion: "1.33.5",
    mode,
    osType: "Linux",
    osSKU: "Ubuntu",
  };
}

/** Its limits bind each family, as `families` says; Azure lists those with nothing too. */
export function batchAccount(
  subscription: string,
  group: string,
  name: string,
  location: string,
  families: readonly (readonly [family: string, cores: number])[],
): Row {
  return resource(subscription, group, "Microsoft.Batch/batchAccounts", name, location, {
    properties: {
      provisioningState: "Succeeded",
      poolAllocationMode: "BatchService",
      accountEndpoint: `${name}.${location}.batch.azure.com`,
      dedicatedCoreQuota: families.reduce((sum, [, cores]) => sum + cores, 0),
      dedicatedCoreQuotaPerVMFamilyEnforced: true,
      dedicatedCoreQuotaPerVMFamily: families.map(([family, coreQuota]) => ({ name: family, coreQuota })),
      lowPriorityCoreQuota: 0,
      poolQuota: 100,
    },
  });
}

/** A pool has no location of its own: it stands where its account does. */
export function batchPool(
  subscription: string,
  group: string,
  account: string,
  name: string,
  vmSize: string,
  nodes: number,
): Row {
  const { location: _, ...row } = resource(
    subscription,
    group,
    "Microsoft.Batch/batchAccounts/pools",
    `${account}/${name}`,
    "",
    {
      properties: {
        provisioningState: "Succeeded",
        allocationState: "Steady",
        vmSize,
        currentDedicatedNodes: nodes,
        currentLowPriorityNodes: 0,
        scaleSettings: {
          fixedScale: { targetDedicatedNodes: nodes, targetLowPriorityNodes: 0, resizeTimeout: "PT15M" },
        },
      },
    },
  );
  return row;
}

export function workspace(subscription: string, group: string, name: string, location: string): Row {
  return resource(subscription, group, "Microsoft.MachineLearningServices/workspaces", name, location, {
    kind: "Default",
    sku: { name: "Basic", tier: "Basic" },
    properties: { friendlyName: name, provisioningState: "Succeeded" },
  });
}

/** A cluster of a workspace, which grows to its ceiling when a job asks for it. */
export function amlCluster(
  subscription: string,
  group: string,
  workspace: string,
  name: string,
  location: string,
  vmSize: string,
  maxNodeCount: number,
): Row {
  const type = "Microsoft.MachineLearningServices/workspaces/computes";
  return resource(subscription, group, type, `${workspace}/${name}`, location, {
    properties: {
      computeType: "AmlCompute",
      computeLocation: location,
      provisioningState: "Succeeded",
      properties: {
        vmSize,
        vmPriority: "Dedicated",
        scaleSettings: { minNodeCount: 0, maxNodeCount, nodeIdleTimeBeforeScaleDown: "PT2M" },
        currentNodeCount: 0,
        targetNodeCount: 0,
      },
    },
  });
}

/** One row of `locations/{l}/usages`. */
export function usage(value: string, localizedValue: string, currentValue: number, limit: number): Row {
  return { unit: "Count", currentValue, limit, name: { value, localizedValue } };
}

/** One SKU as `Microsoft.Compute/skus` lists it. */
export function sku(name: string, family: string, vCPUs: number, gpus: number, locations: readonly string[]): Row {
  const capabilities: Json[] = [
    { name: "vCPUs", value: String(vCPUs) },
    { name: "LowPriorityCapable", value: "True" },
  ];
  if (gpus > 0) capabilities.push({ name: "GPUs", value: String(gpus) });
  return {
    resourceType: "virtualMachines",
    name,
    tier: "Standard",
    size: name.replace("Standard_", ""),
    family,
    locations,
    locationInfo: locations.map(location => ({ location, zones: ["1", "2", "3"], zoneDetails: [] })),
    capabilities,
    restrictions: [],
  };
}

/** A key vault in which roles decide who reads what; without policies, unless some are given. */
export const vault = (
  subscription: string,
  group: string,
  name: string,
  location: string,
  accessPolicies?: readonly Row[],
): Row =>
  resource(subscription, group, "Microsoft.KeyVault/vaults", name, location, {
    tags: {},
    properties: {
      sku: { family: "A", name: "standard" },
      tenantId,
      accessPolicies: [...(accessPolicies ?? [])],
      enabledForDeployment: false,
      enabledForDiskEncryption: false,
      enabledForTemplateDeployment: false,
      enableSoftDelete: true,
      softDeleteRetentionInDays: 90,
      enableRbacAuthorization: accessPolicies === undefined,
      enablePurgeProtection: true,
      vaultUri: `https://${name}.vault.azure.net/`,
      provisioningState: "Succeeded",
      publicNetworkAccess: "Enabled",
    },
  });

/** Who issues the tokens of a cluster's pods. */
export const clusterIssuer = (number: number): string =>
  `https://westeurope.oic.prod-aks.azure.com/${tenantId}/${guid("other", number)}/`;
