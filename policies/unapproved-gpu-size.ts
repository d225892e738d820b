import { approvedSizes } from "../catalogue/approvals";
import type { Estate } from "../catalogue/estate";
import { accelerators, denies, isAccelerator, matches, type SizeTest } from "../catalogue/sizes";
import type { Value } from "../compute/value";
import { literalParts } from "./hints";
import { judgeValue, readable } from "./judge-value";
import { optionsFrom } from "./options";
import { definePolicy } from "./policy";
import { quote } from "./quote";

/**
 * Which accelerator sizes are denied. The guardrails print it as Azure Policy, which counts no machines, and of an approval
 * with a scope does not know whether it holds: that one needs an exemption where it does.
 */
export const sizeTest = (estate: Estate): SizeTest => ({
  deny: accelerators,
  except: approvedSizes(estate.gpuSizes, 0),
});

export default definePolicy({
  id: "unapproved-gpu-size",
  title: "Machines use approved GPU sizes",
  faultTitle: "A machine uses a GPU size that is not approved",
  severity: "high",
  why: "GPUs are what attackers create first with stolen deployment credentials: a few hours of the largest sizes cost thousands of dollars.",
  fix: "Choose a size without an accelerator, or have this size approved under gpuSizes in the estate.",
  control: "allowed-skus",

  reads: "requests",
  ...optionsFrom({ except: "gpuSizes", unknownValues: "unknownValues" }),
  level: () => "mandatory",
  examples: {
    good: [
      ["azure-native:compute:VirtualMachine", { hardwareProfile: { vmSize: "Standard_D2s_v5" } }],
      [
        "azure-native:containerservice:ManagedCluster",
        { agentPoolProfiles: [{ name: "system", vmSize: "Standard_D4s_v5", count: 3 }] },
      ],
      ["azure:compute/linuxVirtualMachine:LinuxVirtualMachine", { size: "Standard_B2s" }],
    ],
    bad: [
      ["azure-native:compute:VirtualMachine", { hardwareProfile: { vmSize: "Standard_ND96isr_H100_v5" } }],
      [
        "azure-native:compute/v20240701:VirtualMachineScaleSet",
        { sku: { name: "Mix", capacity: 2 }, skuProfile: { vmSizes: [{ name: "standard_nc4as_t4_v3" }] } },
      ],
      [
        "azure-native_containerservice_v20240801:containerservice:ManagedCluster",
        { agentPoolProfiles: [{ vmSize: "Standard_D2s_v5" }, { vmSize: "Standard_NC6s_v3" }] },
      ],
      ["azure:compute/linuxVirtualMachine:LinuxVirtualMachine", { size: "Standard_NV36ads_A10_v5" }],
      [
        "azapi:index/resource:Resource",
        {
          type: "Microsoft.Compute/virtualMachines@2024-07-01",
          body: { properties: { hardwareProfile: { vmSize: "Standard_NC24ads_A100_v4" } } },
        },
      ],
      [
        "azure-native:containerinstance:ContainerGroup",
        { containers: [{ name: "a", resources: { requests: { cpu: 4, gpu: { count: 1, sku: "V100" } } } }] },
      ],
      [
        "azure-native:resources:Deployment",
        {
          properties: {
            mode: "Incremental",
            template: {
              resources: [
                {
                  type: "Microsoft.Compute/virtualMachines",
                  apiVersion: "2024-07-01",
                  name: "worker",
                  properties: { hardwareProfile: { vmSize: "[concat('Standard_N', 'C6s_v3')]" } },
                },
              ],
            },
          },
        },
      ],
    ],
  },

  *check({ what, size, accelerator, otherAccelerators = [], count, ceiling }, { except: approvals, unknownValues }) {
    const except = approvedSizes(approvals, machines(count, ceiling));
    const denied = (name: string) =>
      denies({ deny: accelerators, except }, name) ||
      (isAccelerator(name) && !except.some(approved => matches(approved, name)));

    // unreadable-size judges a size that cannot be read; here its literal parts may still name an accelerator
    const name = readable(size);
    if (name !== undefined && denied(name))
      yield { path: size.path, message: `the ${what} uses ${quote(name)}, an accelerator that is not approved` };
    if (literalParts(size).some(denied))
      yield { path: size.path, message: `the ${what} uses a size that is put together from an accelerator's name` };

    const asked = [accelerator, ...otherAccelerators];
    const isRefused = (named: Value<string>) =>
      named.state === "known" && !except.some(approved => matches(approved, named.value));
    const refused = asked.filter(isRefused);
    // what cannot be seen is no news beside what is refused
    for (const named of refused.length > 0 ? refused : asked)
      yield judgeValue(named, {
        what: `whether the ${what} asks for an accelerator`,
        known: name =>
          isRefused(named) ? `the ${what} asks for an accelerator that is not approved: ${quote(name)}` : undefined,
        unknownValues,
      });
  },
});

/** How many machines a request may come to; undefined where it cannot be read. One, where no number is asked for. */
function machines(count: Value<number>, ceiling: Value<number>): number | undefined {
  const numbers = [count, ceiling].map(leaf => (leaf.state === "absent" ? 1 : readable(leaf)));
  return numbers.includes(undefined) ? undefined : Math.max(...(numbers as number[]));
}
