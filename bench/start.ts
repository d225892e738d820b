import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { startPack } from "../engine/pack";

/**
 * What our policies cost when Pulumi starts the pack: time until it tells its port, and peak memory once it is configured,
 * against an empty pack in plain JavaScript. The two are started in turn, so that whatever else the machine does meets
 * both; the figure is the median of the pairs' ratios. Run the build first.
 */
const limits = { time: 1.1, memory: 1.2 } as const;
const pairs = Number(process.argv[2] ?? 15);
const root = resolve(__dirname, "..");

/** An empty pack in a folder of its own, on the same SDK. */
function emptyPack(folder: string): string {
  const pack = join(folder, "empty");
  mkdirSync(pack);
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  writeFileSync(join(pack, "package.json"), JSON.stringify({ name: "empty", version: "1.0.0", main: "index.js" }));
  writeFileSync(join(pack, "PulumiPolicy.yaml"), "runtime:\n  name: nodejs\n  options:\n    typescript: false\n");
  writeFileSync(
    join(pack, "index.js"),
    'const { PolicyPack } = require("@pulumi/policy");\nnew PolicyPack("empty", { policies: [] });\n',
  );
  return pack;
}

async function measure(dir: string): Promise<{ time: number; memory: number }> {
  const pack = await startPack(dir, { env: { COMPUTEGUARD_ESTATE: undefined } });
  try {
    return { time: pack.startMs, memory: pack.peakMemory() ?? Number.NaN };
  } finally {
    await pack.close();
  }
}

const median = (figures: readonly number[]): number => {
  const sorted = [...figures].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "computeguard-bench-"));
  try {
    const empty = emptyPack(folder);
    const ours = join(root, "policies");
    // the first start of each only fills the file cache
    await measure(empty);
    await measure(ours);
    const ratios = { time: [] as number[], memory: [] as number[] };
    for (let i = 0; i < pairs; i++) {
      const order = i % 2 ? [ours, empty] : [empty, ours];
      const found = new Map<string, Awaited<ReturnType<typeof measure>>>();
      for (const dir of order) found.set(dir, await measure(dir));
      for (const what of ["time", "memory"] as const)
        ratios[what].push(found.get(ours)![what] / found.get(empty)![what]);
    }
    for (const what of ["time", "memory"] as const) {
      const ratio = median(ratios[what]);
      if (Number.isNaN(ratio)) {
        console.log(`start ${what}: this system does not tell`);
        continue;
      }
      const holds = ratio <= limits[what];
      console.log(
        `start ${what}: ${ratio.toFixed(2)} of an empty pack (limit ${limits[what].toFixed(2)}${holds ? "" : ", exceeded"})`,
      );
      if (!holds) process.exitCode = 1;
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

void main();
