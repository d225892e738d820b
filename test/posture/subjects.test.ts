import assert from "node:assert/strict";
import type { Certainty } from "../../catalogue/certainty";
import { isBreakGlass, maySignIn } from "../../posture/facts/subjects";

describe("who may sign in", () => {
  const table: readonly [enabled: Certainty, exists: Certainty, may: boolean][] = [
    ["yes", "yes", true],
    ["yes", "unknown", true],
    ["yes", "no", false],
    ["unknown", "yes", true],
    ["unknown", "unknown", true],
    ["unknown", "no", false],
    ["no", "yes", false],
    ["no", "unknown", false],
    ["no", "no", false],
  ];
  for (const [enabled, exists, may] of table)
    it(`enabled: ${enabled}, exists: ${exists}`, () => assert.equal(maySignIn({ enabled, exists }), may));
});

describe("an emergency account", () => {
  const account = { id: "00000000-0000-0000-0000-0000000000aa", name: "Emergency@contoso.com" };
  const named = (...breakGlass: string[]) => isBreakGlass(breakGlass, account);

  it("is named by object id or by user principal name, in any letter case", () =>
    assert.deepEqual(
      [named("00000000-0000-0000-0000-0000000000AA"), named("x", "emergency@CONTOSO.com")],
      [true, true],
    ));
  it("is named in full", () => assert.deepEqual([named(), named("emergency"), named("")], [false, false, false]));
});
