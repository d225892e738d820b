import assert from "node:assert/strict";
import { defaultEstate, estateSchema } from "../../catalogue/estate";
import { policies } from "../../policies/all";
import { judgeInUse } from "../../posture/run/compute-in-use";

const machine = {
  id: "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm",
  type: "microsoft.compute/virtualmachines",
  name: "vm",
  region: "japaneast",
  subscription: "00000000-0000-0000-0000-000000000001",
  resource: { properties: { hardwareProfile: { vmSize: "Standard_D2s_v5" } } },
};

describe("what runs, under an estate that names no regions", () => {
  const manifest = {
    schema: 1,
    collectedAt: "2026-11-24T06:00:00Z",
    auditor: { id: "00000000-0000-0000-0000-0000000000aa", name: "auditor@contoso.com", kind: "user" },
    tenant: "",
    subscriptions: [],
    kinds: [],
  } as const;
  const regionRule = (estate: typeof defaultEstate) =>
    judgeInUse(policies, (() => ({ value: [machine], gaps: [] })) as never, { estate, manifest }).find(
      ({ rule }) => rule.id === "unapproved-region",
    );
  it("does not pass for standing in approved ones", () => assert.equal(regionRule(defaultEstate), undefined));
  it("and is judged once the estate names them", () =>
    assert.equal(regionRule(estateSchema.parse({ regions: ["westeurope"] }))?.status, "fail"));
});
