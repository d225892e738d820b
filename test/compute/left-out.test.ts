import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { changesIn } from "../../compute/changes";
import { rowOf, templateRowOf } from "../../compute/surface";
import { leftOut } from "../../compute/surface/left-out";
import { normalToken } from "../../compute/tokens";

const file = join(__dirname, "../../../shared/data/compute-surface.json");

const hasRow = (type: string) => rowOf(type) ?? templateRowOf(normalToken(type).token);

/** Read by the surface, as a template, as any ARM resource, or as a change of rights, quota, tenancy or guards. */
const isRead = (type: string): boolean => {
  const { package: language, token } = normalToken(type);
  return language === "generic" || !!hasRow(type) || changesIn(token, { node: {}, path: "" }) !== undefined;
};

describe("what is left out of the surface", () => {
  it("has no row, and is named once with a reason", () => {
    for (const { type, why } of leftOut) {
      assert.equal(hasRow(type), undefined, type);
      assert.match(why, /\w+ \w+/);
    }
    assert.equal(new Set(leftOut.map(({ type }) => type)).size, leftOut.length);
  });

  it("is all that is not read of the types that can order compute or make it possible", function () {
    if (!existsSync(file)) {
      console.log("      (../shared/data is not there: the inventory of types is not checked)");
      return this.skip();
    }
    const weighed = JSON.parse(readFileSync(file, "utf8")) as readonly { type: string }[];
    assert.ok(weighed.length > 600);
    const out = new Set(leftOut.map(({ type }) => type));
    assert.deepEqual(
      weighed.filter(({ type }) => !isRead(type) && !out.has(type)).map(({ type }) => type),
      [],
    );
    const known = new Set(weighed.map(({ type }) => type));
    assert.deepEqual(
      [...out].filter(type => !known.has(type)),
      [],
      "names types that exist",
    );
  });
});
