import assert from "node:assert/strict";
import fc from "fast-check";
import { fitsPath } from "../../catalogue/wildcard";
import { runs } from "../depth";

/** The same said as a regular expression: slow on long paths, and plain to see. */
function asExpression(pattern: string): RegExp {
  const parts = pattern.split("/");
  const source = parts.map((part, i) => {
    const isLast = i === parts.length - 1;
    if (part === "**") return isLast ? ".*" : "(?:[^/]*/)*";
    const words = part.split("*").map(word => word.replace(/[.+?]/g, "\\$&"));
    return words.join("[^/]*") + (isLast ? "" : "/");
  });
  return new RegExp(`^${source.join("")}$`, "s");
}

describe("patterns of paths", () => {
  const table: readonly (readonly [pattern: string, path: string, fits: boolean])[] = [
    ["a/*/c", "a/b/c", true],
    ["a/*/c", "a/b/b/c", false],
    ["a/*/c", "a/c", false],
    ["a/*", "a", false],
    ["a/**/c", "a/c", true],
    ["a/**/c", "a/b/b/c", true],
    ["a/**/c", "a/b/c/d", false],
    ["**/c", "c", true],
    ["**/c", "a/b/c", true],
    ["a/**", "a/b/c", true],
    ["a/**", "a", false],
    ["a/**/**", "a/b", true],
    ["a/**/b/*/c", "a/b/b/b/x/c", true],
    // within a part both are the same
    ["a**c", "abc", true],
    ["a**c", "a/c", false],
    ["a-?", "a-?", true],
    ["a-?", "a-1", false],
    ["", "", true],
    ["**", "", true],
  ];
  for (const [pattern, path, fits] of table)
    it(`${pattern} ${fits ? "fits" : "does not fit"} ${path}`, () => assert.equal(fitsPath(pattern, path), fits));

  it("mean what the regular expression means", () => {
    const word = fc.array(fc.constantFrom("a", "b", "*"), { maxLength: 3 }).map(letters => letters.join(""));
    const pattern = fc.array(fc.oneof(word, fc.constant("**")), { minLength: 1, maxLength: 6 });
    const path = fc.array(fc.constantFrom("a", "b", "ab", "ba", "aab", ""), { minLength: 1, maxLength: 7 });
    fc.assert(
      fc.property(pattern, path, (parts, given) => {
        const [one, other] = [parts.join("/"), given.join("/")];
        assert.equal(fitsPath(one, other), asExpression(one).test(other), `${one} ${other}`);
      }),
      { numRuns: runs(2000) },
    );
  });

  it("are held against a long path part by part", () => {
    const path = `/${"a/".repeat(2000)}a`;
    assert.equal(fitsPath(`/${"**/a/".repeat(150)}b`, path), false);
    assert.equal(fitsPath(`/${"**/a/".repeat(150)}a`, path), true);
  });
});
