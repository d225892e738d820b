import type { ComputeType } from "./compute-type";

/** Dev boxes, deployment environments and build agents: machines in subscriptions of Microsoft, or of an environment's own. */
export const devBoxes: readonly ComputeType[] = [
  {
    arm: "Microsoft.DevCenter/devcenters/devboxdefinitions",
    native: ["devcenter:DevBoxDefinition"],
    write: { creates: "dev box definitions" },
    requests: [{ what: "dev box definition", tier: "~sku.name" }],
    payloads: [{ what: "machine image", kind: "image", path: "~imageReference.id" }],
    classic: [
      {
        types: ["devcenter/devBoxDefinition:DevBoxDefinition"],
        azurerm: ["devCenterDevBoxDefinition"],
        requests: [{ what: "dev box definition", tier: "skuName" }],
        payloads: [{ what: "machine image", kind: "image", path: "imageReferenceId" }],
      },
    ],
  },
  {
    arm: "Microsoft.DevCenter/projects/pools",
    native: ["devcenter:Pool"],
    write: { creates: "dev box pools" },
    requests: [{ what: "dev box pool", tier: "~devBoxDefinition.sku.name", unless: "~devBoxDefinition" }],
    regions: ["~managedVirtualNetworkRegions[]"],
    dataPlane: "dev boxes that users create for themselves",
    classic: [
      {
        types: ["devcenter/projectPool:ProjectPool"],
        azurerm: ["devCenterProjectPool"],
        regions: ["managedVirtualNetworkRegions"],
      },
    ],
  },
  {
    arm: "Microsoft.DevCenter/devcenters/catalogs",
    native: ["devcenter:Catalog"],
    payloads: [{ what: "catalog of templates", kind: "link", path: ["~gitHub.uri", "~adoGit.uri"] }],
    classic: [
      {
        types: ["devcenter/catalog:Catalog"],
        azurerm: ["devCenterCatalog"],
        payloads: [{ what: "catalog of templates", kind: "link", path: ["catalogGithub.uri", "catalogAdogit.uri"] }],
      },
    ],
  },
  {
    arm: "Microsoft.DevCenter/projects/catalogs",
    native: ["devcenter:ProjectCatalog"],
    payloads: [{ what: "catalog of templates", kind: "link", path: ["~gitHub.uri", "~adoGit.uri"] }],
  },
  {
    arm: "Microsoft.DevCenter/projects/environmentTypes",
    native: ["devcenter:ProjectEnvironmentType"],
    write: { leftOut: "its environments need another right: data actions on the project" },
    dataPlane: "environments that users deploy from a catalog, into the subscription that it names",
    classic: [
      {
        types: ["devcenter/projectEnvironmentType:ProjectEnvironmentType"],
        azurerm: ["devCenterProjectEnvironmentType"],
      },
    ],
  },
  {
    arm: "Microsoft.DevOpsInfrastructure/pools",
    native: ["devopsinfrastructure:Pool"],
    write: { creates: "Managed DevOps pools" },
    requests: [{ what: "Managed DevOps pool", size: "~fabricProfile.sku.name", ceiling: "~maximumConcurrency" }],
    payloads: [{ what: "machine image", kind: "image", path: "~fabricProfile.images[].resourceId" }],
    classic: [
      {
        types: ["devcenter/managedDevOpsPool:ManagedDevOpsPool"],
        requests: [
          {
            what: "Managed DevOps pool",
            size: "virtualMachineScaleSetFabric.skuName",
            ceiling: "maximumConcurrency",
          },
        ],
        payloads: [{ what: "machine image", kind: "image", path: "virtualMachineScaleSetFabric.images[].id" }],
      },
    ],
  },
];
