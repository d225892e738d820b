import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expressions } from "./all";
import { page } from "./page";
import { keyOf, type Proofs, proofsFile } from "./proofs";
import { shortened } from "./prove";
import { root } from "./rooms";

describe("regular expressions that read what somebody else wrote", () => {
  const { all, missed } = expressions();
  const proofs = JSON.parse(readFileSync(proofsFile, "utf8")) as Proofs;

  it("each is known, those that are built too", () => {
    assert(all.length > 500, `${all.length} were found`);
    assert.deepEqual(missed, [], "add a text to built.ts that leads there, or a form to all.ts");
  });

  it("each has a proof, and no proof is of one that is gone", () =>
    assert.deepEqual(Object.keys(proofs).sort(), all.map(keyOf).sort(), "run npm run regex"));

  it("none costs more than its text is long", () =>
    assert.deepEqual(
      all.filter(expression => proofs[keyOf(expression)]?.verdict === "super-linear"),
      [],
    ));

  it("the page of them is up to date", () =>
    assert(readFileSync(join(root, "docs/regular-expressions.md"), "utf8") === page(all, proofs), "run npm run regex"));

  const rows: Record<string, string> = {
    "a{0,300}": "a{0,3}",
    "a{2,300}b{7}": "a{2,3}b{3}",
    "a{5,}": "a{2,}",
    "a{1,2}": "a{1,2}",
    "\\{5,300}": "\\{5,300}",
  };
  for (const [source, short] of Object.entries(rows))
    it(`${source} is as bad as ${short}`, () => assert.equal(shortened(source), short));
});
