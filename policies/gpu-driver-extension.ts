import { approvedSizes } from "../catalogue/approvals";
import { isAccelerator, matches } from "../catalogue/sizes";
import type { Extension } from "../compute/facts";
import { mayBeOneOf } from "./extension-names";
import { judgeValue, readable } from "./judge-value";
import { optionsFrom } from "./options";
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
  faultTitle: "An extension installs GPU drivers",
  severity: "high",
  why: "A hijacked machine needs a GPU driver before it can mine on its GPU; Defender for Cloud raises an alert for this very step.",
  fix: "Remove the extension, or have the size of its machine approved under gpuSizes in the estate; where the machine is described elsewhere, use an image that includes the driver.",
  control: "gpu-extension-activity",

  reads: "extensions",
  ...optionsFrom({ approved: "gpuSizes", unknownValues: "unknownValues" }),
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

  *check(extension, { approved, unknownValues }) {
    const isApproved = isForApproved(extension, approvedSizes(approved, 0));
    if (isApproved && !extension.perhaps) return;
    // the type alone tells a driver, unless the publisher is known to be another
    if (!mayBeOneOf(drivers, extension)) return;
    const found = judgeValue(extension.type, {
      what: "the type of the extension",
      known: () => "the extension installs a GPU driver",
      unknownValues,
      risk: "it may install a GPU driver",
    });
    if (!isApproved || !found) yield found;
    else
      yield {
        ...found,
        level: "advisory",
        message: `${found.message} on a machine whose name cannot be read yet; those described beside it have approved accelerators`,
      };
  },
});

/** An approved accelerator needs its driver: the machines that it is installed on are known, and none has another accelerator. */
function isForApproved({ machines = [] }: Extension, approved: readonly string[]): boolean {
  const sizes = machines.map(readable);
  const accelerators = sizes.filter(size => size !== undefined && isAccelerator(size));
  return (
    accelerators.length > 0 &&
    !sizes.includes(undefined) &&
    accelerators.every(size => approved.some(pattern => matches(pattern, size!)))
  );
}
