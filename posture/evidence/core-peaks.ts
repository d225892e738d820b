import * as z from "zod";
import type { Azure } from "../azure/connect";
import type { Calls } from "./calls";
import { defineEvidence, Missing, type RowOf } from "./define";
import { type CoreMetrics, metricsAnswer, metricsPath, peaksByDay } from "./reading/core-metrics";
import { exportsOf, type LogExports } from "./reading/diagnostic-settings";
import { inventory } from "./reading/inventory";
import { apart, each, once, read } from "./reading/read";
import { since } from "./reading/since";
import { present, region, text } from "./reading/wire";
import subscriptions from "./subscriptions";

const row = z.object({
  account: z.string().describe("Id of the Batch account or machine learning workspace"),
  service: z.enum(["batch", "machineLearning"]),
  subscription: z.string(),
  region: z.string(),
  since: z.string().describe("How far back it was read; on days that are left out no core was measured"),
  days: z
    .array(z.object({ day: z.string().describe("In UTC, such as `2026-11-24`"), cores: z.number() }))
    .describe("The most cores that ran at once in an hour of each day, oldest first"),
  sentLogs: z
    .array(z.string())
    .exactOptional()
    .describe(
      "Categories of its logs that a diagnostic setting sends somewhere; left out where that could not be read",
    ),
});

/** What a Batch account or a machine learning workspace ran, by the platform metrics of Azure Monitor. */
export type CorePeaks = RowOf<typeof row>;

const accountRights = ["Microsoft.Batch/batchAccounts/read", "Microsoft.MachineLearningServices/workspaces/read"];
const calls = {
  everywhere: {
    api: "arm",
    actions: ["Microsoft.ResourceGraph/resources/read", ...accountRights],
    why: "know which Batch accounts and machine learning workspaces there are",
  },
  list: {
    api: "arm",
    actions: accountRights,
    why: "know the Batch accounts and workspaces of a subscription that Resource Graph does not have",
  },
  metrics: {
    api: "arm",
    actions: ["Microsoft.Insights/metrics/read"],
    why: "know how many cores ran of which no record stands in Azure Resource Manager",
  },
  settings: {
    api: "arm",
    actions: ["Microsoft.Insights/diagnosticSettings/read"],
    why: "know whether a log could name who ran them",
  },
} as const satisfies Calls;

interface Service extends CoreMetrics {
  readonly service: CorePeaks["service"];
  readonly type: string;
  readonly version: string;
  /** For people. */
  readonly what: string;
}

const services: readonly Service[] = [
  {
    service: "batch",
    type: "Microsoft.Batch/batchAccounts",
    version: "2024-07-01",
    what: "cores that the Batch account ran",
    names: ["CoreCount", "LowPriorityCoreCount"],
  },
  {
    service: "machineLearning",
    type: "Microsoft.MachineLearningServices/workspaces",
    version: "2024-04-01",
    what: "cores that the machine learning workspace ran",
    names: ["Total Cores"],
    by: "ClusterName",
  },
];

/**
 * Days that are read of the 93 for which Azure keeps metrics (Microsoft Learn, "Azure Monitor Metrics overview"). Of a span above
 * 30 days it sends the last month alone, and does not say so (Azure/azure-sdk-for-python issue 13547).
 */
export const keptDays = 90;
const spanDays = 30;

const found = (subscription: string) =>
  z
    .object({ id: text, type: text, location: region })
    .transform(({ location, ...row }) => ({ ...row, subscription, region: location }));
type Account = z.infer<ReturnType<typeof found>>;

/** An account that writes metrics does so from its first day; what was not measured did not run, as far as Azure tells. */
export default defineEvidence({
  kind: "corePeaks",
  title: "cores that Batch accounts and machine learning workspaces ran",
  row,
  calls,
  whole: "refused per subscription",
  per: [subscriptions],
  async *run({ azure, rows, chosenSubscriptions, now, historyDays }) {
    const accounts = await apart(
      inventory({ azure, ...(chosenSubscriptions && { chosenSubscriptions }) }, rows.subscriptions, {
        what: "Batch accounts and machine learning workspaces",
        everywhere: calls.everywhere,
        list: calls.list,
        column: "location",
        as: found,
        types: services,
      }),
    );
    // Where a service is not registered it has no account.
    yield* accounts.gaps.filter(({ gap }) => gap.reason !== "notRegistered");
    yield* each(accounts.rows, account => ofAccount(azure, account, spansOf(now, Math.min(historyDays, keptDays))));
  },
});

/** Spans that Azure answers whole, latest first. */
function spansOf(now: string, days: number): (readonly [from: string, to: string])[] {
  const starts = Array.from({ length: Math.ceil(days / spanDays) }, (_, at) => at * spanDays);
  return starts.map(ago => [since(now, Math.min(ago + spanDays, days)), since(now, ago)]);
}

/** What is older than a span that is refused proves nothing of what is new. */
async function* ofAccount(
  azure: Azure,
  { id, type, subscription, region }: Account,
  spans: readonly (readonly [from: string, to: string])[],
): AsyncGenerator<CorePeaks | Missing> {
  const service = services.find(each => each.type.toLowerCase() === type.toLowerCase());
  if (service === undefined) return;
  const answers: z.infer<typeof metricsAnswer>[] = [];
  let from: string | undefined;
  for (const span of spans) {
    const { rows, gaps } = await apart(
      read(
        once(() => azure.armGet(metricsPath(id, service, span))),
        { what: service.what, call: calls.metrics, as: metricsAnswer, of: [id] },
      ),
    );
    yield* gaps;
    if (gaps.length > 0) break;
    answers.push(...rows);
    from = span[0];
  }
  if (from === undefined) return;
  const path = `${id}/providers/Microsoft.Insights/diagnosticSettings?api-version=2021-05-01-preview`;
  const what = "exports of the logs of the account or workspace";
  const sent = await apart(exportsOf(id, azure.armList(path), { what, call: calls.settings, of: [id] }));
  // What ran is known without them.
  for (const { gap } of sent.gaps) yield new Missing({ ...gap, field: "sentLogs" });
  yield present({
    ...{ account: id, service: service.service, subscription, region, since: from, days: peaksByDay(answers) },
    sentLogs: sent.rows[0] && sentBy(sent.rows[0]),
  });
}

/** A setting that has no place for a log sends it nowhere. */
const sentBy = ({ settings }: LogExports): string[] =>
  [
    ...new Set(
      settings.flatMap(({ categories, workspace, elsewhere = [] }) =>
        workspace !== undefined || elsewhere.length > 0 ? categories : [],
      ),
    ),
  ].sort();
