import assert from "node:assert/strict";
import { lastName } from "../../cli/store-report";
import { missedInSilence, missedQuery } from "../../guardrails/missed-audit";

describe("the alert of an audit that fails or stops", () => {
  it("asks for the blob that an audit writes at its very end", () =>
    assert.ok(missedQuery("reports").includes(`endswith '/reports/${lastName}'`)));

  const workspace = "/subscriptions/x";
  const cases: readonly (readonly [
    what: string,
    ...Parameters<typeof missedInSilence>,
    silence: RegExp | undefined,
  ])[] = [
    ["with a workspace and every day", { workspace, schedule: "0 6 * * *" }, undefined],
    ["without a workspace", { workspace: undefined, schedule: "0 6 * * *" }, /^missed-audit$/],
    ["on working days", { workspace, schedule: "0 6 * * 1-5" }, /^missed-audit \(the schedule leaves days out/],
  ];
  for (const [what, settings, silence] of cases)
    it(`${silence ? "is not there" : "is there"}: ${what}`, () => {
      const said = missedInSilence(settings);
      if (silence) assert.match(said ?? "", silence);
      else assert.equal(said, undefined);
    });
});
