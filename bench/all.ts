import { spawnSync } from "node:child_process";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";

/**
 * npm run bench, npm run bench:full
 *
 * Every benchmark, one after the other, with the machine's load before each: at some tenth of its size, or whole. Each prints its
 * figures beside its goals, as ratios in one run; none decides what lands, for a busy machine must not. Run the build first.
 */
interface Bench {
  readonly name: string;
  /** What it is given where it runs at a part of its size, and whole; nothing where it has one size. */
  readonly part: readonly string[];
  readonly full: readonly string[];
}

const benches: readonly Bench[] = [
  { name: "start", part: ["5"], full: [] },
  { name: "pack", part: ["500", "1"], full: ["5000"] },
  { name: "hostile", part: [], full: [] },
  { name: "regular-expressions", part: [], full: [] },
  { name: "indicators", part: ["5"], full: [] },
  { name: "growth", part: ["3"], full: [] },
  { name: "decoders", part: [], full: [] },
  { name: "preview", part: ["500"], full: ["5000"] },
  { name: "identity", part: ["20000"], full: ["1000000"] },
  { name: "signals", part: ["500000"], full: ["5000000"] },
  { name: "writers", part: ["100000"], full: ["1000000"] },
  { name: "page", part: ["5000"], full: ["50000"] },
  { name: "audit", part: ["20", "100"], full: ["20", "100", "1000"] },
];

const size = process.argv.includes("--full") ? "full" : "part";
const failed: string[] = [];
for (const bench of benches) {
  const words = [`${bench.name}.ts`, ...bench[size]];
  console.log(`\n== ${words.join(" ")} (load ${loadavg()[0]?.toFixed(1)} on ${cpus().length} processors)`);
  const start = Date.now();
  const { status } = spawnSync(
    process.execPath,
    ["--import", "tsx", join(__dirname, words[0] ?? ""), ...words.slice(1)],
    {
      stdio: "inherit",
    },
  );
  console.log(`   ${((Date.now() - start) / 1000).toFixed(0)} s`);
  if (status !== 0) failed.push(bench.name);
}
// some benchmarks end so where a goal is missed, and all where they fail
if (failed.length > 0) {
  console.error(`\nMissed a goal, or failed: ${failed.join(", ")}.`);
  process.exitCode = 1;
}
