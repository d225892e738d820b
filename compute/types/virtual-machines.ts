import type { ComputeType, PayloadShape, RequestShape } from "./compute-type";

const spot = { path: "~priority", words: ["Spot", "Low"] };

const image = (path: string): readonly PayloadShape[] =>
  ["id", "communityGalleryImageId", "sharedGalleryImageId"].map(key => ({
    what: "machine image",
    kind: "image",
    path: `${path}.${key}`,
  }));

const payloads: readonly PayloadShape[] = [
  { what: "custom data", kind: "script", path: "~osProfile.customData" },
  { what: "user data", kind: "script", path: "~userData" },
  {
    what: "unattended setup",
    kind: "script",
    path: "~osProfile.windowsConfiguration.additionalUnattendContent[].content",
  },
  { what: "gallery application", kind: "link", path: "~applicationProfile.galleryApplications[].packageReferenceId" },
  {
    what: "gallery application's configuration",
    kind: "link",
    path: "~applicationProfile.galleryApplications[].configurationReference",
  },
  ...image("~storageProfile.imageReference"),
];

const classicPayloads: readonly PayloadShape[] = [
  { what: "custom data", kind: "script", path: "customData" },
  { what: "user data", kind: "script", path: "userData" },
  { what: "unattended setup", kind: "script", path: "additionalUnattendContents[].content" },
  { what: "gallery application", kind: "link", path: "galleryApplications[].versionId" },
  { what: "gallery application's configuration", kind: "link", path: "galleryApplications[].configurationBlobUri" },
  { what: "machine image", kind: "image", path: "sourceImageId" },
];

/**
 * What policies and operators set on machines that exist. Azure creates none without a size, a disk and a network, and refuses a
 * request for a new one that has but these: https://learn.microsoft.com/rest/api/compute/virtual-machines/create-or-update
 */
const changes = [
  "identity",
  "tags",
  "~licenseType",
  "~osProfile",
  "~securityProfile",
  "~diagnosticsProfile",
  "~extensionsTimeBudget",
];

const machine: RequestShape = { what: "virtual machine", size: "~hardwareProfile.vmSize", changes, spot };

const classicSpot = { path: "priority", words: ["Spot"] };

export const virtualMachines: readonly ComputeType[] = [
  {
    arm: "Microsoft.Compute/virtualMachines",
    native: ["compute:VirtualMachine"],
    write: { creates: "virtual machines, also resizing one to a GPU size", quota: "compute" },
    requests: [machine],
    payloads,
    classic: [
      {
        types: ["compute/linuxVirtualMachine:LinuxVirtualMachine"],
        requests: [{ what: "virtual machine", size: "size", spot: classicSpot }],
        payloads: classicPayloads.filter(({ what }) => what !== "unattended setup"),
      },
      {
        types: ["compute/windowsVirtualMachine:WindowsVirtualMachine"],
        requests: [{ what: "virtual machine", size: "size", spot: classicSpot }],
        payloads: classicPayloads,
      },
      {
        types: ["compute/virtualMachine:VirtualMachine"],
        requests: [{ what: "virtual machine", size: "vmSize" }],
        payloads: [
          { what: "custom data", kind: "script", path: "osProfile.customData" },
          { what: "machine image", kind: "image", path: "storageImageReference.id" },
        ],
      },
      {
        // Hands an application to a machine that exists.
        types: ["compute/galleryApplicationAssignment:GalleryApplicationAssignment"],
        azurerm: ["virtualMachineGalleryApplicationAssignment"],
        payloads: [
          { what: "gallery application", kind: "link", path: "galleryApplicationVersionId" },
          { what: "gallery application's configuration", kind: "link", path: "configurationBlobUri" },
        ],
      },
    ],
  },
  {
    // A machine of a scale set: it is created by the set, and can be given another size here.
    arm: "Microsoft.Compute/virtualMachineScaleSets/virtualMachines",
    native: ["compute:VirtualMachineScaleSetVM"],
    write: { creates: "another size for machines of scale sets", quota: "compute" },
    requests: [{ what: "machine of a scale set", size: "~hardwareProfile.vmSize", without: "nothing" }],
    payloads: [
      { what: "custom data", kind: "script", path: "~osProfile.customData" },
      { what: "user data", kind: "script", path: "~userData" },
      ...image("~storageProfile.imageReference"),
    ],
  },
  {
    // Cloud Services (extended support), in SDKs up to v2.
    arm: "Microsoft.Compute/cloudServices",
    native: ["compute:CloudService"],
    write: { creates: "cloud services", quota: "compute" },
    requests: [
      {
        what: "role of a cloud service",
        at: "properties.roleProfile.roles[]",
        size: "sku.name",
        count: "sku.capacity",
      },
    ],
    payloads: [
      { what: "cloud service's package", kind: "link", path: ["properties.packageUrl", "properties.configurationUrl"] },
      { what: "cloud service's configuration", kind: "settings", path: "properties.configuration" },
    ],
  },
];
