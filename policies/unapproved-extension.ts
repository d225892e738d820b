import * as z from "zod";
import { matches } from "../catalogue/sizes";
import type { Value } from "../compute/value";
import { mayBeOneOf } from "./extension-names";
import { patterns, unknownValues } from "./options";
import { definePolicy } from "./policy";

/** Extensions that run whatever their settings say, as publisher/type (Azure docs, "virtual-machines/extensions"). */
const scriptExtensions: readonly string[] = [
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
  severity: "medium",
  why: "An extension runs as root on a machine that stands already, so nothing new has to be created: the quota of the victim mines, and its own machines do the work.",
  fix: "Remove the extension, or have it approved under approvedExtensions in the estate.",
  control: "gpu-extension-activity",

  reads: "extensions",
  options: z.strictObject({
    approved: patterns("Extensions that may run scripts, as publisher/type with *"),
    unknownValues,
  }),
  fromEstate: estate => ({ approved: [...estate.approvedExtensions], unknownValues: estate.unknownValues }),
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
    const unread = [extension.publisher, extension.type].find(({ state }) => state !== "known" && state !== "absent");
    if (unread) {
      yield unread.state === "unknown"
        ? {
            path: unread.path,
            message: "which extension it is, is decided later, and is judged again at up",
            level: unknownValues,
          }
        : { path: unread.path, message: "which extension it is cannot be read, and it may run scripts" };
      return;
    }
    const name = `${wordOf(extension.publisher)}/${wordOf(extension.type)}`;
    if (approved.some(pattern => matches(pattern, name))) return;
    yield { path: extension.type.path, message: "the extension runs whatever its settings say, and is not approved" };
  },
});

const wordOf = (leaf: Value<string>): string => (leaf.state === "known" ? leaf.value.trim() : "*");
