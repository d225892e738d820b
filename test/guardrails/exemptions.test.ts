import assert from "node:assert/strict";
import { estateSchema } from "../../catalogue/estate";
import { exemptionsOf } from "../../guardrails/exemptions";
import { policies } from "../../policies/all";

const group = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/ml";
const rules = ["unapproved-gpu-size", "unapproved-region"];

const of = (...exceptions: object[]) =>
  exemptionsOf(
    estateSchema.parse({
      exceptions: exceptions.map(given => ({
        rule: "unapproved-gpu-size",
        resource: `${group}/**`,
        reason: "training run of the vision team",
        owner: "ml@contoso.com",
        until: "2026-12-31",
        ...given,
      })),
    }),
    rules,
    "2026-11-29",
  );
const granted = (...exceptions: object[]) => of(...exceptions).granted.map(({ rule, expiresOn }) => [rule, expiresOn]);

describe("the guardrails' exemptions", () => {
  it("say the exceptions of rules that Azure Policy repeats", () =>
    assert.deepEqual(granted({}, { rule: "unapproved-region", until: "2027-01-31" }), [
      ["unapproved-gpu-size", "2026-12-31T23:59:59Z"],
      ["unapproved-region", "2027-01-31T23:59:59Z"],
    ]));

  it("leave out what has ended, and keep what ends today", () => {
    assert.deepEqual(granted({ until: "2026-11-28" }), []);
    assert.deepEqual(granted({ until: "2026-11-29" }), [["unapproved-gpu-size", "2026-11-29T23:59:59Z"]]);
  });

  it("are one a rule and place, as long as the longest exception", () => {
    const twice = [{ until: "2027-01-31" }, { until: "2026-12-31", resource: `${group.toUpperCase()}/**` }];
    assert.deepEqual(granted(...twice), [["unapproved-gpu-size", "2027-01-31T23:59:59Z"]]);
    assert.deepEqual(granted(...twice.reverse()), [["unapproved-gpu-size", "2027-01-31T23:59:59Z"]]);
  });

  it("name each exception that goes on being refused, with the reason", () =>
    assert.deepEqual(of({ upTo: { count: 4 } }, {}), {
      ...of({}),
      unsaid: [
        `unapproved-gpu-size at ${group}/**: it holds up to a size, a number or regions, and an exemption has no bounds`,
      ],
    }));

  it("say nothing of rules that Azure Policy does not repeat, for there nothing is refused", () =>
    assert.deepEqual(of({ rule: "compute-creator-without-mfa" }, { rule: "mining-payload", upTo: { count: 4 } }), {
      granted: [],
      unsaid: [],
    }));

  it("have names that Azure takes, whatever the rule", () => {
    for (const { id } of policies) assert.ok(`computeguard-${id}-below`.length <= 64, id);
  });
});
