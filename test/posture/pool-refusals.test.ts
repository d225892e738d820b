import assert from "node:assert/strict";
import { type Refusal, refusalOf, type SecurityRule } from "../../posture/evidence/reading/pool-refusals";

const pools = ["a.example", "b.example", "c.example", "eu.d.example"];

const rule = (priority: number, action: string, domains: readonly string[], isWhole = true): SecurityRule => ({
  priority,
  action,
  domains: new Set(domains),
  isWhole,
});

describe("what a DNS resolver policy does with mining pools", () => {
  const cases: readonly (readonly [
    what: string,
    rules: readonly SecurityRule[],
    refuses: Refusal,
    refused: number,
    isWhole?: false,
  ])[] = [
    ["no rule", [], "no", 0],
    ["every name is blocked", [rule(100, "block", [""])], "yes", 4],
    ["a domain above all of them is blocked", [rule(100, "block", ["example"])], "yes", 4],
    ["half of them are blocked", [rule(100, "block", ["a.example", "b.example"])], "yes", 2],
    ["one of them is blocked", [rule(100, "block", ["a.example"])], "no", 1],
    ["the domain of a host is blocked", [rule(100, "block", ["a.example", "d.example"])], "yes", 2],
    ["a host below them is blocked", [rule(100, "block", ["x.a.example", "x.b.example"])], "no", 0],
    ["names that only end like them are blocked", [rule(100, "block", ["example.com", "xample"])], "no", 0],
    ["every name is told of", [rule(100, "alert", [""])], "alerts", 4],
    ["half are blocked, the rest is told of", [rule(100, "block", pools.slice(2)), rule(200, "alert", [""])], "yes", 2],
    [
      "one is blocked, another told of",
      [rule(1, "block", ["a.example"]), rule(2, "alert", ["b.example"])],
      "alerts",
      2,
    ],
    ["an earlier rule allows them", [rule(200, "block", [""]), rule(100, "allow", ["example"])], "no", 0],
    ["an earlier rule allows others", [rule(200, "block", [""]), rule(100, "allow", ["contoso.com"])], "yes", 4],
    ["a later rule allows them", [rule(100, "block", [""]), rule(200, "allow", ["example"])], "yes", 4],
    ["a list that blocks was not read", [rule(100, "block", [], false)], "unknown", 0],
    ["a list that tells was not read", [rule(100, "alert", [], false)], "unknown", 0],
    ["a list that allows was not read", [rule(100, "allow", [], false)], "no", 0],
    [
      "one that allows was not read, before one that blocks",
      [rule(1, "allow", [], false), rule(2, "block", [""])],
      "unknown",
      0,
    ],
    [
      "one that tells was not read, after one that blocks",
      [rule(1, "block", [""]), rule(2, "alert", [], false)],
      "yes",
      4,
    ],
    ["the rules were read in part, and none is there", [], "unknown", 0, false],
    ["the rules were read in part, and one blocks", [rule(100, "block", [""])], "unknown", 0, false],
  ];
  for (const [what, rules, refuses, refused, isWhole = true] of cases)
    it(`${what}: ${refuses}`, () => assert.deepEqual(refusalOf(rules, isWhole, pools), { refuses, refused }));
});
