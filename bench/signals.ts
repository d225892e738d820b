import { type ActivityRecord, activityLog } from "../posture/signals/activity-log";
import { actsOf } from "../posture/signals/acts";
import { Fold } from "../posture/signals/fold";
import { operations as everything, hours } from "../posture/signals/questions";

/**
 * Folds the activity log of a large tenant, in which nearly every record has a key of its own: half as many records first, then
 * all. It prints the time of twice as many records in units of the time of half of them (2 is linear), and the memory at its
 * highest. Usage: npm run bench:signals -- 5000000
 */
const wanted = Number(process.argv[2] ?? 1_000_000);
const limits = { doubling: 2.2, mebibytes: 1024 };

const operations = [
  "Microsoft.Compute/virtualMachines/write",
  "Microsoft.Storage/storageAccounts/write",
  "Microsoft.Compute/virtualMachines/extensions/write",
  "Microsoft.Authorization/roleAssignments/write",
];

async function* records(count: number): AsyncGenerator<ActivityRecord> {
  const start = Date.parse("2026-08-26T00:00:00Z");
  const step = Math.floor((90 * 86_400_000) / count);
  for (let i = 0; i < count; i++) {
    const subscriptionId = `00000000-0000-0000-0005-${String(i % 10_000).padStart(12, "0")}`;
    yield {
      eventTimestamp: new Date(start + i * step).toISOString(),
      operationName: operations[i % operations.length],
      status: i % 3 === 0 ? "Started" : "Succeeded",
      caller: `person${i % 900_000}@contoso.com`,
      correlationId: String(i >> 1),
      subscriptionId,
      resourceId: `/subscriptions/${subscriptionId}/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm${i >> 1}`,
      address: `198.51.100.${i % 250}`,
      body: { location: "westeurope", properties: { hardwareProfile: { vmSize: "Standard_D2s_v5" } } },
    };
  }
}

/** Seconds of the processor, and MiB at the highest, for so many records. */
async function fold(count: number): Promise<{ seconds: number; mebibytes: number; answers: number; leftOut: number }> {
  const before = process.cpuUsage();
  const folds = [everything, hours].map(question => new Fold(question));
  let [seen, highest] = [0, 0];
  for await (const act of actsOf(activityLog, records(count))) {
    for (const each of folds) each.add(act);
    if (++seen % 50_000 === 0) highest = Math.max(highest, process.memoryUsage().rss);
  }
  let answers = 0;
  for (const each of folds) for (const _ of each.answers()) answers++;
  const { user, system } = process.cpuUsage(before);
  const leftOut = folds.reduce((sum, each) => sum + each.leftOut, 0);
  return { seconds: (user + system) / 1e6, mebibytes: highest / 1_048_576, answers, leftOut };
}

async function main(): Promise<void> {
  await fold(50_000); // so that both are measured warm
  const half = await fold(wanted / 2);
  const all = await fold(wanted);
  const doubling = all.seconds / half.seconds;
  console.log(
    [
      `${wanted} records: ${all.seconds.toFixed(1)} s of the processor, ${Math.round(all.mebibytes)} MiB at the highest (limit ${limits.mebibytes})`,
      `twice as many records take ${doubling.toFixed(2)} times as long (limit ${limits.doubling})`,
      `${all.answers} answers are held; ${all.leftOut} acts have a key beyond them, and are a gap`,
    ].join("\n"),
  );
  if (doubling > limits.doubling || all.mebibytes > limits.mebibytes) process.exitCode = 1;
}

void main();
