import assert from "node:assert/strict";
import { approvedSizes, estateAt, holdsAt, isScoped, type Place, tagNamesOf } from "../../catalogue/approvals";
import { estateSchema } from "../../catalogue/estate";

const place: Place = {
  subscription: { id: "00000000-0000-0000-0000-000000000001", name: "Rendering Zu\u0308rich" },
  managementGroups: ["contoso-labs"],
  tags: { Team: "vision" },
};
const size = "Standard_NC4as_T4_v3";

describe("where an approval holds", () => {
  const holding: readonly (readonly [what: string, scope: { in?: string[]; tag?: string }])[] = [
    ["everywhere", {}],
    ["a subscription by id", { in: ["00000000-0000-0000-0000-000000000001"] }],
    ["by its full id", { in: ["/subscriptions/00000000-0000-0000-0000-000000000001"] }],
    ["by name, in another letter case and in composed letters", { in: ["rendering z\u00fcrich"] }],
    ["a management group", { in: ["other", "Contoso-Labs"] }],
    ["its full id", { in: ["/providers/Microsoft.Management/managementGroups/contoso-labs"] }],
    ["a tag, whose name is in another letter case", { tag: "team=vision" }],
    ["a tag within a scope", { in: ["contoso-labs"], tag: "team=vision" }],
  ];
  for (const [what, scope] of holding)
    it(what, () => {
      assert.equal(holdsAt({ size, ...scope }, place), "yes");
      assert.equal(holdsAt({ size, ...scope }), what === "everywhere" ? "yes" : "unknown", "no place is known");
    });
  const others: readonly (readonly [what: string, scope: { in?: string[]; tag?: string }])[] = [
    ["another subscription", { in: ["00000000-0000-0000-0000-000000000002"] }],
    ["a part of its name", { in: ["Rendering"] }],
    ["another value of the tag", { tag: "team=Vision" }],
    ["the scope, but without the tag", { in: ["contoso-labs"], tag: "team=audio" }],
  ];
  for (const [what, scope] of others) it(`not ${what}`, () => assert.equal(holdsAt({ size, ...scope }, place), "no"));
  it("where the management groups were not read, it is not known, unless it names subscriptions alone", () => {
    const { subscription } = place;
    assert.equal(holdsAt({ size, in: ["contoso-labs"] }, { subscription }), "unknown");
    assert.equal(holdsAt({ size, in: ["contoso-labs", subscription.id] }, { subscription }), "yes");
    assert.equal(holdsAt({ size, in: ["00000000-0000-0000-0000-000000000002"] }, { subscription }), "no");
    assert.equal(holdsAt({ size, in: ["contoso-labs"], tag: "team=vision" }, { subscription }), "no", "it has no tag");
  });
});

describe("approvals", () => {
  const estate = estateSchema.parse({
    gpuSizes: ["Standard_NV*", { size, max: 2 }, { size: "Standard_ND*", in: ["contoso-labs"] }],
  });
  it("without a scope hold in a preview, for no more machines than they say", () => {
    assert.deepEqual(approvedSizes(estate.gpuSizes, 2), ["Standard_NV*", size]);
    assert.deepEqual(approvedSizes(estate.gpuSizes, 3), ["Standard_NV*"]);
    assert.deepEqual(approvedSizes(estate.gpuSizes, undefined), ["Standard_NV*"]);
  });
  it("at a place are those that hold there", () => {
    assert.deepEqual(estateAt(estate, place).gpuSizes, ["Standard_NV*", { size, max: 2 }, "Standard_ND*"]);
    const unread = { subscription: { id: "x" } };
    assert.deepEqual(estateAt(estate, unread).gpuSizes, ["Standard_NV*", { size, max: 2 }]);
    assert.equal(estateAt(estate, unread, "possible").gpuSizes.length, 3);
    assert.equal(estateAt(estate, { ...unread, managementGroups: [] }, "possible").gpuSizes.length, 2);
    assert.deepEqual([isScoped(estate), isScoped({ gpuSizes: ["Standard_NV*", { size, max: 2 }] })], [true, false]);
  });
});

describe("the tags of approvals", () => {
  it("are named once each, and no others", () => {
    const gpuSizes = [
      "Standard_NC4as_T4_v3",
      { size: "*A100*", tag: "team=vision" },
      { size: "*H100*", tag: "team=ml=x" },
    ];
    assert.deepEqual(tagNamesOf({ gpuSizes }), ["team"]);
    assert.deepEqual(tagNamesOf({ gpuSizes: [] }), []);
  });
});
