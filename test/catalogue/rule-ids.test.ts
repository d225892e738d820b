import assert from "node:assert/strict";
import { estateSchema } from "../../catalogue/estate";
import { currentId, renamed, renameHint, withCurrentIds } from "../../catalogue/rule-ids";
import { auditRules } from "../../posture/run/kinds";

describe("ids of rules", () => {
  it("are never reused: no rule has an id that another rule has or had", () => {
    const ids = auditRules.flatMap(({ id, formerIds = [] }) => [id, ...formerIds]);
    assert.deepEqual(
      ids.filter((id, i) => ids.indexOf(id) !== i),
      [],
    );
  });

  // public before the first release of the new names
  for (const [from, to] of [
    ["unreadable-order", "unreadable-size"],
    ["guard-removal", "guardrail-removal"],
    ["orderer-without-mfa", "compute-creator-without-mfa"],
    ["compute-ordering-custom-role", "compute-creating-custom-role"],
  ] as const)
    it(`${from} still means ${to}`, () => assert.equal(currentId(from, auditRules), to));

  it("that were never renamed stay as they are", () => {
    for (const id of ["unreadable-size", "no-such-rule", ""]) {
      assert.equal(currentId(id, auditRules), id);
      assert.equal(renamed(id, auditRules), undefined);
    }
  });

  it("the hint says the old id, the new id and the place", () =>
    assert.equal(
      renameHint({ from: "unreadable-order", to: "unreadable-size" }, "computeguard.yaml"),
      "unreadable-order is now called unreadable-size; please rename it in computeguard.yaml",
    ));

  it("in exceptions become current ones, and each former id is named once", () => {
    const of = (rule: string) => ({
      rule,
      resource: "**",
      reason: "training of the vision team",
      owner: "ml@contoso.com",
      until: "2026-12-31",
    });
    const written = estateSchema.parse({
      maxInstances: 3,
      exceptions: [of("unreadable-order"), of("costly-size"), of("unreadable-order"), of("guard-removal")],
    });
    const { estate, renamed } = withCurrentIds(written, auditRules);
    assert.deepEqual(
      estate.exceptions.map(({ rule }) => rule),
      ["unreadable-size", "costly-size", "unreadable-size", "guardrail-removal"],
    );
    assert.equal(estate.maxInstances, 3);
    assert.deepEqual(
      renamed.map(({ from }) => from),
      ["unreadable-order", "guard-removal"],
    );
  });
});
