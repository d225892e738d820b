import type { ComputeType, PayloadShape, Shape } from "./compute-type";

const extension: Shape = {
  extensions: [{ publisher: "~publisher", type: "~type" }],
  payloads: [
    { what: "extension settings", kind: "settings", path: "~settings" },
    { what: "protected extension settings", kind: "settings", path: "~protectedSettings" },
  ],
};

const classicExtension: Shape = {
  extensions: [{ publisher: "publisher", type: "type" }],
  payloads: [
    { what: "extension settings", kind: "settings", path: "settings" },
    { what: "protected extension settings", kind: "settings", path: "protectedSettings" },
  ],
};

const runCommandPayloads = (envelope: string): readonly PayloadShape[] => [
  { what: "run command's script", kind: "script", path: `${envelope}source.script` },
  { what: "run command's script", kind: "link", path: `${envelope}source.scriptUri` },
  { what: "run command's parameter", kind: "command", path: `${envelope}parameters[].value` },
  { what: "run command's protected parameter", kind: "command", path: `${envelope}protectedParameters[].value` },
];

/** Azure carries a run command out with an extension of its own, under this publisher and (with the system's name) type. */
const handler = { publisher: "Microsoft.CPlat.Core", type: "RunCommandHandler", fixed: true } as const;

const runCommand: Shape = { extensions: [handler], payloads: runCommandPayloads("~") };

/** Azure Local puts an extension of all its machines in one more envelope. */
const ofCluster = "~<|extensionParameters>";

export const extensions: readonly ComputeType[] = [
  {
    arm: "Microsoft.Compute/virtualMachines/extensions",
    native: ["compute:VirtualMachineExtension"],
    ...extension,
    classic: [{ types: ["compute/extension:Extension"], azurerm: ["virtualMachineExtension"], ...classicExtension }],
  },
  {
    arm: "Microsoft.Compute/virtualMachineScaleSets/extensions",
    native: ["compute:VirtualMachineScaleSetExtension"],
    ...extension,
    classic: [
      { types: ["compute/virtualMachineScaleSetExtension:VirtualMachineScaleSetExtension"], ...classicExtension },
    ],
  },
  {
    arm: "Microsoft.Compute/virtualMachineScaleSets/virtualMachines/extensions",
    native: ["compute:VirtualMachineScaleSetVMExtension"],
    ...extension,
  },
  {
    arm: "Microsoft.Compute/virtualMachines/runCommands",
    native: ["compute:VirtualMachineRunCommandByVirtualMachine"],
    ...runCommand,
    classic: [
      {
        types: ["compute/runCommand:RunCommand"],
        azurerm: ["virtualMachineRunCommand"],
        extensions: [handler],
        payloads: runCommandPayloads(""),
      },
    ],
  },
  {
    arm: "Microsoft.HybridCompute/machines/extensions",
    native: ["hybridcompute:MachineExtension"],
    extensions: [{ publisher: "properties.publisher", type: "properties.type" }],
    payloads: [
      { what: "extension settings", kind: "settings", path: "properties.settings" },
      { what: "protected extension settings", kind: "settings", path: "properties.protectedSettings" },
    ],
    classic: [{ types: ["arcmachine/extension:Extension"], azurerm: ["arcMachineExtension"], ...classicExtension }],
  },
  ...["AzureStackHCI", "ConnectedVMwarevSphere", "ScVmm"].map(
    (provider): ComputeType => ({
      arm: `Microsoft.${provider}/virtualMachines/extensions`,
      native: [`${provider.toLowerCase()}:MachineExtension`],
      ...extension,
    }),
  ),
  {
    arm: "Microsoft.AzureStackHCI/clusters/arcSettings/extensions",
    native: ["azurestackhci:Extension"],
    extensions: [{ at: ofCluster, publisher: "publisher", type: "type" }],
    payloads: [
      { what: "extension settings", kind: "settings", path: `${ofCluster}.settings` },
      { what: "protected extension settings", kind: "settings", path: `${ofCluster}.protectedSettings` },
    ],
    classic: [{ types: ["stack/hciExtension:HciExtension"], azurerm: ["stackHciExtension"], ...classicExtension }],
  },
  {
    arm: "Microsoft.HybridCompute/machines/runCommands",
    native: ["hybridcompute:MachineRunCommand"],
    ...runCommand,
  },
  {
    arm: "Microsoft.Compute/virtualMachineScaleSets/virtualMachines/runCommands",
    native: ["compute:VirtualMachineScaleSetVMRunCommand"],
    ...runCommand,
  },
  {
    // A package that the guest's agent fetches, applies and keeps applied.
    arm: "Microsoft.GuestConfiguration/guestConfigurationAssignments",
    native: [
      "guestconfiguration:GuestConfigurationAssignment",
      "guestconfiguration:GuestConfigurationAssignmentsVMSS",
      "guestconfiguration:GuestConfigurationHCRPAssignment",
      "guestconfiguration:GuestConfigurationConnectedVMwarevSphereAssignment",
    ],
    payloads: [
      { what: "machine configuration", kind: "link", path: "properties.guestConfiguration.contentUri" },
      {
        what: "machine configuration's parameter",
        kind: "settings",
        path: "properties.guestConfiguration.configurationParameter[].value",
      },
    ],
    classic: [
      {
        types: ["policy/virtualMachineConfigurationAssignment:VirtualMachineConfigurationAssignment"],
        azurerm: ["policyVirtualMachineConfigurationAssignment"],
        payloads: [
          { what: "machine configuration", kind: "link", path: "configuration.contentUri" },
          { what: "machine configuration's parameter", kind: "settings", path: "configuration.parameters[].value" },
        ],
      },
    ],
  },
];
