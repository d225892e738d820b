import assert from "node:assert/strict";
import { unknownCheckingProxy } from "@pulumi/policy";
import { factsOf } from "../../compute/facts-of";
import { Reading } from "../../payloads/search";
import { policies } from "../../policies/all";
import { type Example, judge } from "../../policies/policy";
import { plain } from "../../policies/pulumi/plain";
import { hostile } from "./hostile";
import { estateOf, ofWholeStack } from "./kit";

const estate = estateOf({ regions: ["westeurope"] });

/** The mandatory violations of a resource, and the steps that reading its payloads took. */
function refused([token, inputs]: Example) {
  const facts = ofWholeStack(factsOf(token, plain(unknownCheckingProxy(inputs))));
  const reading = new Reading();
  const before = reading.left;
  const found = policies.flatMap(policy =>
    judge(policy, facts, policy.options.parse(policy.fromEstate(estate)), reading)
      .filter(({ level }) => (level ?? policy.level(estate)) === "mandatory")
      .map(({ message }) => `${policy.id}: ${message}`),
  );
  return { found, steps: before - reading.left, before };
}

describe("resources that mean harm", () => {
  let tried = 0;
  let slowest = { what: "", steps: 0 };

  for (const [what, make] of Object.entries(hostile))
    it(what, () => {
      const { found, steps, before } = refused(make());
      tried++;
      if (steps > slowest.steps) slowest = { what, steps };
      assert(found.length > 0, "it passed in silence");
      assert(steps <= before);
    });

  after(() =>
    console.log(`    ${tried} were tried; the one that took most: ${slowest.what}, ${slowest.steps} characters read`),
  );
});
