import type { Ask, PayloadRow, Row } from "./row";

/** Machines chosen by their attributes: accelerators are left out unless one of these asks for them. */
const attributes: readonly Ask[] = [
  { path: "acceleratorTypes[]" },
  { path: "acceleratorManufacturers[]" },
  { path: "acceleratorCount.max", name: "accelerators by count" },
  { path: "acceleratorCount.min", name: "accelerators by count" },
  { path: "acceleratorSupport", words: ["Required", "Included"], name: "accelerators by attribute" },
];

const profilePayloads = (profile: string): readonly PayloadRow[] => [
  { what: "custom data", kind: "script", path: `${profile}.osProfile.customData` },
  { what: "user data", kind: "script", path: `${profile}.userData` },
  {
    what: "extension settings",
    kind: "settings",
    path: `${profile}.extensionProfile.extensions[].properties.settings`,
  },
  {
    what: "protected extension settings",
    kind: "settings",
    path: `${profile}.extensionProfile.extensions[].properties.protectedSettings`,
  },
  { what: "machine image", kind: "image", path: `${profile}.storageProfile.imageReference.id` },
  { what: "machine image", kind: "image", path: `${profile}.storageProfile.imageReference.communityGalleryImageId` },
  { what: "machine image", kind: "image", path: `${profile}.storageProfile.imageReference.sharedGalleryImageId` },
];

const profiles = [
  "~computeProfile.baseVirtualMachineProfile",
  "~additionalLocationsProfile.locationProfiles[].virtualMachineProfileOverride",
];

const capacity = { sum: ["/~regularPriorityProfile.capacity", "/~spotPriorityProfile.capacity"] };
const spot: Ask = { path: "/~spotPriorityProfile.capacity" };

export const fleets: readonly Row[] = [
  {
    arm: "Microsoft.AzureFleet/fleets",
    native: ["azurefleet:Fleet"],
    orders: [
      { what: "compute fleet", at: "~vmSizesProfile[]", size: "name", count: capacity, spot, choice: true },
      { what: "compute fleet by attributes", at: "~vmAttributes", asks: attributes, count: capacity, spot },
    ],
    regions: ["~additionalLocationsProfile.locationProfiles[].location"],
    payloads: profiles.flatMap(profilePayloads),
    extensions: profiles.map(profile => ({
      at: `${profile}.extensionProfile.extensions[]`,
      publisher: "properties.publisher",
      type: "properties.type",
    })),
  },
];
