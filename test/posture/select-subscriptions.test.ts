import assert from "node:assert/strict";
import { gather, WrongTenantError } from "../../posture/run/gather";
import { refuseUnknownGroups } from "../../posture/run/known-resource-groups";
import { ChoiceError, type SubscriptionChoice, selectSubscriptions } from "../../posture/run/select-subscriptions";
import { connectionTo, id, type Route, sub1, sub2, tenantId, withTenant } from "./gather-tenant";

const chosen = (choice: SubscriptionChoice, first: readonly Route[] = []) =>
  withTenant(first, loopback => selectSubscriptions(connectionTo(loopback), choice));

const twins: Route = [
  "GET /subscriptions?api-version",
  () => ({
    json: {
      value: [sub1, sub2].map(subscriptionId => ({ subscriptionId, displayName: "Twin", state: "Enabled" })),
    },
  }),
];
const refusing: Route = [
  "/descendants?",
  () => ({ status: 403, json: { error: { code: "AuthorizationFailed", message: "no" } } }),
];

/** In the tenant, and not among those that the sign-in sees. */
const unseen = id(503);

describe("the choice of subscriptions", () => {
  const cases: readonly (readonly [what: string, choice: SubscriptionChoice, ids: readonly string[]])[] = [
    ["by id, in any letter case", { subscriptions: [sub2.toUpperCase()] }, [sub2]],
    ["by name, in any letter case", { subscriptions: ["sandbox", "PRODUCTION"] }, [sub1, sub2]],
    ["below a management group", { managementGroups: ["contoso"] }, [sub1, sub2]],
    ["all of the tenant but some", { excluded: ["Production"] }, [sub2, unseen]],
    ["but for one that is not seen", { excluded: ["Hidden"] }, [sub1, sub2]],
    ["some that were named, but for others", { subscriptions: [sub1, sub2], excluded: ["Production"] }, [sub2]],
    ["below a management group, but for some", { managementGroups: [tenantId], excluded: [sub2] }, [sub1]],
  ];
  for (const [what, choice, ids] of cases)
    it(what, async () => {
      // the stand-in answers the same list for each group
      const below: Route = [
        "/descendants?",
        () => ({
          json: {
            value: [sub1, sub2, ...(choice.managementGroups ? [] : [unseen])].map(name => ({
              id: `/subscriptions/${name}`,
              type: "/subscriptions",
              name,
              properties: { parent: { id: "/x" }, ...(name === unseen && { displayName: "Hidden" }) },
            })),
          },
        }),
      ];
      assert.deepEqual(await chosen(choice, [below]), ids);
    });

  const wrong: readonly (readonly [what: string, choice: SubscriptionChoice, told: RegExp, ...first: Route[]])[] = [
    [
      "of a name that is not known",
      { subscriptions: ["Prodution"] },
      /no subscription "Prodution"; did you mean "Production"\. It sees 2/,
    ],
    ["of an id that is not seen", { subscriptions: [id(599)] }, /no subscription "0.*599"/],
    [
      "of a name that two have",
      { subscriptions: ["Twin"] },
      /2 subscriptions are called "Twin"; name one by its id/,
      twins,
    ],
    ["of nothing", { excluded: [sub1, sub2] }, /No subscription is left/],
    [
      "of a group that may not be read",
      { managementGroups: ["contoso"] },
      /"contoso", and this sign-in lacks Microsoft\.Management\/managementGroups\/descendants\/read; give it that right/,
      refusing,
    ],
    [
      "of a group that there is not",
      { managementGroups: ["zzz"] },
      /^There is no management group "zzz"; name it by its id[^\n]+\.$/,
      [
        "/descendants?",
        () => ({ status: 404, json: { error: { code: "NotFound", message: "'zzz' not found." } } }),
      ] as const,
    ],
    [
      "of a group that cannot be read now",
      { managementGroups: ["contoso"] },
      /"contoso", but lacks an answer from Azure Resource Manager \(HTTP 400[^)]*\); try again\.$/,
      ["/descendants?", () => ({ status: 400, json: { error: { code: "Broken", message: "no" } } })] as const,
    ],
    [
      "of all but some, where it may not be read which there are",
      { excluded: ["Production"] },
      /the tenant's list, .*lacks .*\/descendants\/read; give it that right at the root management group, or name the others/,
      refusing,
    ],
  ];
  for (const [what, choice, told, ...first] of wrong)
    it(`is refused ${what}`, () =>
      assert.rejects(chosen(choice, first), error => error instanceof ChoiceError && told.test(error.message)));
});

describe("the choice of resource groups", () => {
  const names = ["rg-web", "rg-Data"];
  const listing =
    (data: readonly object[]): Route[1] =>
    () => ({ json: { data, totalRecords: data.length, count: data.length, resultTruncated: "false" } });
  const groups = names.map(name => ({ id: `/subscriptions/${sub1}/resourceGroups/${name}`, name }));
  const refusal = (chosen: readonly string[], answer: Route[1] = listing(groups)) =>
    withTenant([["/providers/Microsoft.ResourceGraph/resources", answer]], loopback =>
      refuseUnknownGroups(connectionTo(loopback), chosen).then(
        () => "none",
        error => (error instanceof ChoiceError ? error.message : "another error"),
      ),
    );

  it("is taken, in any letter case, where there are such groups", async () =>
    assert.equal(await refusal(["RG-WEB", "rg-data"]), "none"));
  it("is refused of a group that there is not", async () => {
    assert.equal(await refusal(["rg-web", "rg-none"]), 'This sign-in sees no resource group "rg-none". It sees 2.');
    assert.match(await refusal(["rg-wed"]), /did you mean "rg-web"/);
  });
  it("is taken where nothing can tell: no group is seen, or the list may not be read", async () => {
    assert.equal(await refusal(["rg-none"], listing([])), "none");
    const denied = () => ({ status: 403, json: { error: { code: "AuthorizationFailed", message: "no" } } });
    assert.equal(await refusal(["rg-none"], denied), "none");
  });
});

describe("the tenant that is meant", () => {
  const kinds = ["tenant"] as const;
  it("is held against that of the sign-in, where it is named by its id", () =>
    withTenant([], async loopback => {
      await assert.rejects(
        gather({ ...connectionTo(loopback), kinds, tenant: id(77) }),
        error => error instanceof WrongTenantError && error.message.includes(`${tenantId}, not ${id(77)}`),
      );
      assert.equal(loopback.asked.length, 0);
      for (const tenant of [tenantId.toUpperCase(), "contoso.com"])
        assert.equal((await gather({ ...connectionTo(loopback), kinds, tenant })).manifest.tenant, tenantId);
    }));
});
