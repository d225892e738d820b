import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Judgement } from "../engine/messages";
import { type Pack, startPack } from "../engine/pack";
import { computeHeavy, encoded, machine, machineProperties, templateProperties } from "./compute-heavy";
import { deployment, type FactKind } from "./deployment";
import { median } from "./median";
import { oneEmptyPolicyPack, ourPack, templateShapePack, withPackFolder } from "./other-packs";
import { typical } from "./typical";

/**
 * What it costs to judge a deployment over gRPC, all rules on, one resource at a time as Pulumi's engine asks: as a multiple of what a
 * pack with one empty policy costs, in time and in processor time of the pack. The packs take turns, and a figure is the median of
 * the turns' ratios. The third pack has fifty policies in the shape of Pulumi's template, which only look at machines, and at
 * one property of them.
 *
 * `npm run bench:pack -- [RESOURCES] [TURNS] [--record]`: `--record` stores the figures in `bench/figures.json`. Run the build first.
 */
const given = process.argv.slice(2).filter(word => word !== "--record");
const record = process.argv.includes("--record");
const length = Number(given[0] ?? 5000);
const turns = Number(given[1] ?? 5);
/** Requests are kept written out, so a stretch of the deployment at a time. */
const stretch = 500;

const measures = ["time", "cpu", "memory"] as const;
type Cost = { readonly [M in (typeof measures)[number]]: number };

interface Mix {
  readonly kinds: readonly FactKind[];
  /** The most that it may cost, as a multiple of the pack with one empty policy. */
  readonly goals: Partial<Cost>;
  /** The most processor time for 1 MB of properties, in seconds. */
  readonly secondsPerMB?: number;
}

const template = "azure-native:resources:Deployment";
/** Resources that create machines, or hold texts that run on them. */
const ofCompute = new Set<string>([machine, template, "azure-native:web:AppServicePlan", "azure-native:web:WebApp"]);

const mixes: Readonly<Record<string, Mix>> = {
  "compute heavy": { kinds: computeHeavy, goals: { time: 1, memory: 1.1 } },
  typical: { kinds: typical, goals: { cpu: 1.1, memory: 1.1 } },
  "without compute": { kinds: typical.filter(({ type }) => !ofCompute.has(type)), goals: { time: 1 / 0.95 } },
  payloads: {
    kinds: [{ of: 1, type: machine, properties: i => machineProperties(i, encoded(64 * 1024, i)) }],
    goals: { time: 1 / 0.9 },
  },
  templates: {
    kinds: [{ of: 1, type: template, properties: i => templateProperties(i, 25) }],
    goals: {},
    secondsPerMB: 0.15,
  },
};

/** An estate that sets every rule to work, and with which both deployments are healthy. */
const estate = `regions: [westeurope]
vmSizes: [Standard_D*]
maxUsdPerHour: 1
budget: { vCpus: 1000000, gpus: 0, machines: 1000000, usdPerHour: 1000000 }
gpuSizes: [{ size: Standard_NC*_T4_v3, max: 1000000 }]
`;

/** What each pack takes to judge the deployment, in seconds. Every answer is awaited before the next is asked. */
async function costsOf(packs: readonly Pack[], kinds: readonly FactKind[]): Promise<Cost[]> {
  const costs = packs.map(() => ({ time: 0, cpu: 0, memory: Number.NaN }));
  let order = packs.map((_, i) => i);
  const resources = [...deployment(kinds, length)];
  for (let from = 0; from < length; from += stretch) {
    for (const i of order) {
      const pack = packs[i]!;
      const cost = costs[i]!;
      const calls = resources.slice(from, from + stretch).map(pack.prepareAnalyze);
      const answers: (() => Judgement)[] = [];
      const cpu = pack.cpuSeconds() ?? Number.NaN;
      const start = process.hrtime.bigint();
      for (const call of calls) answers.push(await call());
      cost.time += Number(process.hrtime.bigint() - start) / 1e9;
      cost.cpu += (pack.cpuSeconds() ?? Number.NaN) - cpu;
      const violation = answers.flatMap(answer => answer().violations).at(0);
      if (violation) throw new Error(`the deployment is not healthy: ${violation.message}`);
    }
    order = [...order.slice(1), order[0]!];
  }
  return costs.map((cost, i) => ({ ...cost, memory: packs[i]!.peakMemory() ?? Number.NaN }));
}

