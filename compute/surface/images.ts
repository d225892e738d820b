import type { Row } from "./row";

const built = "~validate.inVMValidations[]";
const actions = (at: string, names: readonly string[]) => names.map(name => `${at}.${name}`);

/** What machines start with: images that are built by running scripts, and applications that a gallery hands out. */
export const images: readonly Row[] = [
  {
    arm: "Microsoft.VirtualMachineImages/imageTemplates",
    native: ["virtualmachineimages:VirtualMachineImageTemplate"],
    orders: [
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
        path: actions("~publishingProfile.manageActions", ["install", "update", "remove"]),
      },
      {
        what: "gallery application's script",
        kind: "script",
        path: "~publishingProfile.customActions[].script",
      },
      {
        what: "gallery application",
        kind: "link",
        path: actions("~publishingProfile.source", ["mediaLink", "defaultConfigurationLink"]),
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
            path: actions("manageAction", ["install", "update", "remove"]),
          },
          {
            what: "gallery application",
            kind: "link",
            path: actions("source", ["mediaLink", "defaultConfigurationLink"]),
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
];
