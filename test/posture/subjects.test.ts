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
  it("is named however its letters are put together", () => {
    const [composed, decomposed] = ["Urg\u00e9nce@contoso.com", "urge\u0301nce@contoso.com"];
    assert.equal(isBreakGlass([decomposed], { ...account, name: composed }), true);
    assert.equal(isBreakGlass([composed.toUpperCase()], { ...account, name: decomposed }), true);
    assert.equal(isBreakGlass(["urgence@contoso.com"], { ...account, name: composed }), false);
  });
  it("is named in full", () => assert.deepEqual([named(), named("emergency"), named("")], [false, false, false]));
});
