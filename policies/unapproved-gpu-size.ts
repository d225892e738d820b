import * as z from "zod";
import type { Estate } from "../catalogue/estate";
import { accelerators, denies, isAccelerator, matches, type SizeTest } from "../catalogue/sizes";
import { when } from "../compute/value";
import { literalParts } from "./hints";
import { patterns, unknownValues } from "./options";
import { definePolicy } from "./policy";
import { quote } from "./quote";

/** Which accelerator sizes are denied. The rule reads it, and the guardrails print it as Azure Policy. */
export const sizeTest = (estate: Estate): SizeTest => ({ deny: accelerators, except: estate.gpuSizes });

export default definePolicy({
  id: "unapproved-gpu-size",
  title: "Machines use approved GPU sizes",
  severity: "high",
  why: "GPUs are what a stolen deployment credential is used for first: a few hours of the largest sizes burn thousands of dollars.",
  fix: "Choose a size without an accelerator, or have this size approved under gpuSizes in the estate.",
  control: "allowed-skus",

  reads: "requests",
  options: z.strictObject({
    except: patterns("Approved accelerator sizes, as names or patterns such as Standard_NC*_T4_v3"),
    unknownValues,
  }),
  fromEstate: estate => ({ except: [...sizeTest(estate).except], unknownValues: estate.unknownValues }),
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

  *check({ what, size, accelerator }, { except, unknownValues }) {
    const denied = (name: string) =>
      denies({ deny: accelerators, except }, name) ||
      (isAccelerator(name) && !except.some(approved => matches(approved, name)));

    const sized = `the ${what} uses`;
    const ofSize = when(size, {
      known: name => (denied(name) ? `${sized} ${quote(name)}, an accelerator that is not approved` : undefined),
      // the size that comes out is not known, but the parts written there may give it away
      expression: literalParts(size).some(denied)
        ? `${sized} a size that is put together from an accelerator's name`
        : undefined,
      // of a size that cannot be read unreadable-size speaks, whatever the reason
      unknown: undefined,
      hidden: undefined,
      absent: undefined,
    });
    if (ofSize) yield { path: size.path, message: ofSize };

    const asked = `the ${what} asks for an accelerator`;
    const { path } = accelerator;
    const verdict = when(accelerator, {
      known: name =>
        except.some(approved => matches(approved, name))
          ? undefined
          : { path, message: `${asked} that is not approved: ${quote(name)}` },
      unknown: { path, message: `whether ${asked} is decided later, and is judged again at up`, level: unknownValues },
      expression: { path, message: `whether ${asked} is an expression that cannot be resolved` },
      hidden: { path, message: `whether ${asked} is hidden` },
      absent: undefined,
    });
    if (verdict) yield verdict;
  },
});
