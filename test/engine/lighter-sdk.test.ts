import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Script } from "node:vm";
import { edits, lighter } from "../../engine/lighter-sdk";

const sdk = dirname(require.resolve("@pulumi/pulumi/package.json"));
const lines = (text: string) => text.split("\n").length;

describe("the SDK as a program gets it", () => {
  for (const edit of edits)
    it(`is lighter in ${edit.file}, line by line`, () => {
      const text = readFileSync(join(sdk, edit.file), "utf8");
      for (const [from] of edit.texts) assert.ok(text.includes(from), `no longer in the SDK: ${from}`);
      const changed = lighter(text, edit);
      assert.notEqual(changed, text);
      assert.equal(lines(changed), lines(text));
      assert.doesNotThrow(() => new Script(`(function (exports, require, module) {${changed}\n})`));
    });

  it("stays as it is where one of the texts is another, or nothing is to be changed", () => {
    const edit = {
      file: "resource.js",
      texts: [
        ["a()", "b()"],
        ["c()", "d()"],
      ],
    } as const;
    assert.equal(lighter("a(); c(); a();", edit), "b(); d(); b();");
    assert.equal(lighter("a(); e();", edit), "a(); e();");
    assert.equal(lighter("a(); c();", undefined), "a(); c();");
  });
});
