import assert from "node:assert/strict";
import { keepToLimits, type Placed } from "../../guardrails/limits";

const group = "/providers/Microsoft.Management/managementGroups/contoso";
const subscription = (n: number) => `/subscriptions/00000000-0000-0000-0000-00000000000${n}`;
const many = (number: number, kind: Placed["kind"], scope: string): Placed[] =>
  Array.from({ length: number }, () => ({ kind, scope }));

// facts of Learn, "Azure Policy limits": 500 definitions, 200 assignments and 1,000 exemptions a scope
const most = { definitions: 500, assignments: 200, exemptions: 1000 } as const;

describe("Azure's limits at a scope", () => {
  for (const [kind, number] of Object.entries(most) as [Placed["kind"], number][]) {
    it(`take ${number} ${kind}`, () => assert.doesNotThrow(() => keepToLimits(many(number, kind, group))));
    it(`refuse one more of the ${kind}, in one line that says what to do`, () =>
      assert.throws(() => keepToLimits(many(number + 1, kind, group)), {
        message: new RegExp(`^${number + 1} policy ${kind} would stand at ${group}, and Azure takes ${number}: \\w+`),
      }));
  }

  it("count each scope for itself, whatever the letter case", () => {
    const two = [...many(600, "exemptions", subscription(1)), ...many(600, "exemptions", subscription(2))];
    assert.doesNotThrow(() => keepToLimits(two));
    const one = [
      ...many(600, "exemptions", subscription(1)),
      ...many(600, "exemptions", subscription(1).toUpperCase()),
    ];
    assert.throws(() => keepToLimits(one), /^Error: 1200 policy exemptions would stand at/);
  });
});
