import type { ComputeType } from "./compute-type";

/** What is run on machines and clusters of the customer's own, which Azure steers and rents none of. */
export const ownHardware: readonly ComputeType[] = [
  {
    // Azure Operator Nexus
    arm: "Microsoft.NetworkCloud/virtualMachines",
    native: ["networkcloud:VirtualMachine"],
    payloads: [
      { what: "user data", kind: "script", path: "~userData" },
      { what: "machine image", kind: "image", path: "~vmImage" },
    ],
  },
  {
    arm: "Microsoft.ConnectedVMwarevSphere/virtualMachineInstances",
    native: ["connectedvmwarevsphere:VirtualMachineInstance"],
    payloads: [
      { what: "command at log-on", kind: "command", path: "~osProfile.windowsConfiguration.firstLogonCommands" },
    ],
  },
  {
    arm: "Microsoft.Edge/targets",
    native: ["edge:Target"],
    payloads: [{ what: "target's specification", kind: "settings", path: "properties.targetSpecification" }],
  },
  {
    arm: "Microsoft.Edge/targets/solutions/versions",
    native: ["edge:SolutionVersion"],
    payloads: [{ what: "solution's specification", kind: "settings", path: "properties.specification" }],
  },
  {
    arm: "Microsoft.IoTOperationsOrchestrator/targets",
    native: ["iotoperationsorchestrator:Target"],
    payloads: [
      { what: "component's settings", kind: "settings", path: "~components[].properties" },
      { what: "provider's settings", kind: "settings", path: "~topologies[].bindings[].config" },
    ],
  },
];
