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
  level: ({ budget = {} }) => {
    if (isLimited(budget) || isLimited(budget.change)) return "mandatory";
    return isLimited(budget.warn) ? "advisory" : "disabled";
  },
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

  *check({ of, totals, added, change, uncounted }, { warn, change: most, ...limits }) {
    const who = of === "stack" ? "the stack requests" : "with this resource the stack requests";
    const over = (measure: Measure, of: Totals, limit: number | undefined): limit is number =>
      limit !== undefined && amount(of, measure) > limit + least && amount(added, measure) >= least;
    const says = (measure: Measure, of: Totals) => `${shown(amount(of, measure))} ${nouns[measure]}`;
    for (const measure of measures) {
      const [limit, warned] = [limits[measure], warn?.[measure]];
      if (over(measure, totals, limit))
        yield { path: "", message: `${who} ${says(measure, totals)}; the budget is ${shown(limit)}` };
      else if (over(measure, totals, warned))
        yield {
          path: "",
          message: `${who} ${says(measure, totals)}; the budget warns above ${shown(warned)}`,
          level: "advisory",
        };
      const growth = most?.[measure];
      if (change && over(measure, change, growth))
        yield {
          path: "",
          message: `this deployment adds ${says(measure, change)} to what was there; it may add ${shown(growth)}`,
        };
    }
    const percent = change && growthOf(totals, change);
    if (most?.percent !== undefined && percent !== undefined && percent > most.percent && added.usdPerHour >= least)
      yield {
        path: "",
        message: `this deployment raises the cost per hour of what was there by ${shown(percent)} percent; it may raise it by ${shown(most.percent)}`,
      };
    if (isLimited(most) && !change && of === "stack")
      yield {
        path: "",
        message:
          "what a deployment adds is not judged: this pack was not told what the stack holds (computeguard pack --only-new --state)",
        level: "advisory",
      };
    if (!isLimited(limits) && !isLimited(warn)) return;
    for (const { path, what } of uncounted)
      yield { path, message: `${what} is not counted in the budget`, level: "advisory" };
  },
});

type Limits = { readonly [M in Measure | "percent"]?: number | undefined };

const isLimited = (limits: Limits = {}): boolean =>
  limits.percent !== undefined || measures.some(measure => limits[measure] !== undefined);

/** In percent of what the stack cost before; undefined where it cost nothing. */
function growthOf(totals: Totals, change: Totals): number | undefined {
  const before = totals.usdPerHour - change.usdPerHour;
  return before >= least ? (100 * change.usdPerHour) / before : undefined;
}

const amount = (totals: Totals, measure: Measure): number =>
  measure === "regions" ? totals.regions.size : totals[measure];

/** Sums of prices are not exact. */
const least = 1e-6;

/** At most two decimals. */
const shown = (amount: number): string => String(Math.round(amount * 100) / 100);
