import type { PayloadRow, Row, Shape } from "./row";

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

const runCommandPayloads = (envelope: string): readonly PayloadRow[] => [
  { what: "run command's script", kind: "script", path: `${envelope}source.script` },
  { what: "run command's script", kind: "link", path: `${envelope}source.scriptUri` },
  { what: "run command's parameter", kind: "command", path: `${envelope}parameters[].value` },
  { what: "run command's protected parameter", kind: "command", path: `${envelope}protectedParameters[].value` },
];

/** Azure carries a run command out with an extension of its own, under this publisher and (with the system's name) type. */
const handler = { publisher: "Microsoft.CPlat.Core", type: "RunCommandHandler", fixed: true } as const;

const runCommand: Shape = { extensions: [handler], payloads: runCommandPayloads("~") };

export const extensions: readonly Row[] = [
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
    arm: "Microsoft.Compute/virtualMachineScaleSets/virtualMachines/runCommands",
    native: ["compute:VirtualMachineScaleSetVMRunCommand"],
    ...runCommand,
  },
];
