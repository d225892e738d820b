import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type PricesTable, renewedPrices } from "../../../cli/refresh/prices-table";
import { type RegionsTable, renewedRegions } from "../../../cli/refresh/regions-table";
import { renewedSizes, type SizesTable } from "../../../cli/refresh/sizes-table";
import { printed, read } from "../../../cli/refresh/stored";

/** The stored tables themselves: renewed with what they hold, they are the same bytes but for the day. */

const file = (name: string) => join(__dirname, "../../../catalogue/data", `${name}.json`);
const bytes = (name: string) => readFileSync(file(name), "utf8");
const day = "2027-01-02";
const onTheDay = (text: string) => text.replace(/"asOf":"[\d-]+"/, `"asOf":"${day}"`);

describe("the stored tables, renewed with what they hold", () => {
  const sizes = read<SizesTable>(file("sizes"));
  const prices = read<PricesTable>(file("prices"));

  it("sizes stay as they are", () => {
    const listed = sizes.sizes.map(([name, family, vCpus, , , gpus]) => ({
      name: name.toUpperCase(),
      family: family === null ? undefined : sizes.families[family],
      vCpus,
      gpus: Math.floor(gpus ?? 0),
    }));
    const { table, changes } = renewedSizes(sizes, listed, day);
    assert.deepEqual(changes, { added: [], gone: [], changed: [] });
    assert.equal(printed(table, "sizes"), onTheDay(bytes("sizes")));
  });

  it("prices stay as they are", () => {
    const regional = new Map(
      prices.sizes.map(([name, ...of]) => [
        name,
        new Map(of.flatMap((usd, at) => (usd > 0 ? [[prices.regions[at]!, usd] as const] : []))),
      ]),
    );
    const listed = new Map(
      sizes.sizes.flatMap(([name, , , usd]) =>
        regional.has(name) || usd === null ? [] : [[name, new Map([["eastus", usd]])] as const],
      ),
    );
    for (const [name, of] of regional) listed.set(name, of as Map<"eastus", number>);
    const { table, changes } = renewedPrices({ prices, sizes }, listed, day);
    assert.deepEqual([changes.added, changes.gone], [[], []]);
    assert.equal(printed(table.prices, "sizes"), onTheDay(bytes("prices")));
    // Three medians lie on half of a hundredth of a cent, and were rounded to the even one.
    assert([...changes.dearer!, ...changes.cheaper!].length <= 3, String(changes.dearer));
  });

  it("regions stay as they are", () => {
    const before = read<RegionsTable>(file("regions"));
    const listed = before.regions
      .filter(([, , cloud]) => cloud === "AzureCloud")
      .map(([name, displayName, , physical, pair]) => ({ name, displayName, physical: physical === 1, pair }));
    const { table, changes } = renewedRegions(before, listed, "AzureCloud", day);
    assert.deepEqual(changes, { added: [], gone: [], changed: [] });
    assert.equal(printed(table, "regions"), onTheDay(bytes("regions")));
  });
});
