import assert from "node:assert/strict";
import { neverCalled } from "./fuzz-expressions";
import { extremes } from "./fuzz-extremes";
import { judged, judgesAnyInput } from "./fuzz-families";

describe("inputs at random", () => {
  judgesAnyInput(1);

  it("call every function of the template language", () =>
    assert.deepEqual(neverCalled, [], "no input calls these functions"));
});

describe("inputs of extreme length", () => {
  for (const [what, specimen] of Object.entries(extremes)) it(what, () => judged(specimen()));
});
