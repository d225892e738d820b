import assert from "node:assert/strict";
import * as fc from "fast-check";
import { firstOtherLine } from "../../posture/verify/first-other-line";
import { runs } from "../depth";

/** Both as wholes, line by line. */
function byLines(stored: string, printed: string): number | undefined {
  if (stored === printed) return undefined;
  const [was, is] = [stored.split("\n"), printed.split("\n")];
  const at = was.findIndex((line, i) => line !== is[i]);
  return (at < 0 ? was.length : at) + 1;
}

describe("the first line that is another", () => {
  const cases: readonly (readonly [
    what: string,
    stored: string,
    pieces: readonly string[],
    line: number | undefined,
  ])[] = [
    ["of the same", "a\nb\n", ["a", "\nb", "\n"], undefined],
    ["of nothing", "", [], undefined],
    ["within a piece", "a\nb\nc\n", ["a\nx\nc\n"], 2],
    ["at the edge of a piece", "a\nb\nc\n", ["a\n", "x", "\nc\n"], 2],
    ["of a text that is too short", "a\nb", ["a\nb", "c\n"], 2],
    ["of a text without its last line break", "a\nb", ["a\nb", "\n"], 3],
    ["of a text that is too long", "a\nb\nc", ["a\nb\n"], 3],
    ["of a text with one line break too many", "a\n\n", ["a\n"], 3],
    ["of letters of several bytes", "文\nÜ\n", ["文\n", "Ö\n"], 2],
  ];
  for (const [what, stored, pieces, line] of cases)
    it(`is found: ${what}`, () => assert.equal(firstOtherLine(Buffer.from(stored), pieces), line));

  const text = fc.string({ unit: fc.constantFrom("a", "b", "\n"), maxLength: 12 });
  it("is that of the texts as wholes, however they are cut into pieces", () =>
    fc.assert(
      fc.property(text, fc.array(text, { maxLength: 4 }), (stored, pieces) =>
        assert.equal(firstOtherLine(Buffer.from(stored), pieces), byLines(stored, pieces.join(""))),
      ),
      { numRuns: runs(2000) },
    ));
});
