import assert from "node:assert/strict";
import { checks } from "../../posture/checks/all";
import { judgeAll } from "../../posture/run/audit";
import type { Signal } from "../../posture/signals/signal";
import { activityTables } from "./checks-activity";
import { signInTables } from "./checks-sign-ins";
import type { Bad } from "./checks-table";
import { estateOf, gather, guid, healthyBut, manifest } from "./checks-tenant";

/** What a check says of a tenant of which some subscriptions were looked at. */
function judged(id: string, { change, estate = {} }: Bad, chosenSubscriptions?: readonly string[]) {
  const of = { ...manifest, ...(chosenSubscriptions && { chosenSubscriptions: [...chosenSubscriptions] }) };
  const { outcomes } = judgeAll(gather(healthyBut(change)), of, {
    estate: estateOf(estate),
    version: "0",
    select: rule => rule.id === id,
  });
  const { findings, unknowns } = outcomes[0]!;
  return { findings: findings.length, unknowns: unknowns.length };
}

/** What is new in some subscriptions may be old in the others. */
describe("a run that was narrowed to some subscriptions", () => {
  const firsts = checks.flatMap(check => {
    const { log, judgement } = ("signal" in check ? check.signal : {}) as Partial<Signal>;
    return log === "activity" && judgement?.is === "first"
      ? [{ id: check.id, by: judgement.by as readonly string[] }]
      : [];
  });
  for (const { id, by } of firsts)
    for (const [what, bad] of Object.entries(activityTables[id]!.bad))
      it(`${id}, ${what}: ${by.includes("subscription") ? "is told all the same" : "cannot be assessed"}`, () => {
        const whole = judged(id, bad);
        assert.ok(whole.findings > 0);
        const part = judged(id, bad, [guid(1), guid(2)]);
        if (by.includes("subscription")) assert.deepEqual(part, whole);
        else {
          assert.equal(part.findings, 0);
          assert.ok(part.unknowns > 0);
        }
      });
  it("there are some of both", () => {
    const ofPlaces = firsts.filter(({ by }) => by.includes("subscription")).length;
    assert.ok(ofPlaces > 0 && ofPlaces < firsts.length);
  });

  it("calls no address somebody else's, for it may be of a subscription that was not looked at", () => {
    const id = "sign-in-from-unowned-azure-address";
    for (const bad of Object.values(signInTables[id]!.bad)) {
      assert.equal(judged(id, bad).findings, 1);
      assert.deepEqual(judged(id, bad, [guid(1)]), { findings: 0, unknowns: 1 });
    }
  });
});
