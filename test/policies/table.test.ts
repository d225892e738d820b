import assert from "node:assert/strict";
import { computeTypes } from "../../compute/types";
import { sample, wrongIn } from "./table-walk";

/** One case of many for each line of the table; `table.deep.ts` tries all. */
describe("a sample of the table: what is bad is blocked and what is good passes", () => {
  for (const [turn, row] of computeTypes.entries())
    it(row.arm, () => {
      const stops = [...sample(row, turn)];
      assert.ok(stops.length > 0, "nothing was tried");
      assert.deepEqual(
        stops.flatMap(({ probe, spelling, cases }) => [...wrongIn(probe, spelling, cases)]),
        [],
      );
    });
});
