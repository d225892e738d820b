import * as z from "zod";
import { familyKey } from "../../catalogue/families";
import type { Gap } from "../../catalogue/outcome";
import { normalRegion } from "../../catalogue/regions";
import type { Azure } from "../azure/connect";
import type { Calls } from "./calls";
import { defineEvidence, Missing, type RowOf } from "./define";
import quota from "./quota";
import { type IdlePlace, idlePlaces } from "./reading/idle-places";
import { apart, each, read } from "./reading/read";
import { maybeText, maybeTexts, text } from "./reading/wire";

const row = z.object({
  subscription: z.string(),
  region: z.string(),
  sizes: z.array(z.string()).describe("Every size that is sold there to the subscription, sorted"),
  notSpot: z.array(z.string()).describe("Those of them that are not sold as spot machines"),
  families: z.array(z.string()).describe("The quota families of these sizes, lower-case and without blanks"),
});

/** What Compute sells to a subscription in a region. One of which Azure did not tell all has no row. */
export type SoldSizes = RowOf<typeof row>;

const calls = {
  list: {
    api: "arm",
    actions: ["Microsoft.Compute/skus/read"],
    why: "know which machines are sold where quota lies idle, for quota of a size that is not sold buys nothing",
  },
} as const satisfies Calls;

/**
 * A size that is not in the list of a location, or that is restricted there as a whole, cannot be bought, whatever its
 * quota is; one that is restricted in zones still can be, outside them.
 * Source: Microsoft Learn, "Resource Skus - List" (2021-07-01), and "SKU not available errors".
 */
const sku = z.object({
  resourceType: text,
  name: text,
  family: maybeText,
  restrictions: z.array(z.object({ type: maybeText, values: maybeTexts })).nullish(),
  capabilities: z.array(z.object({ name: text, value: maybeText })).nullish(),
});
type Sku = z.infer<typeof sku>;

const isMachine = ({ resourceType }: Sku): boolean => resourceType.toLowerCase() === "virtualmachines";
const isRestricted = ({ restrictions }: Sku, region: string): boolean =>
  (restrictions ?? []).some(
    ({ type, values }) =>
      type?.toLowerCase() === "location" &&
      (values.length === 0 || values.some(place => normalRegion(place) === region)),
  );
const isNeverSpot = ({ capabilities }: Sku): boolean =>
  (capabilities ?? []).some(({ name, value }) => name === "LowPriorityCapable" && value?.toLowerCase() === "false");

const what = "machine sizes that are sold to the subscription";

/** The list of all regions at once is very long, so each region is asked of which it matters. */
export default defineEvidence({
  kind: "soldSizes",
  title: "machine sizes that are sold",
  row,
  calls,
  whole: "named by other evidence",
  namedBy: [quota],
  async *run({ azure, rows }) {
    yield* each(idlePlaces(rows.quota), place => soldIn(azure, place));
  },
});

async function* soldIn(azure: Azure, place: IdlePlace): AsyncGenerator<SoldSizes | Missing> {
  const { subscription, region } = place;
  const filter = encodeURIComponent(`location eq '${region}'`);
  const { rows, gaps } = await apart(
    read(
      azure.armList(
        `/subscriptions/${subscription}/providers/Microsoft.Compute/skus?api-version=2021-07-01&$filter=${filter}`,
      ),
      { what, call: calls.list, as: sku, of: [subscription] },
    ),
  );
  yield* gaps;
  const machines = rows.filter(isMachine);
  if (gaps.length === 0 && machines.length === 0) yield new Missing(empty(subscription, region));
  // Half a list would look like one in which the rest is not sold.
  if (gaps.length > 0 || machines.length === 0) return;
  const sold = machines.filter(each => !isRestricted(each, region));
  yield {
    ...place,
    sizes: sorted(sold.map(({ name }) => name)),
    notSpot: sorted(sold.filter(isNeverSpot).map(({ name }) => name)),
    families: sorted(sold.flatMap(({ family }) => (family === undefined ? [] : [familyKey(family)]))),
  };
}

/** Where nothing is sold to a subscription, Azure lists the sizes with a restriction. */
const empty = (subscription: string, region: string): Gap => ({
  what,
  missing: `an answer that lists any size in ${region}`,
  reason: "malformed",
  subjects: [subscription],
});

const sorted = (texts: readonly string[]): string[] => [...new Set(texts)].sort();
