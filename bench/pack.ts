import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Judgement } from "../engine/messages";
import { type Pack, startPack } from "../engine/pack";
import { deployment } from "./deployment";
import { median } from "./median";
import { oneEmptyPolicyPack, ourPack, templateShapePack, withPackFolder } from "./other-packs";

/**
 * How many resources a second the pack judges over gRPC, all rules on, one at a time as Pulumi's engine asks: as a share of what a
 * pack with one empty policy does. Both take turns, and the figure is the median of the turns' ratios. Beside it stand fifty
 * policies in the shape of Pulumi's template, which only look at machines, and at one property of them.
 *
 * `npm run bench:pack -- [RESOURCES] [TURNS]`. Run the build first.
 */
const limit = 0.8;
const length = Number(process.argv[2] ?? 5000);
const turns = Number(process.argv[3] ?? 5);
/** Requests are kept written out, so a stretch of the deployment at a time. */
const stretch = 500;

/** An estate that sets every rule to work, and with which the deployment is healthy. */
const estate = `regions: [westeurope]
vmSizes: [Standard_D*]
maxUsdPerHour: 1
budget: { vCpus: 1000000, gpus: 0, machines: 1000000, usdPerHour: 1000000 }
`;

/** Seconds in which the packs, in turn, judge the deployment. Every answer is awaited before the next is asked. */
async function secondsOf(packs: readonly Pack[]): Promise<number[]> {
  const seconds = packs.map(() => 0);
  let order = packs.map((_, i) => i);
  const resources = [...deployment(length)];
  for (let from = 0; from < length; from += stretch) {
    for (const i of order) {
      const calls = resources.slice(from, from + stretch).map(packs[i]!.prepareAnalyze);
      const answers: (() => Judgement)[] = [];
      const start = process.hrtime.bigint();
      for (const call of calls) answers.push(await call());
      seconds[i]! += Number(process.hrtime.bigint() - start) / 1e9;
      const violation = answers.flatMap(answer => answer().violations).at(0);
      if (violation) throw new Error(`the deployment is not healthy: ${violation.message}`);
    }
    order = [...order.slice(1), order[0]!];
  }
  return seconds;
}

void withPackFolder(async folder => {
  const file = join(folder, "estate.yaml");
  writeFileSync(file, estate);
  const env = { COMPUTEGUARD_ESTATE: file };
  const named = { ours: ourPack, empty: oneEmptyPolicyPack(folder), template: templateShapePack(folder) };
  const ratios: { ours: number; template: number }[] = [];
  let best = 0;
  for (let turn = 0; turn < turns; turn++) {
    const packs: Pack[] = [];
    for (const dir of Object.values(named)) packs.push(await startPack(dir, { env }));
    try {
      const disabled = packs[0]!.info.policies.filter(({ level }) => level === "disabled").map(({ name }) => name);
      if (disabled.length > 0) throw new Error(`not all rules are on: ${disabled.join(", ")}`);
      const [ours, empty, template] = (await secondsOf(packs)) as [number, number, number];
      ratios.push({ ours: empty / ours, template: empty / template });
      best = Math.max(best, length / ours);
    } finally {
      await Promise.all(packs.map(pack => pack.close()));
    }
  }
  const ours = median(ratios.map(({ ours }) => ours));
  const template = median(ratios.map(({ template }) => template));
  const exceeded = ours < limit ? ", missed" : "";
  console.log(
    `throughput: ${ours.toFixed(2)} of a pack with one empty policy (at least ${limit}${exceeded}); fifty policies in the template's shape: ${template.toFixed(2)}`,
  );
  console.log(`${length} resources, ${turns} turns; at best ${best.toFixed(0)} resources a second`);
  if (exceeded) process.exitCode = 1;
});
