import * as z from "zod";
import type { Azure } from "../azure/connect";
import type { Calls } from "./calls";
import { defineEvidence, type Missing, type RowOf } from "./define";
import { apart, each, listed, read } from "./reading/read";
import { guid, maybeText, region, text } from "./reading/wire";
import subscriptions from "./subscriptions";

const row = z.object({
  subscription: z.string(),
  region: z.string(),
  name: z.string().describe("As Azure spells it: `Standard NCASv3_T4 Family`, `cores`, `lowPriorityCores`"),
  displayName: z.string(),
  used: z.number(),
  limit: z.number(),
});

/** One row of Microsoft.Compute usages. */
export type Quota = RowOf<typeof row>;

const action = "Microsoft.Compute/locations/usages/read";
const calls = {
  everywhere: { api: "arm", actions: [action], why: "know how much compute could be created" },
  locations: {
    api: "arm",
    actions: ["Microsoft.Resources/subscriptions/locations/read"],
    why: "know the regions of a subscription whose quota Resource Graph does not have",
  },
  usages: { api: "arm", actions: [action], why: "know the quota of a subscription that Resource Graph does not have" },
} as const satisfies Calls;

const usage = z.object({
  name: z.object({ value: text, localizedValue: maybeText }),
  currentValue: z.number(),
  limit: z.number(),
});

const query = [
  "QuotaResources",
  "where type =~ 'microsoft.compute/locations/usages'",
  "project id, subscriptionId, location, usages = properties.value",
].join(" | ");

/** One row of Resource Graph holds all usages of one subscription in one region. */
const place = z.object({ subscriptionId: guid, location: region, usages: z.array(z.unknown()) });

const rowIn =
  (subscription: string, region: string) =>
  ({ name, currentValue, limit }: z.infer<typeof usage>): Quota => ({
    subscription,
    region,
    name: name.value,
    displayName: name.localizedValue ?? name.value,
    used: currentValue,
    limit,
  });

/** The regions of each subscription in which Compute counts something, sorted: where there may be other services too. */
export function regionsOf(
  rows: readonly Quota[],
): readonly (readonly [subscription: string, regions: readonly string[]])[] {
  const regions = new Map<string, Set<string>>();
  for (const { subscription, region } of rows)
    regions.set(subscription, (regions.get(subscription) ?? new Set()).add(region));
  return [...regions].map(([subscription, places]) => [subscription, [...places].sort()]);
}

/** Resource Graph has all subscriptions at once; those that it does not have are asked region by region. */
export default defineEvidence({
  kind: "quota",
  title: "compute quota",
  row,
  calls,
  whole: "filtered by rights",
  per: [subscriptions],
  async *run({ azure, rows, chosenSubscriptions, chosenRegions }) {
    const bulk = await apart(
      read(azure.resourceGraph(query, chosenSubscriptions), {
        what: "compute quota",
        call: calls.everywhere,
        as: place,
      }),
    );
    // Half an answer is none: a subscription of which a page is missing would look like one with little quota.
    const places = bulk.gaps.length ? [] : bulk.rows;
    for (const { subscriptionId, location, usages } of places) {
      yield* read(listed(usages), {
        what: "compute quota of the subscription",
        call: calls.everywhere,
        as: usage.transform(rowIn(subscriptionId, location)),
        of: [subscriptionId],
      });
    }
    const known = new Set(places.map(({ subscriptionId }) => subscriptionId));
    const others = rows.subscriptions.map(({ id }) => id).filter(id => !known.has(id));
    yield* each(others, id => regionByRegion(azure, id, chosenRegions));
    if (!rows.subscriptions.length) yield* bulk.gaps;
  },
});

/** The first region tells whether the others are worth asking. */
async function* regionByRegion(
  azure: Azure,
  subscription: string,
  given: readonly string[] | undefined,
): AsyncGenerator<Quota | Missing> {
  const of = [subscription];
  const found = given
    ? { rows: [], gaps: [] }
    : await apart(
        read(azure.armList(`/subscriptions/${subscription}/locations?api-version=2022-12-01`), {
          what: "regions of the subscription",
          call: calls.locations,
          as: location,
          of,
        }),
      );
  yield* found.gaps;
  const usagesIn = (region: string) =>
    read(azure.armList(usagesPath(subscription, region)), {
      what: "compute quota of the subscription",
      call: calls.usages,
      as: usage.transform(rowIn(subscription, region)),
      of,
    });
  const [first, ...others] =
    given ?? found.rows.flatMap(({ name, metadata }) => (metadata?.regionType === "Logical" ? [] : [name]));
  if (first === undefined) return;
  const tried = await apart(usagesIn(first));
  yield* tried.rows;
  yield* tried.gaps;
  if (!tried.gaps.some(({ gap }) => hopeless.has(gap.reason))) yield* each(others, usagesIn);
}

const hopeless = new Set(["denied", "notRegistered"]);

/** Geographies and stages are among the locations too, as "Logical" ones; machines stand in physical ones. */
const location = z.object({ name: region, metadata: z.object({ regionType: maybeText }).nullish() });

const usagesPath = (subscription: string, region: string) =>
  `/subscriptions/${subscription}/providers/Microsoft.Compute/locations/${region}/usages?api-version=2024-07-01`;
