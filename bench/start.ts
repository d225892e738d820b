import { startPack } from "../engine/pack";
import { median } from "./median";
import { emptyPack, ourPack, templateShapePack, withPackFolder } from "./other-packs";

/**
 * What our policies cost when Pulumi starts the pack: time until it tells its port, and peak memory once it is configured,
 * against an empty pack in plain JavaScript. The two are started in turn, so that whatever else the machine does meets
 * both; the figure is the median of the pairs' ratios. Beside it stands what fifty policies cost in the shape of Pulumi's
 * template. Run the build first.
 */
const limits = { time: 1.1, memory: 1.2 } as const;
const pairs = Number(process.argv[2] ?? 15);
/** The template's shape takes seconds to start, and its ratio is far from any limit. */
const pairsOfTemplate = Math.min(pairs, 3);

const figures = ["time", "memory"] as const;
type Figures = { readonly [what in (typeof figures)[number]]: number };

async function measure(dir: string): Promise<Figures> {
  const pack = await startPack(dir, { env: { COMPUTEGUARD_ESTATE: undefined } });
  try {
    return { time: pack.startMs, memory: pack.peakMemory() ?? Number.NaN };
  } finally {
    await pack.close();
  }
}

/** The medians of a pack's figures, each as a multiple of the other's, over pairs of starts. */
async function ratios(one: string, other: string, pairs: number): Promise<Figures> {
  const found: Figures[] = [];
  // the first start of each only fills the file cache
  for (let i = -1; i < pairs; i++) {
    const [first, second] =
      i % 2 ? [await measure(one), await measure(other)] : [await measure(other), await measure(one)];
    const [ours, theirs] = i % 2 ? [first, second] : [second, first];
    if (i >= 0) found.push({ time: ours.time / theirs.time, memory: ours.memory / theirs.memory });
  }
  return { time: median(found.map(({ time }) => time)), memory: median(found.map(({ memory }) => memory)) };
}

const shown = (ratio: number) => (Number.isNaN(ratio) ? "not told by this system" : ratio.toFixed(2));

void withPackFolder(async folder => {
  const empty = emptyPack(folder);
  const ours = await ratios(ourPack, empty, pairs);
  const template = await ratios(templateShapePack(folder), empty, pairsOfTemplate);
  for (const what of figures) {
    const exceeded = ours[what] > limits[what];
    const limit = `limit ${limits[what].toFixed(2)}${exceeded ? ", exceeded" : ""}`;
    console.log(
      `start ${what}: ${shown(ours[what])} of an empty pack (${limit}); fifty policies in the template's shape: ${shown(template[what])}`,
    );
    if (exceeded) process.exitCode = 1;
  }
});
