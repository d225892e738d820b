import { unknownCheckingProxy } from "@pulumi/policy";
import { estateSchema } from "../catalogue/estate";
import { factsOf } from "../compute/facts-of";
import { policies } from "../policies/all";
import { Ledger, type StackTotals } from "../policies/budget/ledger";
import { shareOf } from "../policies/budget/share";
import { type Example, judge } from "../policies/policy";
import { plain } from "../policies/pulumi/plain";
import { families } from "./growth-inputs";

/**
 * What a tenfold input costs: of each kind, the processor's time in which one such input is judged, all rules on, against that of ten inputs
 * of a tenth, times ten. The two take turns, and of each the best of several tries counts: whatever else the machine does only adds.
 *
 * `npx tsx bench/growth.ts [TRIES] [KIND]`: the word picks the kinds that it stands in.
 */
const limit = 12;
const tries = Number(process.argv[2] ?? 7);
const [, , , picked = ""] = process.argv;

const estate = estateSchema.parse({
  regions: ["westeurope"],
  vmSizes: ["Standard_D*"],
  maxUsdPerHour: 1,
  budget: { vCpus: 1, gpus: 0, machines: 1, usdPerHour: 1 },
  gpuSizes: [{ size: "Standard_NC*_T4_v3", max: 1 }],
});
const rules = policies.map(policy => ({ policy, options: policy.options.parse(policy.fromEstate(estate)) }));

/** Judges the resources of one stack, in the order in which they come. */
function judgeStack(resources: readonly Example[]): void {
  const ledger = new Ledger();
  for (const [i, [token, inputs]] of resources.entries()) {
    const facts = factsOf(token, plain(unknownCheckingProxy(inputs)));
    ledger.enter(`${i}`, shareOf(facts));
    const totals: StackTotals | undefined = ledger.withResource(`${i}`);
    for (const { policy, options } of rules) judge(policy, { ...facts, totals: totals ? [totals] : [] }, options);
  }
}

/** Milliseconds of the processor. */
function milliseconds(stacks: readonly (readonly Example[])[]): number {
  const start = process.cpuUsage();
  for (const stack of stacks) judgeStack(stack);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/** Everything is made anew each time: what is found out of an object or a text may be kept for the next time that it comes. */
let turns = 0;

let worst = 0;
for (const { what, size, stack } of families) {
  if (!what.includes(picked)) continue;
  let [small, large] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let turn = -1; turn < tries; turn++) {
    const ten = Array.from({ length: 10 }, () => stack(size, turns++));
    const one = [stack(10 * size, turns++)];
    const [ofTen, ofOne] = [milliseconds(ten) / 10, milliseconds(one)];
    if (turn < 0) continue;
    small = Math.min(small, ofTen);
    large = Math.min(large, ofOne);
  }
  const ratio = large / small;
  worst = Math.max(worst, ratio);
  console.log(`${what}: ${ratio.toFixed(1)} times the cost for ten times the input (${small.toFixed(1)} ms)`);
}
console.log(`at most ${worst.toFixed(1)} (limit ${limit}${worst > limit ? ", exceeded" : ""})`);
if (worst > limit) process.exitCode = 1;
