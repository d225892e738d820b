import type { Violation } from "../catalogue/outcome";
import { when } from "../compute/value";
import { mayBeOneOf } from "./extension-names";
import { onlyUnknownValues } from "./options";
import { definePolicy } from "./policy";

/** Azure's own extensions that install GPU drivers (Azure docs, "virtual-machines/extensions/hpccompute-*"). */
export const driverExtensions: readonly { readonly publisher: string; readonly type: string }[] = [
  { publisher: "Microsoft.HpcCompute", type: "NvidiaGpuDriverLinux" },
  { publisher: "Microsoft.HpcCompute", type: "NvidiaGpuDriverWindows" },
  { publisher: "Microsoft.HpcCompute", type: "AmdGpuDriverLinux" },
  { publisher: "Microsoft.HpcCompute", type: "AmdGpuDriverWindows" },
];

const drivers = driverExtensions.map(({ publisher, type }) => `${publisher}/${type}`);

export default definePolicy({
  id: "gpu-driver-extension",
  title: "No extension installs GPU drivers",
  severity: "high",
  why: "A GPU driver is the last thing that a hijacked machine lacks before it mines; Defender for Cloud watches for this very step.",
  fix: "Remove the extension, or take an image that carries the driver where the estate approves the GPU size.",
  control: "gpu-extension-activity",

  reads: "extensions",
  ...onlyUnknownValues,
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

  *check(extension, { unknownValues }) {
    // the type alone tells a driver, unless another publisher's name stands beside it
    if (!mayBeOneOf(drivers, extension)) return;
    const { path } = extension.type;
    const unread = { path, message: "the type of the extension cannot be read, and it may install a GPU driver" };
    const verdict = when<string, Violation | undefined>(extension.type, {
      known: () => ({ path, message: "the extension installs a GPU driver" }),
      unknown: {
        path,
        message: "the type of the extension is decided later, and is judged again at up",
        level: unknownValues,
      },
      expression: unread,
      hidden: unread,
      absent: undefined,
    });
    if (verdict) yield verdict;
  },
});
