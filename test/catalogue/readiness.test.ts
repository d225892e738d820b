import assert from "node:assert/strict";
import { controls } from "../../catalogue/controls";
import { readiness } from "../../catalogue/readiness";
import { readinessTables } from "../../docs/readiness-page";
import { policies } from "../../policies/all";
import { checks } from "../../posture/checks/all";

describe("cryptomining readiness", () => {
  const named = readiness.flatMap(part => part.controls);

  it("has every control once, and no other", () => assert.deepEqual([...named].sort(), [...controls.keys()].sort()));

  it("has every check and rule on one line, each with its practice and a link to what it says", () => {
    const rows = readinessTables().flatMap(([, , lines]) => lines);
    for (const [page, rules] of [
      ["checks.md", checks],
      ["rules.md", policies],
    ] as const)
      for (const { id, title } of rules)
        assert.equal(
          rows.filter(([, practice, proof]) => practice === title && proof === `[\`${id}\`](${page}#${id})`).length,
          1,
          id,
        );
  });

  it("says of each step by hand what is healthy and what to do", () => {
    const steps = readiness.flatMap(({ byHand }) => byHand);
    assert(steps.length > 0);
    for (const { practice, how } of steps) assert(practice.length > 20 && how.endsWith("."), practice);
  });
});
