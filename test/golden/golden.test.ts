import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { differences } from "./differences";
import { goldenFile, goldenText } from "./golden";
import { planted, plantedFile } from "./planted";

/** As many as fit on a screen. */
const maxShown = 15;

/** What the demo's report should say is written by hand in test/demo/truth.test.ts. This only tells that it changed. */
describe("the golden report", () => {
  it("is what the demo's report is today; `npm run golden` stores a new one and shows the difference", async () => {
    const [stored, now] = [readFileSync(goldenFile, "utf8"), await goldenText()];
    if (stored === now) return;
    const found = differences(JSON.parse(stored), JSON.parse(now));
    const lines = found.length > 0 ? found : ["only the order of members or the layout differs"];
    const more = lines.length > maxShown ? [`… and ${lines.length - maxShown} more`] : [];
    const text = [...lines.slice(0, maxShown), ...more].map(line => `  ${line}`).join("\n");
    assert.fail(
      `the demo's report changed:\n${text}\nIf all of it is meant, run \`npm run golden\` and commit the file.`,
    );
  });

  describe("differences", () => {
    const cases: readonly (readonly [what: string, before: unknown, now: unknown, lines: readonly string[]])[] = [
      ["nothing", { a: [1, { b: null }] }, { a: [1, { b: null }] }, []],
      ["a value", { a: { b: 1 } }, { a: { b: "x" } }, ['a.b: 1 is now "x"']],
      ["a member that is new", { a: 1 }, { a: 1, b: 2 }, ["b: new, 2"]],
      ["a member that is gone", { a: 1, b: 2 }, { a: 1 }, ["b: gone, was 2"]],
      ["a list that becomes an object", { a: [] }, { a: {} }, ["a: [] is now {}"]],
      ["null that becomes an object", { a: null }, { a: {} }, ["a: null is now {}"]],
      [
        "an item at the front, by id",
        { a: [{ id: "y" }] },
        { a: [{ id: "x" }, { id: "y" }] },
        ['a[x]: new, {"id":"x"}'],
      ],
      [
        "an item's member, by rule",
        [{ rule: { id: "r" }, s: 1 }],
        [{ rule: { id: "r" }, s: 2 }],
        ["[r].s: 1 is now 2"],
      ],
      [
        "items of one id, by place",
        [{ id: "x", s: 1 }, { id: "x" }],
        [{ id: "x", s: 2 }, { id: "x" }],
        ["[0].s: 1 is now 2"],
      ],
    ];
    for (const [what, before, now, lines] of cases)
      it(`names ${what}`, () => assert.deepEqual(differences(before, now), lines));
  });
});

describe("which plants each rule finds", () => {
  it("stands in the docs as the truth of the demo has it", () =>
    assert.deepEqual(JSON.parse(readFileSync(plantedFile, "utf8")), planted(), "run npm run golden"));
});
