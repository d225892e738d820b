import type { ComputeType, Paths, PayloadShape } from "./compute-type";

const built = "~validate.inVMValidations[]";
const inside = (at: string, names: readonly string[]) => names.map(name => `${at}.${name}`);

const disks = (path: Paths): readonly PayloadShape[] => [{ what: "disk of a machine image", kind: "link", path }];

/** What machines start with: images, which may be built by running scripts, and applications that a gallery or a share hands out. */
export const images: readonly ComputeType[] = [
  {
    arm: "Microsoft.VirtualMachineImages/imageTemplates",
    native: ["virtualmachineimages:VirtualMachineImageTemplate"],
    write: { creates: "image builds, which run on a machine", quota: "compute" },
    requests: [
      { what: "machine of an image build", size: "~vmProfile.vmSize", without: "default" },
      { what: "proxy machine of an image build", size: "~vmProfile.vnetConfig.proxyVmSize", without: "nothing" },
    ],
    regions: ["~distribute[].location", "~distribute[].replicationRegions[]", "~distribute[].targetRegions[].name"],
    payloads: [
      { what: "build script", kind: "command", path: ["~customize[].inline", `${built}.inline`] },
      {
        what: "build script",
        kind: "link",
        path: ["~customize[].scriptUri", "~customize[].sourceUri", `${built}.scriptUri`],
      },
      { what: "machine image", kind: "image", path: ["~source.imageId", "~source.imageVersionId"] },
    ],
  },
  {
    arm: "Microsoft.Compute/galleries/applications",
    native: ["compute:GalleryApplication"],
    payloads: [{ what: "gallery application's script", kind: "script", path: "~customActions[].script" }],
  },
  {
    arm: "Microsoft.Compute/galleries/applications/versions",
    native: ["compute:GalleryApplicationVersion"],
    regions: ["~publishingProfile.targetRegions[].name"],
    payloads: [
      {
        what: "gallery application's command",
        kind: "command",
        path: inside("~publishingProfile.manageActions", ["install", "update", "remove"]),
      },
      {
        what: "gallery application's script",
        kind: "script",
        path: "~publishingProfile.customActions[].script",
      },
      {
        what: "gallery application",
        kind: "link",
        path: inside("~publishingProfile.source", ["mediaLink", "defaultConfigurationLink"]),
      },
    ],
    classic: [
      {
        types: ["compute/galleryApplicationVersion:GalleryApplicationVersion"],
        regions: ["targetRegions[].name"],
        payloads: [
          {
            what: "gallery application's command",
            kind: "command",
            path: inside("manageAction", ["install", "update", "remove"]),
          },
          {
            what: "gallery application",
            kind: "link",
            path: inside("source", ["mediaLink", "defaultConfigurationLink"]),
          },
        ],
      },
    ],
  },
  {
    arm: "Microsoft.Compute/galleries/scripts/versions",
    native: ["compute:GalleryScriptVersion"],
    regions: ["properties.publishingProfile.targetRegions[].name"],
    payloads: [{ what: "gallery script", kind: "link", path: "properties.publishingProfile.source.scriptLink" }],
  },
  {
    arm: "Microsoft.Compute/images",
    native: ["compute:Image"],
    payloads: disks(["~storageProfile.osDisk.blobUri", "~storageProfile.dataDisks[].blobUri"]),
    classic: [{ types: ["compute/image:Image"], payloads: disks(["osDisk.blobUri", "dataDisks[].blobUri"]) }],
  },
  {
    arm: "Microsoft.Compute/galleries/images/versions",
    native: ["compute:GalleryImageVersion"],
    regions: ["~publishingProfile.targetRegions[].name"],
    payloads: [
      ...disks("~storageProfile.osDiskImage.source.uri"),
      {
        what: "machine image",
        kind: "image",
        path: inside("~storageProfile.source", ["id", "communityGalleryImageId"]),
      },
    ],
    classic: [
      {
        types: ["compute/sharedImageVersion:SharedImageVersion"],
        regions: ["targetRegions[].name"],
        payloads: [...disks("blobUri"), { what: "machine image", kind: "image", path: "managedImageId" }],
      },
    ],
  },
  {
    // Session hosts mount what lies on a share, and run it.
    arm: "Microsoft.DesktopVirtualization/appAttachPackages",
    native: ["desktopvirtualization:AppAttachPackage"],
    payloads: [{ what: "application package", kind: "link", path: "properties.image.imagePath" }],
  },
  {
    arm: "Microsoft.DesktopVirtualization/hostPools/msixPackages",
    native: ["desktopvirtualization:MSIXPackage"],
    payloads: [{ what: "application package", kind: "link", path: "~imagePath" }],
  },
];
