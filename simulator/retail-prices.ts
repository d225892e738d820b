import { type Answer, ok } from "./answers";
import type { Call } from "./call";
import { type Row, text } from "./json";

/**
 * The list of retail prices, `https://prices.azure.com/api/retail/prices` (Microsoft Learn, "Azure Retail Prices overview"):
 * whoever asks is answered. The filter takes `eq` and `and`, the values in the very letters of the list, and calls the column
 * `type` by the name `priceType`. A link leads to the next page by how many rows were shown, and names the port.
 */

const mostOnPage = 1000;

/** Columns that the documentation lists as filters, and the columns of a row. */
const filters: Readonly<Record<string, string>> = {
  armRegionName: "armRegionName",
  location: "location",
  meterId: "meterId",
  meterName: "meterName",
  productId: "productId",
  skuId: "skuId",
  productName: "productName",
  skuName: "skuName",
  serviceName: "serviceName",
  serviceId: "serviceId",
  serviceFamily: "serviceFamily",
  priceType: "type",
  armSkuName: "armSkuName",
};

/** How it refuses is inferred: no documentation shows it. */
const invalid: Answer = {
  status: 400,
  body: { Error: { Code: "BadRequest", Message: "Invalid OData parameters supplied" } },
};

export function retailPrices({ query, tenant, listing, origin, path, method }: Call): Answer {
  if (method !== "GET")
    return { status: 405, body: { Message: "The requested resource does not support that method." } };
  const asked = (query.get("$filter") ?? "").trim();
  const tests: [string, string][] = [];
  for (const clause of asked === "" ? [] : asked.split(/\s+and\s+/)) {
    const [, name = "", value = ""] = /^(\w+) eq '([^']*)'$/.exec(clause.trim()) ?? [];
    const column = Object.hasOwn(filters, name) ? filters[name] : undefined;
    if (column === undefined) return invalid;
    tests.push([column, value]);
  }
  const skip = Number(query.get("$skip") ?? 0);
  if (!Number.isInteger(skip) || skip < 0) return invalid;
  const rows = (tenant.retailPrices ?? []).filter(row => tests.every(([column, value]) => text(row, column) === value));
  const shown = rows.slice(skip, skip + Math.min(listing.pageSize, mostOnPage));
  const next = skip + shown.length;
  const kept = [...query]
    .filter(([name]) => name !== "$skip")
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return ok({
    BillingCurrency: "USD",
    CustomerEntityId: "Default",
    CustomerEntityType: "Retail",
    Items: shown as Row[],
    NextPageLink: next < rows.length ? `${withPort(origin)}${path}?${[...kept, `$skip=${next}`].join("&")}` : null,
    Count: shown.length,
  });
}

const withPort = (origin: string): string => (/:\d+$/.test(origin) ? origin : `${origin}:443`);
