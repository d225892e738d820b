import type { Ask, PayloadRow, Row, Shape } from "./row";

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

const launched = "properties.computeProfile.virtualMachineProfile";
const launchedExtensions = "properties.computeProfile.extensions[]";
const launchedSpot: Ask = { path: "/properties.priorityProfile.type", words: ["Spot"] };

/** A launch in bulk is a fleet that nobody keeps; its capacity may be meant in vCPUs. */
const launch: Shape = {
  orders: [
    {
      what: "bulk launch",
      at: "properties.vmSizesProfile[]",
      size: "name",
      count: "/properties.capacity",
      spot: launchedSpot,
      choice: true,
    },
    {
      what: "bulk launch among sizes",
      at: "properties.vmAttributes.allowedVMSizes[]",
      size: "",
      count: "/properties.capacity",
      spot: launchedSpot,
      choice: true,
    },
    {
      what: "bulk launch by attributes",
      at: "properties.vmAttributes",
      asks: attributes,
      count: "/properties.capacity",
      spot: launchedSpot,
    },
  ],
  payloads: [
    { what: "custom data", kind: "script", path: `${launched}.osProfile.customData` },
    { what: "user data", kind: "script", path: `${launched}.userData` },
    { what: "extension settings", kind: "settings", path: `${launchedExtensions}.properties.settings` },
    {
      what: "protected extension settings",
      kind: "settings",
      path: `${launchedExtensions}.properties.protectedSettings`,
    },
    {
      what: "gallery application",
      kind: "link",
      path: `${launched}.applicationProfile.galleryApplications[].packageReferenceId`,
    },
    {
      what: "machine image",
      kind: "image",
      path: ["id", "communityGalleryImageId", "sharedGalleryImageId"].map(
        key => `${launched}.storageProfile.imageReference.${key}`,
      ),
    },
  ],
  extensions: [{ at: launchedExtensions, publisher: "properties.publisher", type: "properties.type" }],
};

export const fleets: readonly Row[] = [
  {
    arm: "Microsoft.ComputeBulkActions/locations/launchBulkInstancesOperations",
    native: ["computebulkactions:BulkAction"],
    ...launch,
  },
  // Later versions are Microsoft.Compute's own.
  { arm: "Microsoft.Compute/locations/launchBulkInstancesOperations", native: [], ...launch },
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