const each = (figure: (measure: keyof Cost) => number): Cost => ({
  time: figure("time"),
  cpu: figure("cpu"),
  memory: figure("memory"),
});
const ratio = (cost: Cost, other: Cost): Cost => each(measure => cost[measure] / other[measure]);
const medians = (costs: readonly Cost[]): Cost => each(measure => median(costs.map(cost => cost[measure])));

/** The size of a deployment's properties as JSON, in MB. */
const megabytes = (kinds: readonly FactKind[]): number =>
  [...deployment(kinds, length)].reduce((sum, { properties }) => sum + JSON.stringify(properties).length, 0) / 1e6;

/** As stored: of each mix the multiples, and what they were measured with. */
interface Figures {
  readonly [mix: string]: Cost & { readonly resources: number; readonly turns: number; readonly node: string };
}
const figuresFile = join(__dirname, "figures.json");

/** A figure that the system does not tell is NaN, and null once it is stored. */
const shown = (multiple: number | null | undefined) =>
  typeof multiple !== "number" || Number.isNaN(multiple) ? "not told" : multiple.toFixed(2);

/** What is said beside a figure that has a goal. One that misses it makes the benchmark fail. */
function goal(figure: number, most: number | undefined): string {
  if (most === undefined) return "";
  if (figure <= most) return `, goal ${shown(most)}`;
  process.exitCode = 1;
  return `, misses the goal ${shown(most)}`;
}

void withPackFolder(async folder => {
  const file = join(folder, "estate.yaml");
  writeFileSync(file, estate);
  const env = { COMPUTEGUARD_ESTATE: file };
  const folders = [ourPack, oneEmptyPolicyPack(folder), templateShapePack(folder)];
  const stored: Figures = JSON.parse(readFileSync(figuresFile, "utf8"));
  const figures: { -readonly [mix in keyof Figures]: Figures[mix] } = { ...stored };
  for (const [mix, { kinds, goals, secondsPerMB }] of Object.entries(mixes)) {
    const found: { ours: Cost; template: Cost; seconds: number }[] = [];
    let best = 0;
    for (let turn = 0; turn < turns; turn++) {
      const packs: Pack[] = [];
      for (const dir of folders) packs.push(await startPack(dir, { env }));
      try {
        const disabled = packs[0]!.info.policies.filter(({ level }) => level === "disabled").map(({ name }) => name);
        if (disabled.length > 0) throw new Error(`not all rules are on: ${disabled.join(", ")}`);
        const [ours, empty, template] = (await costsOf(packs, kinds)) as [Cost, Cost, Cost];
        found.push({ ours: ratio(ours, empty), template: ratio(template, empty), seconds: ours.cpu });
        best = Math.max(best, length / ours.time);
      } finally {
        await Promise.all(packs.map(pack => pack.close()));
      }
    }
    const ours = medians(found.map(({ ours }) => ours));
    const template = medians(found.map(({ template }) => template));
    console.log(`${mix}, as a multiple of a pack with one empty policy:`);
    for (const measure of measures)
      console.log(
        `  ${measure}: ${shown(ours[measure])}${goal(ours[measure], goals[measure])} (stored: ${shown(stored[mix]?.[measure])}); fifty policies in the template's shape: ${shown(template[measure])}`,
      );
    if (secondsPerMB !== undefined) {
      const seconds = median(found.map(({ seconds }) => seconds)) / megabytes(kinds);
      console.log(`  seconds of the processor for 1 MB: ${seconds.toFixed(3)}${goal(seconds, secondsPerMB)}`);
    }
    console.log(`  ${length} resources, ${turns} turns; at best ${best.toFixed(0)} resources a second`);
    const rounded = each(measure => Number(ours[measure].toFixed(2)));
    figures[mix] = { ...rounded, resources: length, turns, node: process.versions.node };
  }
  if (record) writeFileSync(figuresFile, `${JSON.stringify(figures, null, 2)}\n`);
});
