import type { JsonObject } from "../engine/wire";
import type { FactKind } from "./deployment";

export const machine = "azure-native:compute:VirtualMachine";

/** A machine as programs write it, some 2.4 KB of JSON. */
export function machineProperties(i: number, customData: string): JsonObject {
  const group = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/render";
  return {
    resourceGroupName: "render",
    vmName: `render-${i}`,
    location: "westeurope",
    zones: ["1"],
    hardwareProfile: { vmSize: "Standard_D2s_v5" },
    identity: {
      type: "UserAssigned",
      userAssignedIdentities: [`${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/render`],
    },
    networkProfile: {
      networkInterfaces: [
        {
          id: `${group}/providers/Microsoft.Network/networkInterfaces/render-${i}`,
          primary: true,
          deleteOption: "Delete",
        },
      ],
    },
    osProfile: {
      computerName: `render-${i}`,
      adminUsername: "contoso",
      customData,
      linuxConfiguration: {
        disablePasswordAuthentication: true,
        provisionVMAgent: true,
        patchSettings: { patchMode: "AutomaticByPlatform", assessmentMode: "AutomaticByPlatform" },
        ssh: {
          publicKeys: [
            {
              path: "/home/contoso/.ssh/authorized_keys",
              keyData: `ssh-rsa ${"AAAAB3NzaC1yc2EAAAADAQABAAABAQ".repeat(18)} contoso`,
            },
          ],
        },
      },
    },
    securityProfile: { securityType: "TrustedLaunch", uefiSettings: { secureBootEnabled: true, vTpmEnabled: true } },
    storageProfile: {
      imageReference: { publisher: "Canonical", offer: "ubuntu-24_04-lts", sku: "server", version: "latest" },
      osDisk: {
        name: `render-${i}-os`,
        caching: "ReadWrite",
        createOption: "FromImage",
        deleteOption: "Delete",
        diskSizeGB: 64,
        managedDisk: { storageAccountType: "Premium_LRS" },
      },
      dataDisks: [0, 1].map(lun => ({
        lun,
        name: `render-${i}-${lun}`,
        createOption: "Empty",
        diskSizeGB: 128,
        managedDisk: { storageAccountType: "Premium_LRS" },
      })),
    },
    diagnosticsProfile: { bootDiagnostics: { enabled: true } },
    tags: { costCenter: "4711", owner: "render@contoso.com", environment: "production", application: "render farm" },
  };
}

/** No two are alike: what is read of one is of no use for another. */
export function encoded(bytes: number, i: number): string {
  const script = `#!/bin/sh\nset -e\nhostname render-${i}\napt-get update\napt-get install -y nginx\nsystemctl enable nginx\n`;
  const text = script.repeat(Math.ceil((bytes * 0.75) / script.length));
  return Buffer.from(text)
    .toString("base64")
    .slice(0, bytes & ~3);
}

/** A deployment of four resources for each machine, with the expressions that templates are full of. */
export function templateProperties(i: number, machines = 10): JsonObject {
  const named = (kind: string, n: number) => `[concat(parameters('prefix'), '-${kind}-${n}')]`;
  const of = (type: string, n: number, apiVersion: string, rest: JsonObject): JsonObject => ({
    type,
    apiVersion,
    name: named(type.slice(type.lastIndexOf("/") + 1), n),
    location: "[parameters('location')]",
    ...rest,
  });
  const resources = Array.from({ length: machines }, (_, n) => [
    of("Microsoft.Network/publicIPAddresses", n, "2024-05-01", {
      sku: { name: "Standard" },
      properties: { publicIPAllocationMethod: "Static" },
    }),
    of("Microsoft.Network/networkInterfaces", n, "2024-05-01", {
      dependsOn: [`[resourceId('Microsoft.Network/publicIPAddresses', ${named("publicIPAddresses", n).slice(1, -1)})]`],
      properties: {
        ipConfigurations: [
          {
            name: "main",
            properties: { subnet: { id: "[variables('subnetId')]" }, privateIPAllocationMethod: "Dynamic" },
          },
        ],
      },
    }),
    of("Microsoft.Storage/storageAccounts", n, "2024-01-01", {
      sku: { name: "Standard_LRS" },
      kind: "StorageV2",
      properties: { minimumTlsVersion: "TLS1_2" },
    }),
    of("Microsoft.Compute/virtualMachines", n, "2024-07-01", {
      properties: {
        hardwareProfile: { vmSize: "[parameters('vmSize')]" },
        osProfile: {
          computerName: named("vm", n),
          adminUsername: "contoso",
          customData: "[base64('#!/bin/sh\necho ready')]",
        },
        networkProfile: {
          networkInterfaces: [
            {
              id: `[resourceId('Microsoft.Network/networkInterfaces', ${named("networkInterfaces", n).slice(1, -1)})]`,
            },
          ],
        },
        storageProfile: {
          imageReference: { publisher: "Canonical", offer: "ubuntu-24_04-lts", sku: "server", version: "latest" },
          osDisk: { createOption: "FromImage" },
        },
      },
    }),
  ]).flat();
  return {
    resourceGroupName: "render",
    deploymentName: `farm-${i}`,
    properties: {
      mode: "Incremental",
      parameters: { prefix: { value: `farm${i}` } },
      template: {
        $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
        contentVersion: "1.0.0.0",
        parameters: {
          prefix: { type: "string" },
          vmSize: { type: "string", defaultValue: "Standard_D2s_v5" },
          location: { type: "string", defaultValue: "westeurope" },
        },
        variables: { subnetId: "[resourceId('Microsoft.Network/virtualNetworks/subnets', 'render', 'main')]" },
        resources,
      },
    },
  };
}

const account = (i: number): JsonObject => ({
  resourceGroupName: "render",
  accountName: `render${i}`,
  location: "westeurope",
  kind: "StorageV2",
  sku: { name: "Standard_LRS" },
  minimumTlsVersion: "TLS1_2",
  networkRuleSet: { defaultAction: "Deny", bypass: "AzureServices" },
});

/** Of ten resources six machines, two templates of forty resources, a machine with a payload of 64 KB, one without compute. */
export const computeHeavy: readonly FactKind[] = [
  { of: 6, type: machine, properties: i => machineProperties(i, encoded(400, i)) },
  { of: 2, type: "azure-native:resources:Deployment", properties: i => templateProperties(i) },
  { of: 1, type: machine, properties: i => machineProperties(i, encoded(64 * 1024, i)) },
  { of: 1, type: "azure-native:storage:StorageAccount", properties: account },
];
