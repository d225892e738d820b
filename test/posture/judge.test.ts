import assert from "node:assert/strict";
import type { Rule } from "../../catalogue/outcome";
import type { Judgement } from "../../posture/check";
import { outcomeOf } from "../../posture/run/judge";

const rule: Rule = {
  id: "open-door",
  title: "No door is open",
  faultTitle: "It is wrong",
  severity: "high",
  why: "Anybody could come in.",
  fix: "Close it.",
  control: "mfa-coverage",
};
const lower = { kind: "resource", id: "/subscriptions/a/doors/front", name: "front" } as const;
const upper = { ...lower, id: "/SUBSCRIPTIONS/A/doors/FRONT" };

describe("findings with the same fingerprint", () => {
  const winner = (judgements: readonly Judgement[]) =>
    outcomeOf(rule, judgements, []).findings.map(({ path, message }) => [path, message]);

  const cases: readonly (readonly [what: string, first: Judgement, second: Judgement])[] = [
    [
      "the first by path stays, whatever their texts",
      { subject: lower, path: "a", fault: "is open wide" },
      { subject: lower, path: "b", fault: "is ajar" },
    ],
    [
      "one without a path comes before one with a path",
      { subject: lower, fault: "is open wide" },
      { subject: lower, path: "a", fault: "is ajar" },
    ],
    [
      "of one path the first by text stays",
      { subject: lower, path: "a", fault: "is ajar" },
      { subject: lower, path: "a", fault: "is open wide" },
    ],
    [
      "the subject's letter case makes no other finding",
      { subject: upper, path: "a", fault: "is ajar" },
      { subject: lower, path: "b", fault: "is ajar" },
    ],
  ];
  for (const [what, first, second] of cases)
    it(`are one: ${what}, in either order`, () => {
      const kept = [["fault" in first ? first.path : undefined, "fault" in first ? first.fault : undefined]];
      assert.deepEqual(winner([first, second]), kept);
      assert.deepEqual(winner([second, first]), kept);
    });

  it("keep the time at which it happened, in one form, and no time that is none", () => {
    const at = (text?: string) =>
      outcomeOf(rule, [{ subject: lower, fault: "was opened", ...(text !== undefined && { at: text }) }], [])
        .findings[0]!.at;
    assert.equal(at("2026-11-04T12:40:00.1234567Z"), "2026-11-04T12:40:00.123Z");
    assert.equal(at("2026-11-04"), "2026-11-04T00:00:00.000Z");
    assert.equal(at("yesterday"), undefined);
    assert.equal(at(), undefined);
  });
  it("are two where the check gives them keys", () => {
    const found = winner([
      { subject: lower, fault: "is open", key: "2" },
      { subject: lower, fault: "is open", key: "1" },
    ]);
    assert.equal(found.length, 2);
  });
});
