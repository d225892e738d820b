import * as z from "zod";
import type { Estate } from "../catalogue/estate";
import { accelerators, denies, type SizeTest } from "../catalogue/sizes";
import { when } from "../compute/value";
import { definePolicy } from "./policy";
import { quote } from "./quote";

/** Every VM size begins like this; other requests name a tier or a profile, of which this rule does not speak. */
const vmSizes = ["Standard_*", "Basic_*"];

const testOf = (approved: readonly string[] | undefined): SizeTest =>
  // accelerators are the business of unapproved-gpu-size alone
  approved ? { deny: vmSizes, except: [...approved, ...accelerators] } : { deny: [], except: [] };

/** Which ordinary sizes are denied. The rule reads it, and the guardrails print it as Azure Policy. */
export const vmSizeTest = (estate: Estate): SizeTest => testOf(estate.vmSizes);

export default definePolicy({
  id: "unapproved-vm-size",
  title: "Machines use approved ordinary sizes",
  severity: "medium",
  why: "Where GPUs are refused, miners create CPUs: the dearest sizes of Azure have none but cores and memory.",
  fix: "Choose a size that vmSizes in the estate approves, or have this one added.",
  control: "allowed-skus",

  reads: "requests",
  options: z.strictObject({
    approved: z.array(z.string().min(1)).optional().meta({
      description: "Approved sizes, as names or patterns such as Standard_D*s_v5; without it no size is refused",
    }),
  }),
  fromEstate: estate => (estate.vmSizes ? { approved: [...estate.vmSizes] } : {}),
  level: estate => (estate.vmSizes ? "mandatory" : "disabled"),
  exampleEstate: { vmSizes: ["Standard_B*", "Standard_D*s_v5"] },
  examples: {
    good: [
      ["azure-native:compute:VirtualMachine", { hardwareProfile: { vmSize: "standard_d2s_v5" } }],
      ["azure:compute/linuxVirtualMachineScaleSet:LinuxVirtualMachineScaleSet", { sku: "Standard_B2s", instances: 2 }],
      ["azure-native:compute:VirtualMachine", { hardwareProfile: { vmSize: "Standard_NC6s_v3" } }],
    ],
    bad: [
      ["azure-native:compute:VirtualMachine", { hardwareProfile: { vmSize: "Standard_M208ms_v2" } }],
      ["azure-native:batch:Pool", { vmSize: "STANDARD_F72S_V2" }],
      [
        "azure-native:containerservice/v20240801:AgentPool",
        { vmSize: "Standard_HB176rs_v4", count: 1, resourceName: "cluster" },
      ],
    ],
  },

  *check({ what, size }, { approved }) {
    const test = testOf(approved);
    const message = when(size, {
      known: name => (denies(test, name) ? `the ${what} uses ${quote(name)}, a size that is not approved` : undefined),
      // of a size that cannot be read unreadable-size speaks
      unknown: undefined,
      expression: undefined,
      hidden: undefined,
      absent: undefined,
    });
    if (message) yield { path: size.path, message };
  },
});
