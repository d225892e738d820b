import assert from "node:assert/strict";
import fc from "fast-check";
import { nearestWord, oneInThree } from "../../catalogue/nearest-word";

describe("the nearest word", () => {
  const regions = ["westeurope", "northeurope", "westus"];

  // biome-ignore format: a table
  const table: readonly [what: string, word: string, words: readonly string[], most: number | undefined, nearest: string | undefined][] = [
    ["a letter is missing",                "westeurop",   regions,           undefined, "westeurope"],
    ["three letters of nine differ",       "westeuxyz",   ["westeurop"],     undefined, "westeurop"],
    ["four letters of nine differ",        "westewxyz",   ["westeurop"],     undefined, undefined],
    ["one letter of a short word differs", "cs",          ["csv"],           undefined, "csv"],
    ["two letters of a short word differ", "vs",          ["csv"],           1,         undefined],
    ["the caller allows two",              "vs",          ["csv"],           2,         "csv"],
    ["the caller allows none",             "westeurop",   regions,           0,         undefined],
    ["another letter case is another word", "CSV",        ["csv"],           undefined, undefined],
    ["there are no words",                 "westeurope",  [],                undefined, undefined],
  ];
  for (const [what, word, words, most, nearest] of table)
    it(`${what}: ${nearest ?? "none"}`, () => assert.equal(nearestWord(word, words, most), nearest));

  it("a word is nearest to itself", () =>
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string()), (word, others) =>
        assert.equal(nearestWord(word, [...others, word]), word),
      ),
    ));

  it("one letter in three may differ, and in a short word as many as the caller says", () =>
    assert.deepEqual(
      [oneInThree(""), oneInThree("four"), oneInThree("sixsix"), oneInThree("four", 2), oneInThree("ninenine9", 2)],
      [1, 1, 2, 2, 3],
    ));
});
