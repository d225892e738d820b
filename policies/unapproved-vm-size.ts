import type { Estate } from "../catalogue/estate";
import { accelerators, denies, type SizeTest } from "../catalogue/sizes";
import { readable } from "./judge-value";
import { optionsFrom } from "./options";
import { definePolicy } from "./policy";
import { quote } from "./quote";

/** Every VM size begins like this; other requests name a tier or a profile, of which this rule does not speak. */
const vmSizes = ["Standard_*", "Basic_*"];

const testOf = (approved: readonly string[] | undefined): SizeTest =>
  // accelerators are the business of unapproved-gpu-size alone
  approved?.length ? { deny: vmSizes, except: [...approved, ...accelerators] } : { deny: [], except: [] };

/** Which ordinary sizes are denied. The rule reads it, and the guardrails print it as Azure Policy. */
export const vmSizeTest = (estate: Estate): SizeTest => testOf(estate.vmSizes);

export default definePolicy({
  id: "unapproved-vm-size",
  title: "Machines without accelerators use approved sizes",
  faultTitle: "A machine uses a size that is not approved",
  severity: "medium",
  why: "Where GPUs are refused, miners use CPUs: some of the most expensive sizes in Azure have only cores and memory.",
  fix: "Choose a size that vmSizes in the estate approves, or have this one added.",
  control: "allowed-skus",

  reads: "requests",
  ...optionsFrom({ approved: "vmSizes" }),
  level: estate => (estate.vmSizes?.length ? "mandatory" : "disabled"),
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
    const name = readable(size);
    // unreadable-size judges a size that cannot be read
    if (name !== undefined && denies(testOf(approved), name))
      yield { path: size.path, message: `the ${what} uses ${quote(name)}, a size that is not approved` };
  },
});
