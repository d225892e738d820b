import assert from "node:assert/strict";
import { Reading, readingOf } from "../../payloads/search";
import type { Example } from "../../policies/policy";
import { hostile } from "./hostile";
import { refusals } from "./hostile-kit";

const all = new Reading().left;

/** The mandatory violations of a resource, and the work that it took: nothing is known of that where it holds no payload. */
function refused(example: Example) {
  const { facts, found } = refusals(example);
  return { found, steps: all - (readingOf(facts?.payloads)?.left ?? all) };
}

describe("resources that mean harm", () => {
  let tried = 0;
  let slowest = { what: "", steps: 0 };

  for (const [what, make] of Object.entries(hostile))
    it(what, () => {
      const { found, steps } = refused(make());
      tried++;
      if (steps > slowest.steps) slowest = { what, steps };
      assert(found.length > 0, "it passed in silence");
    });

  after(() =>
    console.log(`    ${tried} were tried; the one that took most: ${slowest.what}, ${slowest.steps} characters read`),
  );
});
