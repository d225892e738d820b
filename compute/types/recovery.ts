import type { ComputeType, RequestShape } from "./compute-type";

/** Machines that come into being on a failover, a migration, or a log-on: their size is chosen here. */
const target = (what: string): readonly RequestShape[] => [
  { what, size: "properties.providerSpecificDetails.targetVmSize", without: "nothing" },
];

const sessionHost = (vmTemplate: string): readonly RequestShape[] => [
  { what: "session host", size: `${vmTemplate}!.vmSize.id`, without: "nothing" },
];

const vault = "Microsoft.RecoveryServices/vaults/replicationFabrics/replicationProtectionContainers";

export const recovery: readonly ComputeType[] = [
  {
    arm: `${vault}/replicationProtectedItems`,
    native: ["recoveryservices:ReplicationProtectedItem"],
    write: { creates: "machines after a failover", quota: "compute" },
    requests: target("machine after a failover"),
    classic: [
      {
        types: ["siterecovery/replicatedVM:ReplicatedVM"],
        azurerm: ["siteRecoveryReplicatedVm"],
        requests: [{ what: "machine after a failover", size: "targetVirtualMachineSize", without: "nothing" }],
      },
      {
        types: ["siterecovery/vmwareReplicatedVm:VmwareReplicatedVm"],
        azurerm: ["siteRecoveryVmwareReplicatedVm"],
        requests: [{ what: "machine after a failover", size: "targetVmSize", without: "nothing" }],
      },
    ],
  },
  {
    arm: `${vault}/replicationMigrationItems`,
    native: ["recoveryservices:ReplicationMigrationItem"],
    write: { creates: "machines after a migration", quota: "compute" },
    requests: target("machine after a migration"),
  },
  {
    arm: "Microsoft.Migrate/moveCollections/moveResources",
    native: ["migrate:MoveResource"],
    write: { creates: "machines after a move to another region", quota: "compute" },
    requests: [{ what: "machine after a move", size: "properties.resourceSettings.targetVmSize", without: "nothing" }],
  },
  {
    arm: "Microsoft.DesktopVirtualization/hostPools",
    native: ["desktopvirtualization:HostPool"],
    write: {
      leftOut:
        "its template is a note for the portal: session hosts need another right, to write virtual machines or hostPools/sessionHostConfigurations",
    },
    requests: sessionHost("~vmTemplate"),
    classic: [
      {
        types: ["desktopvirtualization/hostPool:HostPool"],
        azurerm: ["virtualDesktopHostPool"],
        requests: sessionHost("vmTemplate"),
      },
    ],
  },
  {
    // Azure makes the hosts of such a pool itself: of this size, and as many as the row below says.
    arm: "Microsoft.DesktopVirtualization/hostPools/sessionHostConfigurations",
    native: [],
    write: { creates: "session hosts of a host pool", quota: "compute" },
    requests: [{ what: "session host", size: "properties.vmSizeId" }],
    regions: ["properties.vmLocation"],
    payloads: [
      { what: "session host's configuration", kind: "link", path: "properties.customConfigurationScriptUrl" },
      { what: "machine image", kind: "image", path: "properties.imageInfo.customInfo.resourceId" },
    ],
  },
  {
    arm: "Microsoft.DesktopVirtualization/hostPools/sessionHostManagements",
    native: [],
    write: { creates: "more session hosts of a host pool", quota: "compute" },
    requests: [{ what: "session hosts to be made", at: "properties.provisioning", count: "instanceCount" }],
  },
  // A plan may make and delete hosts, and not only start and stop them (2026-04-01-preview: `createDelete`).
  ...(
    [
      ["Microsoft.DesktopVirtualization/scalingPlans", "properties.schedules[].createDelete"],
      ["Microsoft.DesktopVirtualization/scalingPlans/pooledSchedules", "properties.createDelete"],
    ] as const
  ).map(
    ([arm, at]): ComputeType => ({
      arm,
      native: [],
      write: {
        leftOut:
          "the hosts are made by Azure Virtual Desktop with a right of its own, and in pools alone that have a sessionHostConfiguration, whose right counts",
      },
      requests: [
        {
          what: "session hosts of a scaling plan",
          at,
          count: ["rampUpMinimumHostPoolSize", "rampDownMinimumHostPoolSize"],
          ceiling: ["rampUpMaximumHostPoolSize", "rampDownMaximumHostPoolSize"],
        },
      ],
    }),
  ),
  {
    arm: "Microsoft.Network/networkVirtualAppliances",
    native: ["network:NetworkVirtualAppliance"],
    payloads: [
      { what: "cloud-init configuration", kind: "script", path: "~cloudInitConfiguration" },
      {
        what: "cloud-init configuration",
        kind: "link",
        path: ["~cloudInitConfigurationBlobs[]", "~bootStrapConfigurationBlobs[]"],
      },
    ],
  },
];
