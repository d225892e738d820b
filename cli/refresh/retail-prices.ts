import * as z from "zod";
import { normalRegion } from "../../catalogue/regions";
import { Fault, malformedAnswer } from "../../posture/azure/fault";
import { circleGuard } from "../../posture/azure/paging";
import type { Service } from "../../posture/azure/pipeline";
import { whole } from "./azure-lists";

/** USD an hour by region, by the name of the size as the list has it. */
export type ListedPrices = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** The list for everybody, of all that is billed by use (Microsoft Learn, "Azure Retail Prices overview"). */
const list = `/api/retail/prices?api-version=2023-01-01-preview&$filter=${encodeURIComponent(
  "serviceName eq 'Virtual Machines' and priceType eq 'Consumption'",
)}`;

const page = z.object({ Items: z.array(z.unknown()), NextPageLink: z.string().nullish() });

const item = z.object({
  currencyCode: z.string(),
  tierMinimumUnits: z.number().nullish(),
  retailPrice: z.number(),
  armRegionName: z.string().nullish(),
  effectiveStartDate: z.string(),
  productName: z.string(),
  skuName: z.string(),
  unitOfMeasure: z.string(),
  armSkuName: z.string().nullish(),
});
type Item = z.output<typeof item>;

/** Pay as you go, Linux: neither Windows nor what Azure may take back. A price of nothing is a mistake of the list. */
const isPayAsYouGo = ({ currencyCode, tierMinimumUnits, retailPrice, productName, skuName, unitOfMeasure }: Item) =>
  currencyCode === "USD" &&
  unitOfMeasure === "1 Hour" &&
  (tierMinimumUnits ?? 0) === 0 &&
  retailPrice > 0 &&
  !/\bWindows\b/.test(productName) &&
  !/\b(Spot|Low Priority)\b/.test(skuName);

/**
 * What one machine of each size costs in each region. Of several meters for one size the youngest counts, and of these the
 * cheapest: so the order of the list does not matter.
 */
export async function listedPrices(prices: Service): Promise<ListedPrices> {
  const chosen = new Map<string, Map<string, Item>>();
  for (const each of await whole(items(prices), item, "retail prices")) {
    const { armSkuName: size, armRegionName: place } = each;
    if (!size || !/^(Standard|Basic)_/.test(size) || !place || !isPayAsYouGo(each)) continue;
    const region = normalRegion(place);
    const regions = chosen.get(size) ?? new Map<string, Item>();
    chosen.set(size, regions);
    const known = regions.get(region);
    if (!known || isBetter(each, known)) regions.set(region, each);
  }
  if (chosen.size === 0) throw new Fault("malformed", "any price of a machine in the list of retail prices");
  return new Map(
    [...chosen].map(([size, regions]) => [
      size,
      new Map([...regions].map(([region, { retailPrice }]) => [region, retailPrice])),
    ]),
  );
}

const isBetter = (one: Item, other: Item): boolean =>
  one.effectiveStartDate === other.effectiveStartDate
    ? one.retailPrice < other.retailPrice
    : one.effectiveStartDate > other.effectiveStartDate;

async function* items(prices: Service): AsyncGenerator<unknown> {
  const follow = circleGuard(prices.name);
  for (let url: string | undefined = list; url !== undefined; ) {
    const answer = page.safeParse((await prices.get(url)).body);
    if (!answer.success) throw malformedAnswer(prices.name);
    const next: string | undefined = answer.data.NextPageLink || undefined;
    follow(next, answer.data.Items.length);
    yield* answer.data.Items;
    url = next;
  }
}
