import assert from "node:assert/strict";
import { type ComputeType, computeTypes } from "../../compute/types";
import type { Part } from "./table-probe";
import { walk, wrongIn } from "./table-walk";

/** Where the walk comes to fewer cases than these, it has lost its way. */
const fewest = { cases: 60_000, spellings: 40 };

describe("the whole table: what is bad is blocked and what is good passes, in every spelling", () => {
  const tried = { types: 0, cases: 0, spellings: new Set<string>() };

  for (const row of computeTypes)
    it(row.arm, () => {
      const wrong: string[] = [];
      for (const { spelling, probe, cases } of walk(row)) {
        wrong.push(...wrongIn(probe, spelling, cases));
        tried.cases += cases.bad.length + cases.good.length;
        tried.spellings.add(spelling.name);
      }
      tried.types++;
      assert.equal(wrong.length, 0, `${wrong.length} went wrong:\n${wrong.slice(0, 25).join("\n")}\n`);
    });

  it("leaves out no line of the table", () => {
    const spellings = new Set<string>();
    let cases = 0;
    for (const row of computeTypes) {
      const lines = new Map<Part, { bad: number; good: number }>();
      for (const { spelling, part, cases: some } of walk(row)) {
        const { bad, good } = lines.get(part) ?? { bad: 0, good: 0 };
        lines.set(part, { bad: bad + some.bad.length, good: good + some.good.length });
        cases += some.bad.length + some.good.length;
        spellings.add(spelling.name);
      }
      for (const [{ what }, { bad, good }] of lines)
        assert.ok(bad > 0 && good > 0, `${row.arm} has no bad or no good case for the ${what}`);
      assert.ok(lines.size >= linesOf(row), `${row.arm}: ${lines.size} lines`);
    }
    assert.ok(cases >= fewest.cases, `${cases} cases`);
    assert.ok(spellings.size >= fewest.spellings, `${spellings.size} spellings`);
  });

  after(() => console.log(`    ${tried.cases} cases over ${tried.types} types, ${tried.spellings.size} spellings`));
});

/** The lines of a row: its requests and all else that is judged, in each of its shapes, and the location of each. */
const linesOf = (row: ComputeType): number =>
  [row, ...(row.classic ?? [])]
    .flatMap(({ requests, regions, payloads, extensions, links }) => [requests, regions, payloads, extensions, links])
    .reduce((sum, lines) => sum + (lines?.length ?? 0), 1 + (row.classic?.length ?? 0));
