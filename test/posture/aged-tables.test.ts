import assert from "node:assert/strict";
import { formats } from "../../posture/report/formats";
import { agedTables } from "../../posture/run/aged-tables";
import { judgeAll } from "../../posture/run/audit";
import { sample } from "../report/sample";
import { estateOf, gather, manifest } from "./checks-tenant";

const tables = [
  { table: "sizes", asOf: "2025-08-25" },
  { table: "prices", asOf: "2025-08-26" },
] as const;

describe("what is known of Azure's own lists", () => {
  const days: readonly (readonly [at: string, old: readonly string[]])[] = [
    ["2025-08-26T00:00:00.000Z", []],
    ["2025-11-23T23:59:59.999Z", []],
    ["2025-11-24T00:00:00.000Z", ["sizes: 91"]],
    ["2025-11-25T12:00:00.000Z", ["sizes: 92", "prices: 91"]],
  ];
  for (const [at, old] of days)
    it(`is old after more than 90 days: on ${at}, ${old.join(", ") || "nothing"}`, () =>
      assert.deepEqual(
        agedTables(at, tables).map(({ table, days }) => `${table}: ${days}`),
        old,
      ));

  it("is told by an audit by the day of its evidence, and not by a clock", () => {
    const on = (collectedAt: string) =>
      judgeAll(gather({}), { ...manifest, collectedAt }, { estate: estateOf({}), version: "0" }).coverage.agedTables;
    assert.equal(on("2026-01-01T00:00:00.000Z"), undefined);
    const all = ["sizes", "prices", "regions", "built-in roles"];
    assert.deepEqual(
      on("2126-01-01T00:00:00.000Z")?.map(({ table }) => table),
      all,
    );
  });

  const old = {
    ...sample,
    coverage: { ...sample.coverage, agedTables: agedTables("2025-11-25T12:00:00.000Z", tables) },
  };
  for (const { name, print } of formats.filter(({ name }) => ["html", "json", "text"].includes(name))) {
    const told = (report: typeof sample) => [...print(report)].join("").split("2025-08-26").length - 1;
    it(`is said once in ${name} where it is old, and not at all where it is not`, () => {
      assert.equal(told(old), 1);
      assert.equal(told(sample), 0);
    });
  }
});
