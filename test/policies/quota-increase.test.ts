import assert from "node:assert/strict";
import { factsOf } from "../../compute/facts-of";
import { type Tree, Withheld } from "../../compute/value";
import { judge } from "../../policies/policy";
import quotaIncrease from "../../policies/quota-increase";
import { estateOf } from "./kit";

const request = (limit: Tree): Tree => ({
  type: "Microsoft.Quota/quotas@2023-02-01",
  body: { properties: { name: { value: "standardNCFamily" }, limit } },
});

const messages = (limit: Tree): readonly string[] => {
  const facts = factsOf("azapi:index/resource:Resource", request(limit));
  const options = quotaIncrease.options.parse(quotaIncrease.fromEstate(estateOf()));
  return judge(quotaIncrease, facts, options).map(({ message }) => message);
};

const unreadable = "it asks for a higher quota of standardNCFamily, up to a limit that cannot be read";

describe("quota-increase names the limit that is asked for", () => {
  // biome-ignore format: a table
  const table: readonly (readonly [string, Tree, string])[] = [
    ["a number",                256,                        "it asks for a higher quota of standardNCFamily, up to 256"],
    ["a number, as text",       "256",                      "it asks for a higher quota of standardNCFamily, up to 256"],
    ["zero",                    0,                          "it asks for a higher quota of standardNCFamily, up to 0"],
    ["not a number",            Number.NaN,                 unreadable],
    ["infinite",                Number.POSITIVE_INFINITY,   unreadable],
    ["a text",                  "all of them",              unreadable],
    ["the text NaN",            "NaN",                      unreadable],
    ["a list",                  [],                         unreadable],
    ["a template's expression", new Withheld("expression"), unreadable],
    ["a secret",                new Withheld("hidden"),     unreadable],
    ["decided later",           new Withheld("unknown"),    "it asks for a higher quota of standardNCFamily"],
    ["left out",                null,                       "it asks for a higher quota of standardNCFamily"],
  ];

  for (const [what, limit, message] of table) it(what, () => assert.deepEqual(messages(limit), [message]));
});
