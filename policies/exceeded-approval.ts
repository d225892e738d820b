import { excesses, inWords } from "../catalogue/approval-ceilings";
import { approvalsOf, holdsAt, toApproval } from "../catalogue/approvals";
import type { Estate } from "../catalogue/estate";
import { sizesOf } from "./budget/accelerators";
import { optionsFrom } from "./options";
import { definePolicy } from "./policy";

export default definePolicy({
  id: "exceeded-approval",
  title: "Machines that share an approval are no more than it covers",
  faultTitle: "More machines share an approval than it covers",
  severity: "high",
  why: "An approval of two GPU machines is no approval of two more in every resource: each of them passes on its own, and together they are a mine.",
  fix: "Remove machines or lower their counts and ceilings, or raise the approval's max under gpuSizes in the estate.",
  control: "allowed-skus",

  reads: "totals",
  ...optionsFrom({ approvals: "gpuSizes" }),
  level: ({ gpuSizes }) => (hasCeiling(gpuSizes) ? "mandatory" : "disabled"),
  exampleEstate: { gpuSizes: [{ size: "Standard_NC*_T4_v3", max: 2 }] },
  examples: {
    good: [
      ["azure-native:compute:VirtualMachine", { hardwareProfile: { vmSize: "Standard_NC4as_T4_v3" } }],
      ["azure-native:compute:VirtualMachineScaleSet", { sku: { name: "Standard_NC8as_T4_v3", capacity: 2 } }],
      // that no approval covers them, unapproved-gpu-size says
      ["azure-native:compute:VirtualMachineScaleSet", { sku: { name: "Standard_ND96isr_H100_v5", capacity: 3 } }],
    ],
    bad: [
      ["azure-native:compute:VirtualMachineScaleSet", { sku: { name: "Standard_NC4as_T4_v3", capacity: 3 } }],
      [
        "azure-native:containerservice:ManagedCluster",
        {
          agentPoolProfiles: [
            { name: "one", vmSize: "Standard_NC4as_T4_v3", count: 2 },
            { name: "two", vmSize: "Standard_NC8as_T4_v3", count: 1 },
          ],
        },
      ],
    ],
  },

  *check({ of, totals, added, unjoined }, { approvals: gpuSizes }) {
    if (!hasCeiling(gpuSizes)) return;
    const covered = [...totals.accelerators].map(([names, machines]) => ({
      approvals: approvalsOfAny({ gpuSizes }, sizesOf(names)),
      machines,
      of: names,
    }));
    const who = of === "stack" ? "the stack requests" : "with this resource the stack requests";
    for (const excess of excesses(covered))
      if (excess.of.some(names => (added.accelerators.get(names) ?? 0) > 0))
        yield { path: "", message: `${who} ${excess.machines} machines of approved sizes; ${inWords(excess)}` };
    for (const { path, what } of unjoined)
      yield { path, message: `${what} is not counted under an approval`, level: "advisory" };
  },
});

const hasCeiling = (gpuSizes: Estate["gpuSizes"]): boolean =>
  gpuSizes.some(entry => toApproval(entry).max !== undefined);

/** Of sizes among which Azure picks, those of any. A preview does not know whether an approval with a scope holds. */
const approvalsOfAny = (estate: Pick<Estate, "gpuSizes">, sizes: readonly string[]) => [
  ...new Set(sizes.flatMap(size => approvalsOf(estate, size)).filter(approval => holdsAt(approval) === "yes")),
];
