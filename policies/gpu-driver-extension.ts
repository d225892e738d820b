import * as z from "zod";
import { type Value, when } from "../compute/value";
import { unknownValues } from "./options";
import { definePolicy } from "./policy";

/** Azure's own extensions that install GPU drivers (Azure docs, "virtual-machines/extensions/hpccompute-*"). */
export const driverExtensions: readonly { readonly publisher: string; readonly type: string }[] = [
  { publisher: "Microsoft.HpcCompute", type: "NvidiaGpuDriverLinux" },
  { publisher: "Microsoft.HpcCompute", type: "NvidiaGpuDriverWindows" },
  { publisher: "Microsoft.HpcCompute", type: "AmdGpuDriverLinux" },
  { publisher: "Microsoft.HpcCompute", type: "AmdGpuDriverWindows" },
];

const publishers = new Set(driverExtensions.map(({ publisher }) => publisher.toLowerCase()));
const types = new Set(driverExtensions.map(({ type }) => type.toLowerCase()));

/** Whether a leaf speaks for a driver. */
type Word = "yes" | "no" | "unread" | "later";

const wordOf = (leaf: Value<string>, names: ReadonlySet<string>, absent: Word): Word =>
  when<string, Word>(leaf, {
    known: name => (names.has(name.trim().toLowerCase()) ? "yes" : "no"),
    unknown: "later",
    expression: "unread",
    hidden: "unread",
    absent,
  });

export default definePolicy({
  id: "gpu-driver-extension",
  title: "No extension installs GPU drivers",
  severity: "high",
  why: "A GPU driver is the last thing that a hijacked machine lacks before it mines; Defender for Cloud watches for this very step.",
  fix: "Remove the extension, or take an image that carries the driver where the estate approves the GPU size.",
  control: "gpu-extension-activity",

  reads: "extensions",
  options: z.strictObject({ unknownValues }),
  fromEstate: estate => ({ unknownValues: estate.unknownValues }),
  level: () => "mandatory",
  examples: {
    good: [
      [
        "azure-native:compute:VirtualMachineExtension",
        { vmName: "web", publisher: "Microsoft.Azure.Monitor", type: "AzureMonitorLinuxAgent" },
      ],
      [
        "azure:compute/extension:Extension",
        { publisher: "Microsoft.Azure.Extensions", type: "CustomScript", typeHandlerVersion: "2.1" },
      ],
    ],
    bad: [
      [
        "azure-native:compute:VirtualMachineExtension",
        { vmName: "web", publisher: "Microsoft.HpcCompute", type: "NvidiaGpuDriverLinux" },
      ],
      [
        "azure-native:compute/v20240701:VirtualMachineScaleSetExtension",
        { vmScaleSetName: "set", publisher: "microsoft.hpccompute", type: "AMDGpuDriverWindows" },
      ],
      [
        "azure:compute/extension:Extension",
        { publisher: "Microsoft.HpcCompute", type: "NvidiaGpuDriverWindows", typeHandlerVersion: "1.4" },
      ],
      [
        "azure-native:resources:Deployment",
        {
          properties: {
            mode: "Incremental",
            template: {
              resources: [
                {
                  type: "Microsoft.Compute/virtualMachines/extensions",
                  apiVersion: "2024-07-01",
                  name: "web/driver",
                  properties: { publisher: "Microsoft.HpcCompute", type: "AmdGpuDriverLinux" },
                },
              ],
            },
          },
        },
      ],
    ],
  },

  *check({ publisher, type }, { unknownValues }) {
    // the type alone tells a driver, unless another publisher's name stands beside it
    if (wordOf(publisher, publishers, "yes") === "no") return;
    const { path } = type;
    // run commands have no type
    switch (wordOf(type, types, "no")) {
      case "yes":
        yield { path, message: "the extension installs a GPU driver" };
        break;
      case "unread":
        yield { path, message: "the type of the extension cannot be read, and it may install a GPU driver" };
        break;
      case "later":
        yield {
          path,
          message: "the type of the extension is decided later, and is judged again at up",
          level: unknownValues,
        };
    }
  },
});
