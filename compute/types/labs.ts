import type { ComputeType } from "./compute-type";

/** DevTest Labs and Lab Services: machines that a lab creates, never seen as virtual machines of their own. */
export const labs: readonly ComputeType[] = [
  {
    arm: "Microsoft.DevTestLab/labs",
    native: ["devtestlab:Lab"],
    write: { leftOut: "its machines need another right: labs/virtualMachines/write" },
    dataPlane: "machines that users of the lab create in the portal",
    classic: [{ types: ["devtest/lab:Lab"], azurerm: ["devTestLab"] }],
  },
  {
    arm: "Microsoft.DevTestLab/labs/virtualMachines",
    native: ["devtestlab:VirtualMachine"],
    write: { creates: "machines of a DevTest lab", quota: "compute" },
    requests: [{ what: "lab machine", size: ["~size", "~computeVm.vmSize"] }],
    payloads: [
      { what: "artifact's parameter", kind: "settings", path: "~artifacts[].parameters[].value" },
      { what: "machine image", kind: "image", path: "~customImageId" },
    ],
    classic: [
      {
        types: [
          "devtest/linuxVirtualMachine:LinuxVirtualMachine",
          "devtest/windowsVirtualMachine:WindowsVirtualMachine",
        ],
        azurerm: ["devTestLinuxVirtualMachine", "devTestWindowsVirtualMachine"],
        requests: [{ what: "lab machine", size: "size" }],
      },
    ],
  },
  {
    arm: "Microsoft.DevTestLab/labs/formulas",
    native: ["devtestlab:Formula"],
    write: {
      leftOut:
        "a formula creates nothing until a machine is made from it, which needs another right: labs/virtualMachines/write",
    },
    requests: [
      {
        what: "lab formula",
        size: ["~formulaContent.~size", "~formulaContent.~computeVm.vmSize"],
        count: "~formulaContent.~bulkCreationParameters.instanceCount",
      },
    ],
    regions: ["~formulaContent.location"],
    payloads: [
      { what: "artifact's parameter", kind: "settings", path: "~formulaContent.~artifacts[].parameters[].value" },
    ],
  },
  {
    arm: "Microsoft.DevTestLab/labs/users/environments",
    native: ["devtestlab:Environment"],
    links: ["~deploymentProperties.armTemplateId"],
  },
  {
    arm: "Microsoft.DevTestLab/labs/artifactSources",
    native: ["devtestlab:ArtifactSource"],
    payloads: [{ what: "repository of artifacts", kind: "link", path: "~uri" }],
  },
  {
    arm: "Microsoft.DevTestLab/labs/customImages",
    native: ["devtestlab:CustomImage"],
    payloads: [
      { what: "disk of a lab's image", kind: "link", path: "~vhd.imageName" },
      { what: "machine image", kind: "image", path: "~managedImageId" },
    ],
  },
  {
    arm: "Microsoft.LabServices/labs",
    native: ["labservices:Lab"],
    write: { creates: "labs" },
    requests: [
      {
        what: "lab",
        tier: "~virtualMachineProfile.sku.name",
        asks: [
          {
            path: "~virtualMachineProfile.additionalCapabilities.installGpuDrivers",
            words: ["Enabled"],
            name: "GPU drivers",
          },
        ],
        count: "~virtualMachineProfile.sku.capacity",
      },
    ],
    payloads: [{ what: "machine image", kind: "image", path: "~virtualMachineProfile.imageReference.id" }],
    classic: [
      {
        // Only @pulumi/azure v5 has it.
        types: ["lab/lab:Lab"],
        azurerm: ["labServiceLab"],
        requests: [
          {
            what: "lab",
            tier: "virtualMachine.sku.name",
            asks: [{ path: "virtualMachine.additionalCapabilityGpuDriversInstalled", name: "GPU drivers" }],
            count: "virtualMachine.sku.capacity",
          },
        ],
        payloads: [{ what: "machine image", kind: "image", path: "virtualMachine.imageReference.id" }],
      },
    ],
  },
  {
    arm: "Microsoft.LabServices/labPlans",
    native: ["labservices:LabPlan"],
    write: { leftOut: "its labs need another right: labs/write, or the data action labPlans/createLab" },
    regions: ["~allowedRegions[]"],
    dataPlane: "labs that teachers create in the portal",
  },
  {
    arm: "Microsoft.LabServices/labAccounts/labs/environmentSettings",
    native: ["labservices:EnvironmentSetting"],
    write: { creates: "machines of a lab's template" },
    requests: [{ what: "lab", tier: "~resourceSettings.size" }],
    payloads: [{ what: "machine image", kind: "image", path: "~resourceSettings.galleryImageResourceId" }],
  },
];
