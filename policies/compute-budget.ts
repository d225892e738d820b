import { estateSettings } from "../catalogue/estate";
import type { Totals } from "./budget/ledger";
import { type Measure, measures } from "./budget/share";
import { definePolicy } from "./policy";

const nouns: { readonly [M in Measure]: string } = {
  vCpus: "vCPUs",
  gpus: "GPUs",
  machines: "machines",
  regions: "regions",
  usdPerHour: "USD per hour",
};

export default definePolicy({
  id: "compute-budget",
  title: "A stack requests no more than its budget",
  faultTitle: "A stack requests more than its budget",
  severity: "high",
  why: "Many small machines mine as well as a few large ones, and each of them passes on its own. The budget limits one stack; an attacker who deploys many stacks is limited only by quota.",
  fix: "Remove machines or lower their counts and ceilings, or raise the budget in the estate.",
  control: "allowed-skus",

  reads: "totals",
  options: estateSettings.budget.unwrap(),
  fromEstate: ({ budget = {} }) => ({ ...budget }),
  level: ({ budget = {} }) => (measures.some(measure => budget[measure] !== undefined) ? "mandatory" : "disabled"),
  exampleEstate: { budget: { vCpus: 64, gpus: 0, machines: 20, regions: 2, usdPerHour: 10 } },
  // it bounds what one stack requests, and of what runs nobody can say to which stack it belongs
  judgesResources: false,
  examples: {
    good: [
      ["azure-native:compute:VirtualMachine", { hardwareProfile: { vmSize: "Standard_D2s_v5" } }],
      [
        "azure-native:containerservice:ManagedCluster",
        { agentPoolProfiles: [{ name: "system", vmSize: "Standard_D4s_v5", count: 3, maxCount: 5 }] },
      ],
    ],
    bad: [
      ["azure-native:compute:VirtualMachineScaleSet", { sku: { name: "Standard_D2s_v5", capacity: 33 } }],
      [
        "azure-native:containerservice/v20240801:AgentPool",
        { vmSize: "Standard_D2s_v5", count: 1, enableAutoScaling: true, minCount: 1, maxCount: 200 },
      ],
      ["azure:compute/linuxVirtualMachine:LinuxVirtualMachine", { size: "Standard_NC6s_v3" }],
      ["azure-native:compute:VirtualMachine", { hardwareProfile: { vmSize: "Standard_M208ms_v2" } }],
    ],
  },

  *check({ of, totals, added, uncounted }, limits) {
    const who = of === "stack" ? "the stack requests" : "with this resource the stack requests";
    for (const measure of measures) {
      const limit = limits[measure];
      if (limit === undefined || amount(totals, measure) <= limit || amount(added, measure) < least) continue;
      yield {
        path: "",
        message: `${who} ${shown(amount(totals, measure))} ${nouns[measure]}; the budget is ${shown(limit)}`,
      };
    }
    if (measures.every(measure => limits[measure] === undefined)) return;
    for (const { path, what } of uncounted)
      yield { path, message: `${what} is not counted in the budget`, level: "advisory" };
  },
});

const amount = (totals: Totals, measure: Measure): number =>
  measure === "regions" ? totals.regions.size : totals[measure];

/** Sums of prices are not exact. */
const least = 1e-6;

/** At most two decimals. */
const shown = (amount: number): string => String(Math.round(amount * 100) / 100);
