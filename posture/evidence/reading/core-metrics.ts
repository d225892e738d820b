import * as z from "zod";
import { text } from "./wire";

/**
 * Platform metrics that tell how many cores a service runs. Azure writes them without a diagnostic setting, also for machines of
 * which there is no record in Azure Resource Manager, and none of them has a caller.
 *
 * Sources: Microsoft Learn, "Supported metrics" for Microsoft.Batch/batchAccounts (CoreCount and LowPriorityCoreCount, without
 * dimensions) and for Microsoft.MachineLearningServices/workspaces (Total Cores, by Scenario and ClusterName); azure-docs,
 * articles/batch/monitor-batch.md ("use the Avg aggregation", for a sum would add up all samples; delivery is not guaranteed).
 * Whether Total Cores counts the machines of serverless jobs no page says.
 */
export interface CoreMetrics {
  /** Each is a number of cores, and they add up. */
  readonly names: readonly string[];
  /** The dimension over which Azure would take the average of what adds up. */
  readonly by?: string;
}

const grain = "PT1H";
/** Azure sends ten series where nothing is said. */
const mostSeries = 500;

/** The hourly averages of some metrics of a resource. The span is two times in ISO 8601 UTC, at most 30 days apart. */
export function metricsPath(
  resource: string,
  { names, by }: CoreMetrics,
  [from, to]: readonly [string, string],
): string {
  const query = [
    "api-version=2023-10-01",
    `metricnames=${encodeURIComponent(names.join(","))}`,
    `timespan=${from}/${to}`,
    `interval=${grain}`,
    "aggregation=Average",
    ...(by === undefined ? [] : [`$filter=${encodeURIComponent(`${by} eq '*'`)}`, `top=${mostSeries}`]),
  ];
  return `${resource}/providers/Microsoft.Insights/metrics?${query.join("&")}`;
}

const point = z.object({ timeStamp: z.iso.datetime({ offset: true }), average: z.number().nonnegative().nullish() });
const metric = z.object({
  name: z.object({ value: text }),
  errorCode: z.literal("Success").nullish(),
  timeseries: z.array(z.object({ data: z.array(point) })).max(mostSeries - 1),
});

/** Source: Azure REST API, "Metrics - List" (2023-10-01). Hours in which nothing was measured have no average. */
export const metricsAnswer = z.object({ value: z.array(metric) });

type Answer = z.infer<typeof metricsAnswer>;

/**
 * The most cores that ran at once in an hour of each day (UTC, `2026-11-24`); days on which none ran are left out. The hour in
 * which one answer ends and the next begins is in both, so each answer is added up by itself.
 */
export function peaksByDay(answers: readonly Answer[]): { day: string; cores: number }[] {
  const days = new Map<string, number>();
  for (const [hour, cores] of answers.flatMap(answer => [...byHour(answer)])) {
    const day = hour.slice(0, 10);
    days.set(day, Math.max(days.get(day) ?? 0, Math.round(cores)));
  }
  return [...days]
    .map(([day, cores]) => ({ day, cores }))
    .filter(({ cores }) => cores > 0)
    .sort((one, other) => (one.day < other.day ? -1 : 1));
}

/** What all metrics and series of an answer come to in each hour. */
function byHour({ value }: Answer): ReadonlyMap<string, number> {
  const hours = new Map<string, number>();
  const points = value.flatMap(({ timeseries }) => timeseries.flatMap(({ data }) => data));
  for (const { timeStamp, average } of points) {
    const hour = new Date(timeStamp).toISOString().slice(0, 13);
    hours.set(hour, (hours.get(hour) ?? 0) + (average ?? 0));
  }
  return hours;
}
