import { type Answer, armError, ok, Refusal } from "../answers";
import type { Call } from "../call";
import { type Row, same, text } from "../json";
import type { Route } from "../route";
import type { MetricSpan } from "../tenant";
import { normalScope, subscriptionOf } from "./scopes";

/** Platform metrics of Azure Monitor, of the types that the story tells of, by the hour or longer. */

/** Names of the metrics, each with its dimensions. Source: Microsoft Learn, "Supported metrics". */
const metricsOf: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  "microsoft.batch/batchaccounts": { CoreCount: [], LowPriorityCoreCount: [], TotalNodeCount: [] },
  "microsoft.machinelearningservices/workspaces": {
    "Total Cores": ["Scenario", "ClusterName"],
    "Active Cores": ["Scenario", "ClusterName"],
    "Total Nodes": ["Scenario", "ClusterName"],
  },
};

const hour = 3_600_000;
const day = 24 * hour;
const grains: Readonly<Record<string, number>> = { PT1H: hour, PT6H: 6 * hour, PT12H: 12 * hour, P1D: day };
/** Source: Azure/azure-sdk-for-python issue 13547, for both. */
const keptDays = 93;
const spanDays = 30;

const refuse = (message: string): Refusal => new Refusal(armError(400, "BadRequest", message));

/** The first and last instant that is answered: of a longer span the last thirty days, without a word. */
function spanOf(call: Call): readonly [from: number, to: number] {
  const source = call.query.get("timespan") ?? "";
  const [from = Number.NaN, to = Number.NaN] = source.split("/").map(Date.parse);
  if (!/^[^/]+Z\/[^/]+Z$/.test(source) || !(from < to))
    throw refuse(`Detected invalid time interval input: ${source}, supported Iso 8601 time interval format: …`);
  if (to < Date.parse(call.tenant.at) - keptDays * day)
    throw refuse(`Query endTime: ${source.split("/")[1]} is out of the Max metrics retention period: 93.00:00:00`);
  return [Math.max(from, to - spanDays * day), to];
}

/** The dimension that the answer is split by, if any. */
function splitBy(call: Call): string | undefined {
  const filter = call.query.get("$filter");
  if (filter === null) return undefined;
  const [, name] = /^\s*(\w+) eq '\*'\s*$/i.exec(filter) ?? [];
  if (name === undefined) throw refuse(`The filter '${filter}' is not served here.`);
  return name;
}

function metrics(call: Call): Answer {
  subscriptionOf(call);
  const here = normalScope(call.scope);
  const resource = call.tenant.arm.resources.find(row => normalScope(text(row, "id")) === here);
  if (!resource) throw new Refusal(armError(404, "ResourceNotFound", `The Resource '${call.scope}' was not found.`));
  const known = metricsOf[text(resource, "type").toLowerCase()] ?? {};
  const split = splitBy(call);
  const [from, to] = spanOf(call);
  const grain = grains[call.query.get("interval") ?? ""];
  if (grain === undefined)
    throw refuse("Invalid time grain duration, supported ones are: 01:00:00,06:00:00,12:00:00,1.00:00:00");
  if (!same(call.query.get("aggregation") ?? "", "Average"))
    throw refuse("Only the aggregation Average is served here.");
  const top = split === undefined ? 1 : Number(call.query.get("top") ?? 10);
  const value = (call.query.get("metricnames") ?? "").split(",").map((asked): Row => {
    const [name, dimensions] = Object.entries(known).find(([each]) => same(each, asked)) ?? [];
    if (name === undefined)
      throw refuse(
        `Failed to find metric configuration for metric: ${asked}, Valid metrics: ${Object.keys(known).join(",")}`,
      );
    if (split !== undefined && !dimensions?.some(each => same(each, split)))
      throw refuse(`Metric: ${name} does not support requested dimension combination: ${split.toLowerCase()}`);
    const told = call.tenant.arm.metrics.filter(row => normalScope(row.resource) === here && row.name === name);
    const clusters = [...new Set(told.map(({ cluster = "" }) => cluster))];
    const groups =
      split === undefined ? [told] : clusters.map(cluster => told.filter(row => (row.cluster ?? "") === cluster));
    return {
      id: `${call.scope}/providers/Microsoft.Insights/metrics/${name}`,
      type: "Microsoft.Insights/metrics",
      name: { value: name, localizedValue: name },
      unit: "Count",
      errorCode: "Success",
      timeseries: groups
        .filter(group => group.length > 0)
        .slice(0, top)
        .map(group => ({
          metadatavalues:
            split === undefined
              ? []
              : [{ name: { value: split.toLowerCase(), localizedValue: split }, value: group[0]?.cluster ?? "" }],
          data: points(group, from, to, grain),
        })),
    };
  });
  return ok({ cost: 0, timespan: call.query.get("timespan"), interval: call.query.get("interval"), value });
}

/**
 * A point for each stretch of time; one in which nothing was measured has no average. Of one cluster the last that was told counts;
 * of several that are not split, Azure takes the average.
 */
function points(spans: readonly MetricSpan[], from: number, to: number, grain: number): Row[] {
  const found: Row[] = [];
  for (let at = Math.floor(from / grain) * grain; at < to; at += grain) {
    const here = spans.filter(span => Date.parse(span.from) < at + grain && Date.parse(span.to) > at);
    const values = [...new Map(here.map(({ cluster, value }) => [cluster, value])).values()];
    const average = values.reduce((sum, value) => sum + value, 0) / values.length;
    found.push({ timeStamp: `${new Date(at).toISOString().slice(0, 19)}Z`, ...(values.length > 0 && { average }) });
  }
  return found;
}

export const metricRoutes: readonly Route[] = [
  { method: "GET", path: "/providers/Microsoft.Insights/metrics", answer: metrics },
];
