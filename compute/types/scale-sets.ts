import type { ClassicShape, ComputeType, ExtensionShape, PayloadShape, RequestShape } from "./compute-type";

const what = "scale set";

const payloads: readonly PayloadShape[] = [
  { what: "custom data", kind: "script", path: "~virtualMachineProfile.osProfile.customData" },
  { what: "user data", kind: "script", path: "~virtualMachineProfile.userData" },
  {
    what: "extension settings",
    kind: "settings",
    path: "~virtualMachineProfile.extensionProfile.extensions[].~settings",
  },
  {
    what: "protected extension settings",
    kind: "settings",
    path: "~virtualMachineProfile.extensionProfile.extensions[].~protectedSettings",
  },
  {
    what: "gallery application",
    kind: "link",
    path: "~virtualMachineProfile.applicationProfile.galleryApplications[].packageReferenceId",
  },
  {
    what: "gallery application's configuration",
    kind: "link",
    path: "~virtualMachineProfile.applicationProfile.galleryApplications[].configurationReference",
  },
  { what: "machine image", kind: "image", path: "~virtualMachineProfile.storageProfile.imageReference.id" },
  {
    what: "machine image",
    kind: "image",
    path: "~virtualMachineProfile.storageProfile.imageReference.communityGalleryImageId",
  },
  {
    what: "machine image",
    kind: "image",
    path: "~virtualMachineProfile.storageProfile.imageReference.sharedGalleryImageId",
  },
];

const classicExtensions: readonly ExtensionShape[] = [{ at: "extensions[]", publisher: "publisher", type: "type" }];

const classicExtensionPayloads: readonly PayloadShape[] = [
  { what: "extension settings", kind: "settings", path: "extensions[].settings" },
  { what: "protected extension settings", kind: "settings", path: "extensions[].protectedSettings" },
];

const uniform: ClassicShape = {
  types: [
    "compute/linuxVirtualMachineScaleSet:LinuxVirtualMachineScaleSet",
    "compute/windowsVirtualMachineScaleSet:WindowsVirtualMachineScaleSet",
  ],
  requests: [{ what, size: "sku", count: "instances", spot: { path: "priority", words: ["Spot"] } }],
  payloads: [
    { what: "custom data", kind: "script", path: "customData" },
    { what: "user data", kind: "script", path: "userData" },
    { what: "gallery application", kind: "link", path: "galleryApplications[].versionId" },
    { what: "machine image", kind: "image", path: "sourceImageId" },
    ...classicExtensionPayloads,
  ],
  extensions: classicExtensions,
};

const mix = "instance mix of a scale set";

/** Its sizes stand in one of two places, the older of which takes no ranks. */
const classicMix: RequestShape = {
  what: mix,
  count: "/instances",
  spot: { path: "/priority", words: ["Spot"] },
  choice: "/skuProfile",
};

const flexible: ClassicShape = {
  types: ["compute/orchestratedVirtualMachineScaleSet:OrchestratedVirtualMachineScaleSet"],
  requests: [
    {
      what,
      size: "skuName",
      noSize: ["Mix"],
      elsewhere: ["skuProfile.virtualMachineSizes[]", "skuProfile.vmSizes[]"],
      unless: "osProfile",
      count: "instances",
      spot: { path: "priority", words: ["Spot"] },
    },
    { ...classicMix, at: "skuProfile.virtualMachineSizes[]", size: "name" },
    { ...classicMix, at: "skuProfile.vmSizes[]", size: "" },
  ],
  payloads: [
    { what: "custom data", kind: "script", path: "osProfile.customData" },
    { what: "user data", kind: "script", path: "userDataBase64" },
    { what: "machine image", kind: "image", path: "sourceImageId" },
    ...classicExtensionPayloads,
  ],
  extensions: classicExtensions,
};

const old: ClassicShape = {
  types: ["compute/scaleSet:ScaleSet"],
  azurerm: ["virtualMachineScaleSet"],
  requests: [{ what, size: "sku.name", count: "sku.capacity", spot: { path: "priority", words: ["Low", "Spot"] } }],
  payloads: [
    { what: "custom data", kind: "script", path: "osProfile.customData" },
    { what: "machine image", kind: "image", path: "storageProfileImageReference.id" },
    ...classicExtensionPayloads,
  ],
  extensions: classicExtensions,
};

export const scaleSets: readonly ComputeType[] = [
  {
    arm: "Microsoft.Compute/virtualMachineScaleSets",
    native: ["compute:VirtualMachineScaleSet"],
    write: { creates: "scale sets", quota: "compute" },
    requests: [
      {
        what,
        size: "sku.name",
        noSize: ["Mix"],
        elsewhere: "~skuProfile.vmSizes[]",
        // A Flexible set without a profile is an empty shell to which machines are added one by one.
        unless: "~virtualMachineProfile",
        count: "sku.capacity",
        spot: { path: "~virtualMachineProfile.priority", words: ["Spot", "Low"] },
      },
      {
        what: mix,
        at: "~skuProfile.vmSizes[]",
        size: "name",
        count: "/sku.capacity",
        spot: { path: "/~virtualMachineProfile.priority", words: ["Spot", "Low"] },
        choice: true,
      },
    ],
    payloads,
    extensions: [
      { at: "~virtualMachineProfile.extensionProfile.extensions[]", publisher: "~publisher", type: "~type" },
    ],
    classic: [uniform, flexible, old],
  },
];
