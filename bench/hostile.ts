import { loadavg } from "node:os";
import { unknownCheckingProxy } from "@pulumi/policy";
import { factsOf } from "../compute/facts-of";
import { policies } from "../policies/all";
import { judge } from "../policies/policy";
import { plain } from "../policies/pulumi/plain";
import { hostile } from "../test/policies/hostile";
import { estateOf, ofWholeStack } from "../test/policies/kit";

/**
 * npm run bench:hostile
 *
 * Seconds of the processor that each resource of the hostile suite takes: to be read, and with all rules. The goal is one second each,
 * after which a resource is refused for what was not read.
 */
const goal = 1;
const estate = estateOf({ regions: ["westeurope"] });
const asked = policies.map(policy => ({ policy, options: policy.options.parse(policy.fromEstate(estate)) }));

const seconds = (since: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1e6;
};

console.log(`load ${loadavg()[0]?.toFixed(1)}, seconds of the processor, goal ${goal} each\n`);
console.log("  read  judged");
let late = 0;
for (const [what, make] of Object.entries(hostile)) {
  const [token, inputs] = make();
  const start = process.cpuUsage();
  const facts = ofWholeStack(factsOf(token, plain(unknownCheckingProxy(inputs))));
  const read = seconds(start);
  for (const { policy, options } of asked) judge(policy, facts, options);
  const judged = seconds(start);
  if (judged > goal) late++;
  console.log(`${read.toFixed(2).padStart(6)}${judged.toFixed(2).padStart(8)}  ${judged > goal ? "! " : "  "}${what}`);
}
console.log(`\n${late} of ${Object.keys(hostile).length} take longer than the goal`);
