import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defaultEstate } from "../catalogue/estate";
import { judgeAll } from "../posture/run/audit";
import { readEvidence } from "../posture/run/store";
import { saveTenant, sizesFor } from "./identity-tenant";

/**
 * What it costs to judge a large tenant, from its evidence on disk to the findings: the processor's time of all threads
 * and the most memory, each size in a process of its own, beside a loop that is the same on every machine. Half the size
 * comes first, to show what a doubling costs.
 *
 * `npm run bench:identity -- [USERS]`; the limits are for 1,000,000 users.
 */
const limits = { seconds: 60, gibibytes: 2, doubling: 2.2 } as const;

interface Cost {
  readonly calibration: number;
  readonly reading: number;
  readonly judging: number;
  readonly gibibytes: number;
  readonly creators: number;
  readonly findings: number;
}

/** Seconds of the processor since a moment. */
function since(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

/** Writing and reading back a million rows of JSON, one by one: what no audit does without. */
function calibrate(): number {
  const start = process.cpuUsage();
  let sum = 0;
  for (let n = 0; n < 1_000_000; n++) {
    const row = JSON.parse(
      JSON.stringify({ id: `00000000-0000-0000-0000-${n}`, name: "a name", enabled: n % 2 === 0 }),
    );
    sum += row.id.length;
  }
  return sum > 0 ? since(start) : 0;
}

/** In the child. */
async function measure(folder: string): Promise<Cost> {
  const calibration = calibrate();
  const start = process.cpuUsage();
  const { gathered, manifest } = await readEvidence(folder);
  const reading = since(start);
  const report = judgeAll(gathered, manifest, { estate: defaultEstate, version: "0" });
  const { low, medium, high, critical } = report.summary.findings;
  return {
    calibration,
    reading,
    judging: since(start) - reading,
    gibibytes: process.resourceUsage().maxRSS / 2 ** 20,
    creators: report.blastRadius.length,
    findings: low + medium + high + critical,
  };
}

async function costOf(users: number): Promise<Cost> {
  const folder = await mkdtemp(join(tmpdir(), "computeguard-identity-"));
  try {
    await saveTenant(folder, sizesFor(users));
    const child = fork(__filename, ["--measure", folder]);
    const [cost] = (await Promise.race([
      once(child, "message"),
      once(child, "exit").then(([code]) => Promise.reject(new Error(`The measured run ended with exit code ${code}.`))),
    ])) as [Cost];
    return cost;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const seconds = ({ reading, judging }: Cost): number => reading + judging;

async function bench(users: number): Promise<void> {
  const costs: Cost[] = [];
  for (const size of [users / 2, users]) {
    const cost = await costOf(size);
    costs.push(cost);
    console.log(
      [
        `${size} users: ${seconds(cost).toFixed(1)} s of CPU`,
        `(reading ${cost.reading.toFixed(1)}, judging ${cost.judging.toFixed(1)}; calibration ${cost.calibration.toFixed(2)})`,
        `and ${cost.gibibytes.toFixed(2)} GiB for ${cost.findings} findings, ${cost.creators} compute creators`,
      ].join(" "),
    );
  }
  const [half, whole] = costs as [Cost, Cost];
  const doubling = seconds(whole) / seconds(half);
  const exceeded = [
    ...(seconds(whole) > limits.seconds ? ["time"] : []),
    ...(whole.gibibytes > limits.gibibytes ? ["memory"] : []),
    ...(doubling > limits.doubling ? ["doubling"] : []),
  ];
  console.log(
    `doubling: ${doubling.toFixed(2)} times (limits: ${limits.seconds} s, ${limits.gibibytes} GiB, ${limits.doubling} times${exceeded.length > 0 ? `; exceeded: ${exceeded.join(", ")}` : ""})`,
  );
  if (exceeded.length > 0) process.exitCode = 1;
}

const [, , first = "50000", folder] = process.argv;
if (first === "--measure") void measure(folder!).then(cost => process.send!(cost));
else void bench(Number(first));
