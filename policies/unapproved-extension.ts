import { matches } from "../catalogue/sizes";
import type { Value } from "../compute/value";
import { mayBeOneOf } from "./extension-names";
import { judgeValue, readable } from "./judge-value";
import { optionsFrom } from "./options";
import { definePolicy } from "./policy";

/** Extensions that run what their settings say, as publisher/type (Azure docs, "virtual-machines/extensions"). */
export const scriptExtensions: readonly string[] = [
  "Microsoft.Azure.Extensions/CustomScript",
  "Microsoft.Compute/CustomScriptExtension",
  "Microsoft.OSTCExtensions/CustomScriptForLinux",
  "Microsoft.CPlat.Core/RunCommand*",
  "Microsoft.Powershell/DSC*",
  "Microsoft.OSTCExtensions/DSCForLinux",
  "Microsoft.Azure.Automation.HybridWorker/*",
  "Microsoft.GuestConfiguration/*",
  "Chef.Bootstrap.WindowsAzure/*",
  "Puppet/*",
];

export default definePolicy({
  id: "unapproved-extension",
  title: "Only approved extensions run scripts on machines",
  faultTitle: "An extension that is not approved runs scripts on a machine",
  severity: "medium",
  why: "An extension runs as root on a machine that already exists, so nothing new has to be created: the victim's own machines mine, within its quota.",
  fix: "Remove the extension, or have it approved under approvedExtensions in the estate.",
  control: "gpu-extension-activity",

  reads: "extensions",
  ...optionsFrom({ approved: "approvedExtensions", unknownValues: "unknownValues" }),
  level: () => "advisory",
  exampleEstate: { approvedExtensions: ["Microsoft.Powershell/DSC"] },
  examples: {
    good: [
      [
        "azure-native:compute:VirtualMachineExtension",
        { vmName: "web", publisher: "Microsoft.Azure.Monitor", type: "AzureMonitorLinuxAgent" },
      ],
      [
        "azure:compute/extension:Extension",
        { publisher: "Microsoft.PowerShell", type: "DSC", typeHandlerVersion: "2.83" },
      ],
    ],
    bad: [
      [
        "azure-native:compute:VirtualMachineExtension",
        { vmName: "web", publisher: "Microsoft.Azure.Extensions", type: "CustomScript" },
      ],
      [
        "azure:compute/extension:Extension",
        { publisher: "microsoft.compute", type: "customscriptextension", typeHandlerVersion: "1.10" },
      ],
      [
        "azure-native:compute/v20240701:VirtualMachineRunCommandByVirtualMachine",
        { vmName: "web", source: { script: "uptime" } },
      ],
    ],
  },

  *check(extension, { approved, unknownValues }) {
    if (!mayBeOneOf(scriptExtensions, extension)) return;
    const { publisher, type } = extension;
    const risk = "it may run scripts";
    const unread =
      judgeValue(publisher, { what: "the publisher of the extension", known: () => undefined, unknownValues, risk }) ??
      judgeValue(type, { what: "the type of the extension", known: () => undefined, unknownValues, risk });
    const name = `${wordOf(publisher)}/${wordOf(type)}`;
    if (unread) yield unread;
    else if (!approved.some(pattern => matches(pattern, name)))
      yield { path: type.path, message: "the extension runs scripts from its settings, and is not approved" };
  },
});

const wordOf = (leaf: Value<string>): string => readable(leaf)?.trim() ?? "*";
