import assert from "node:assert/strict";
import { defenceMatrix } from "../../posture/report/html/defence-matrix";
import { heatMap } from "../../posture/report/html/heat-map";
import type { Markup } from "../../posture/report/html/markup";
import type { Report } from "../../posture/report/model";
import { sample } from "./sample";

const text = (markup: Markup | false): string => (markup === false ? "" : [...markup.pieces()].join(""));
/** The cells of each row of a table, without markup. */
const cells = (markup: string): readonly (readonly string[])[] =>
  markup
    .split(/<tr>/)
    .slice(1)
    .map(row => [...row.matchAll(/<t[hd][^>]*>([^<]*)<\/t[hd]>/g)].map(([, words = ""]) => words));

const cell = (
  family: string,
  region: string,
  usd: number | undefined,
  more: Partial<NonNullable<Report["idleQuota"]>[number]> = {},
) => ({
  ...sample.idleQuota![0]!,
  family,
  region,
  usdPerDay: usd === undefined ? ({ is: "unknown" } as const) : ({ is: "exact", value: usd } as const),
  ...more,
});
const map = (idleQuota: NonNullable<Report["idleQuota"]>, gaps: Report["gaps"] = []) =>
  text(heatMap({ ...sample, idleQuota, gaps }));

describe("the heat map of idle quota", () => {
  it("has the dearest first in both directions, and nothing where there is none", () =>
    assert.deepEqual(cells(map([cell("A", "eastus", 10), cell("B", "uksouth", 300), cell("A", "uksouth", 5)])), [
      ["Quota", "uksouth", "eastus"],
      ["B", "$300", ""],
      ["A", "$5", "$10"],
    ]));
  it("tells spot pools and other services apart", () =>
    assert.deepEqual(
      cells(
        map([
          cell("A", "eastus", 3),
          cell("A", "eastus", 2, { pool: "spot" }),
          cell("A", "eastus", 1, { service: "Microsoft.Batch" }),
        ]),
      ).map(([name]) => name),
      ["Quota", "A", "A (spot)", "A, Microsoft.Batch"],
    ));
  it("colours by order of the sum, and hatches what is not known", () => {
    const markup = map([
      cell("A", "a", 1000),
      cell("A", "b", 300),
      cell("A", "c", 30),
      cell("A", "d", 1),
      cell("A", "e", 0),
      cell("A", "f", undefined),
    ]);
    assert.deepEqual(
      [...markup.matchAll(/class="number (heat-\d|hatched)"/g)].map(([, name]) => name),
      ["heat-5", "heat-4", "heat-2", "heat-1", "heat-0", "hatched"],
    );
  });
  it("names what was not read, and how much is left out", () => {
    const gap = {
      what: "compute quota",
      missing: "Microsoft.Compute/locations/usages/read",
      reason: "denied",
    } as const;
    assert.match(
      map([cell("A", "a", 1)], [gap]),
      /class="hatched">Not read, so that there may be more: compute quota\./,
    );
    assert.doesNotMatch(map([cell("A", "a", 1)]), /Not read/);
    assert.match(
      map(Array.from({ length: 17 }, (_, i) => cell(`F${i}`, `r${i}`, i + 1))),
      /The dearest are shown; 2 kinds and 7 regions more\./,
    );
  });
  it("is left out where nothing is idle", () => {
    assert.equal(map([]), "");
    const { idleQuota: _, ...none } = sample;
    assert.equal(text(heatMap(none)), "");
  });
});

describe("who can create compute, by what a thief needs", () => {
  const radius = (
    kind: string,
    defended: boolean | "partly" | "unknown",
    usd: number,
    later = false,
    atRisk = false,
  ): Report["blastRadius"][number] => ({
    ...sample.blastRadius[0]!,
    principal: { id: "x", name: "x", kind },
    defended,
    ...(atRisk && { atRisk: true as const }),
    usdPerDay: { is: "exact", value: usd },
    capabilities: [{ capability: "createCompute", how: "Contributor at /", ...(later && { later: true as const }) }],
  });
  it("counts each identity once, in one row", () =>
    assert.deepEqual(
      cells(
        text(
          defenceMatrix([
            radius("user", false, 10),
            radius("user", false, 30, true),
            radius("user", false, 83, false, true),
            radius("servicePrincipal", "unknown", 7),
            radius("user", "unknown", 1),
            radius("user", "partly", 2),
            radius("user", true, 99),
            radius("servicePrincipal", true, 5),
          ]),
        ),
      )
        .slice(1)
        .map(([, ...figures]) => figures),
      [
        ["2", "1", "0", "$30"],
        ["1", "1", "0", "$83"],
        ["1", "1", "0", "$7"],
        ["1", "1", "0", "$1"],
        ["1", "1", "0", "$2"],
        ["2", "2", "0", "$99"],
      ],
    ));
});
