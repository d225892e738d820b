import assert from "node:assert/strict";
import { join } from "node:path";
import { saveTenant } from "./evidence";
import { type Installation, install } from "./installation";

describe("saved evidence whose times cannot be true", () => {
  let here: Installation;
  before(async () => {
    here = install({ cli: true });
    await saveTenant(join(here.root, "here/ahead"), { at: "2999-11-24T06:00:00Z" });
    await saveTenant(join(here.root, "here/old"), { at: "2020-11-24T06:00:00Z" });
  });
  after(() => here.remove());

  const says = /begun in the future, at 2999-11-24/;
  for (const format of ["text", "json", "markdown"])
    it(`is told at the head of a report in ${format}, and on standard error`, async () => {
      const { stdout, stderr } = await here.run(["audit", "--from", "ahead", "--format", format]);
      assert.match(stdout, says);
      assert.match(stderr, says);
    });

  it("is not what is merely old", async () => {
    const { stdout, stderr } = await here.run(["audit", "--from", "old", "--format", "text"]);
    assert.doesNotMatch(stdout + stderr, /cannot be true/);
    assert.match(stdout, /2020-11-24/);
  });
});
