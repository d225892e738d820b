import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chunks } from "../cli/write-report";
import type { Format } from "../posture/report/format";
import { formats } from "../posture/report/formats";
import { json } from "../posture/report/json";
import type { Report } from "../posture/report/model";
import { summary } from "../posture/report/text";
import { writeWhole } from "../posture/run/whole-file";
import { reachingOf, reportOf } from "./writers-report";

/**
 * What it costs to write a report of very many findings in each format: the processor's time, and the most memory that the process
 * took, beside what it took with the report alone. Each size in a process of its own, whose heap may hold no more than the goal; half
 * the size comes first, to show what a doubling costs.
 *
 * `reach` is the report as JSON of a tenth as many people, each of whom reaches a hundredth as many subscriptions.
 *
 * `npm run bench:writers -- [FINDINGS] [FORMAT]`: a tenth of the goal's 1,000,000 by default.
 */
const goals = { mebibytes: 512, doubling: 2.2 } as const;
const heap = 512;

interface Cost {
  readonly seconds: number;
  readonly held: number;
  readonly most: number;
  readonly megabytes: number;
}

/** What the console shows is written as the formats are. */
const consoleFormat: Format = {
  name: "console",
  extension: "console",
  contentType: "text/plain",
  print: report => summary(report, { colour: false, proof: false }),
};

interface Measured {
  readonly name: string;
  readonly format: Format;
  readonly report: (count: number) => Report;
}
const measured: readonly Measured[] = [
  ...[...formats, consoleFormat].map(format => ({ name: format.name, format, report: reportOf })),
  { name: "reach", format: json, report: reachingOf },
];

const mebibytes = 2 ** 20;

/** In the child. */
async function measure(name: string, count: number): Promise<Cost> {
  const { format, report: made } = measured.find(each => each.name === name)!;
  const report = made(count);
  gc?.();
  const held = process.memoryUsage().rss / mebibytes;
  const folder = await mkdtemp(join(tmpdir(), "computeguard-writers-"));
  const file = join(folder, "report");
  try {
    const start = process.cpuUsage();
    await writeWhole(file, chunks(format.print(report)));
    const { user, system } = process.cpuUsage(start);
    return {
      seconds: (user + system) / 1e6,
      held,
      most: process.resourceUsage().maxRSS / 2 ** 10,
      megabytes: (await stat(file)).size / 1e6,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function costOf(name: string, count: number): Promise<Cost | undefined> {
  const child = fork(__filename, ["--measure", name, String(count)], {
    execArgv: [...process.execArgv, `--max-old-space-size=${heap}`, "--expose-gc"],
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  const cost = await Promise.race([once(child, "message"), once(child, "exit").then(() => [undefined])]);
  return cost[0] as Cost | undefined;
}

async function bench(count: number, picked: string | undefined): Promise<void> {
  console.log(
    `writers: ${count.toLocaleString("en-US")} findings, a heap of ${heap} MiB at most; goals: growth ${goals.doubling} for a doubling, ${goals.mebibytes} MiB beside the report`,
  );
  for (const { name } of measured) {
    if (picked !== undefined && name !== picked) continue;
    const [half, whole] = [await costOf(name, count / 2), await costOf(name, count)];
    console.log(`${name.padEnd(10)}${whole && half ? lineOf(half, whole) : "did not end: the heap was too small"}`);
    const isMet =
      half && whole && whole.seconds / half.seconds <= goals.doubling && whole.most - whole.held <= goals.mebibytes;
    if (!isMet) process.exitCode = 1;
  }
}

const lineOf = (half: Cost, { seconds, most, held, megabytes }: Cost): string =>
  [
    `${seconds.toFixed(2)} s of CPU`,
    `${(seconds / half.seconds).toFixed(2)} times that of half`,
    `${megabytes.toFixed(1)} MB`,
    `${most.toFixed(0)} MiB at most, ${(most - held).toFixed(0)} beside the report (of half ${(half.most - half.held).toFixed(0)})`,
  ].join("; ");

const [, , first, ...more] = process.argv;
if (first === "--measure") void measure(more[0]!, Number(more[1])).then(cost => process.send!(cost));
else void bench(Number(first ?? 100_000), more[0]);
