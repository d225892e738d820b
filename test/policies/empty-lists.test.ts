import assert from "node:assert/strict";
import { estateSchema } from "../../catalogue/estate";
import { policies } from "../../policies/all";

describe("a list of the estate that is empty", () => {
  const levels = (estate: object) =>
    Object.fromEntries(policies.map(({ id, level }) => [id, level(estateSchema.parse(estate))]));

  it("makes no rule mandatory that is not without it: nothing is approved of only where nothing may pass", () => {
    const lists = ["regions", "vmSizes", "gpuSizes", "approvedIssuers", "approvedExtensions", "trustedPackages"];
    const empty = Object.fromEntries([...lists, "trustedTemplates", "trustedTenants"].map(name => [name, []]));
    assert.deepEqual(levels(empty), levels({}));
    assert.equal(levels(empty)["unapproved-gpu-size"], "mandatory");
    assert.equal(levels(empty)["unapproved-region"], "advisory");
    assert.equal(levels({ regions: ["westeurope"] })["unapproved-region"], "mandatory");
  });

  it("refuses nothing where the rule is enforced all the same", () => {
    const estate = estateSchema.parse({ regions: [], vmSizes: [] });
    for (const id of ["unapproved-region", "unapproved-vm-size"]) {
      const policy = policies.find(each => each.id === id);
      assert.ok(policy);
      const leaf = (value: string) => ({ state: "known", value, path: "here" });
      const fact = {
        of: "resource",
        type: "a",
        what: "machine",
        region: leaf("westus"),
        size: leaf("Standard_D2s_v5"),
      };
      assert.deepEqual([...policy.check(fact, policy.fromEstate(estate))].filter(Boolean), []);
    }
  });
});
