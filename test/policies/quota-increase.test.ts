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

describe("quota-increase judges the caps on a shared quota by their value", () => {
  const caps = "Microsoft.ComputeLimit/locations/sharedLimitCaps";
  const resource = (type: string, properties: Tree) =>
    ["azapi:index/resource:Resource", { type: `${type}@2026-07-01`, body: { properties } }] as const;
  const action = (body: Tree) =>
    [
      "azapi:index/resourceAction:ResourceAction",
      {
        type: `${caps}@2026-07-01`,
        resourceId: `/subscriptions/00000000-0000-0000-0000-000000000001/providers/${caps.replace("locations", "locations/westeurope")}/standardNCFamily`,
        action: "setMemberCapOverrides",
        body,
      },
    ] as const;
  const one = "one subscription's cap on a quota that subscriptions share";
  const subscriptionId = "00000000-0000-0000-0000-000000000002";
  const table: readonly (readonly [what: string, resource: readonly [string, Tree], says: readonly string[]])[] = [
    ["a cap", resource(caps, { defaultMemberCap: 96 }), ["a cap on a quota that subscriptions share, up to 96"]],
    ["no cap", resource(caps, { isBoundedCap: false }), ["a cap on a quota that subscriptions share"]],
    ["a cap of nothing", resource(caps, { defaultMemberCap: 0 }), []],
    [
      "a cap that is decided later",
      resource(caps, { defaultMemberCap: new Withheld("unknown") }),
      ["a cap on a quota that subscriptions share"],
    ],
    ["a member's cap", resource(`${caps}/memberCapOverrides`, { cap: 8 }), [`${one}, up to 8`]],
    ["a member's cap of nothing", resource(`${caps}/memberCapOverrides`, { cap: 0 }), []],
    [
      "the caps of members",
      action({
        memberCapOverrides: [
          { subscriptionId, cap: 0 },
          { subscriptionId, cap: 5 },
        ],
      }),
      [`${one}, up to 5`],
    ],
    ["caps of members of nothing", action({ memberCapOverrides: [{ subscriptionId, cap: 0 }] }), []],
    [
      "a host that is trusted",
      resource("Microsoft.ComputeLimit/locations/trustedHostSubscriptions", {}),
      ["the use of another subscription's quota"],
    ],
  ];
  const options = quotaIncrease.options.parse(quotaIncrease.fromEstate(estateOf()));
  for (const [what, [token, inputs], says] of table)
    it(what, () =>
      assert.deepEqual(
        judge(quotaIncrease, factsOf(token, inputs), options).map(({ message }) => message),
        says.map(each => `it asks for ${each}`),
      ),
    );
});
