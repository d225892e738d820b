import type { Ask, ComputeType, ExtensionShape, PayloadShape, RequestShape, Shape } from "./compute-type";

/** Accelerators are left out unless one of these asks for them. */
const attributes: readonly Ask[] = [
  { path: "acceleratorTypes[]" },
  { path: "acceleratorManufacturers[]", vague: true },
  { path: "acceleratorCount.max", name: "accelerators by count" },
  { path: "acceleratorCount.min", name: "accelerators by count" },
  { path: "acceleratorSupport", words: ["Required", "Included"], name: "accelerators by attribute" },
  { path: "vmCategories[]", words: ["GpuAccelerated", "FpgaAccelerated"], vague: true },
];

/** Machines chosen by their attributes: Azure picks the sizes. */
const byAttributes: Pick<RequestShape, "asks" | "without"> = { asks: attributes, without: "default" };

const profilePayloads = (profile: string): readonly PayloadShape[] => [
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

const fleet: Pick<RequestShape, "count" | "spot" | "choice"> = {
  count: { sum: ["/~regularPriorityProfile.capacity", "/~spotPriorityProfile.capacity"] },
  spot: { path: "/~spotPriorityProfile.capacity" },
  choice: "/~vmSizesProfile",
};

const launches: Pick<RequestShape, "count" | "spot" | "choice"> = {
  count: "/properties.capacity",
  spot: { path: "/properties.priorityProfile.type", words: ["Spot"] },
  choice: "/properties.vmSizesProfile",
};

/** What the machines of a launch run, from the place that holds their profile on. */
const launchedPayloads = (at: string): readonly PayloadShape[] => {
  const profile = `${at}.virtualMachineProfile`;
  return [
    { what: "custom data", kind: "script", path: `${profile}.osProfile.customData` },
    { what: "user data", kind: "script", path: `${profile}.userData` },
    { what: "extension settings", kind: "settings", path: `${at}.extensions[].properties.settings` },
    { what: "protected extension settings", kind: "settings", path: `${at}.extensions[].properties.protectedSettings` },
    {
      what: "gallery application",
      kind: "link",
      path: `${profile}.applicationProfile.galleryApplications[].packageReferenceId`,
    },
    {
      what: "machine image",
      kind: "image",
      path: ["id", "communityGalleryImageId", "sharedGalleryImageId"].map(
        key => `${profile}.storageProfile.imageReference.${key}`,
      ),
    },
  ];
};

const launchedExtensions = (at: string): ExtensionShape => ({
  at: `${at}.extensions[]`,
  publisher: "properties.publisher",
  type: "properties.type",
});

/** A launch in bulk is a fleet that nobody keeps; its capacity may be meant in vCPUs. */
const launch = {
  requests: [
    { what: "bulk launch", at: "properties.vmSizesProfile[]", size: "name", ...launches },
    { what: "bulk launch among sizes", at: "properties.vmAttributes.allowedVMSizes[]", size: "", ...launches },
    {
      what: "bulk launch by attributes",
      at: "properties.vmAttributes",
      ...byAttributes,
      elsewhere: ["/properties.vmSizesProfile[]", "allowedVMSizes[]"],
      ...launches,
    },
  ],
  payloads: launchedPayloads("properties.computeProfile"),
  extensions: [launchedExtensions("properties.computeProfile")],
} satisfies Shape;

/** Profiles that hold for the machines of one size, or for one machine, over the profile of all. */
const bulkOverrides = ["properties.vmSizesProfile[].override", "properties.overridesProfile.overrides[]"];

export const fleets: readonly ComputeType[] = [
  {
    arm: "Microsoft.ComputeBulkActions/locations/launchBulkInstancesOperations",
    native: ["computebulkactions:BulkAction"],
    write: { creates: "bulk launches of machines", quota: "compute" },
    ...launch,
  },
  {
    // Later versions are Microsoft.Compute's own.
    arm: "Microsoft.Compute/locations/launchBulkInstancesOperations",
    native: [],
    write: {
      leftOut:
        "whether this right alone launches machines is not known (a preview of 2026-08), and many harmless roles hold Microsoft.Compute/locations/*",
    },
    ...launch,
  },
  {
    // A launch in which each size may have a profile of its own (2026-07-06-preview).
    arm: "Microsoft.Compute/locations/bulkCreateCustom",
    native: [],
    write: {
      leftOut:
        "whether this right alone launches machines is not known (a preview of 2026-08), and many harmless roles hold Microsoft.Compute/locations/*",
    },
    ...launch,
    requests: [
      ...launch.requests,
      {
        what: "machine of a bulk launch",
        at: bulkOverrides,
        size: "virtualMachineProfile.hardwareProfile.vmSize",
        without: "nothing",
      },
    ],
    payloads: [...launch.payloads, ...bulkOverrides.flatMap(launchedPayloads)],
    extensions: [...launch.extensions, ...bulkOverrides.map(launchedExtensions)],
  },
  {
    arm: "Microsoft.AzureFleet/fleets",
    native: ["azurefleet:Fleet"],
    write: { creates: "compute fleets", quota: "compute" },
    requests: [
      { what: "compute fleet", at: "~vmSizesProfile[]", size: "name", ...fleet },
      {
        what: "compute fleet by attributes",
        at: "~vmAttributes",
        ...byAttributes,
        elsewhere: "/~vmSizesProfile[]",
        ...fleet,
      },
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
