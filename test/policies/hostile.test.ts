import assert from "node:assert/strict";
import { unknownCheckingProxy } from "@pulumi/policy";
import { factsOf } from "../../compute/facts-of";
import { Reading, readingOf } from "../../payloads/search";
import { policies } from "../../policies/all";
import { type Example, judge } from "../../policies/policy";
import { plain } from "../../policies/pulumi/plain";
import { hostile } from "./hostile";
import { estateOf, ofWholeStack } from "./kit";

const estate = estateOf({ regions: ["westeurope"] });

const all = new Reading().left;

/** The mandatory violations of a resource, and the work that it took: nothing is known of that where it holds no payload. */
function refused([token, inputs]: Example) {
  const facts = ofWholeStack(factsOf(token, plain(unknownCheckingProxy(inputs))));
  const found = policies.flatMap(policy =>
    judge(policy, facts, policy.options.parse(policy.fromEstate(estate)))
      .filter(({ level }) => (level ?? policy.level(estate)) === "mandatory")
      .map(({ message }) => `${policy.id}: ${message}`),
  );
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
