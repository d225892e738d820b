import assert from "node:assert/strict";
import { defaultEstate, estateSchema } from "../../catalogue/estate";
import { policies } from "../../policies/all";
import { judgeInUse } from "../../posture/run/compute-in-use";
import { estateOf, guid, healthy, outcome, type Rows } from "./checks-tenant";

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

describe("what runs, under approvals with a scope", () => {
  const gpu = { id: machine.id.replace(/vm$/, "gpu"), size: "Standard_NC4as_T4_v3" };
  const t4 = (subscription: string, tags?: object) => ({
    ...machine,
    subscription,
    id: gpu.id.replace("000000000001", subscription.slice(-12)),
    resource: { ...(tags && { tags }), properties: { hardwareProfile: { vmSize: gpu.size } } },
  });
  const driverOn = (owner: { readonly id: string; readonly subscription: string }) => ({
    ...machine,
    id: `${owner.id}/extensions/Driver`,
    type: "Microsoft.Compute/virtualMachines/extensions",
    name: "gpu/Driver",
    subscription: owner.subscription,
    resource: { properties: { publisher: "Microsoft.HpcCompute", type: "NvidiaGpuDriverLinux" } },
  });
  const subscriptions = healthy.subscriptions.map(row => ({ ...row, managementGroups: ["contoso-root"] }));
  const judged = (rule: string, resources: Rows["resources"], gpuSizes: unknown[], change: Partial<Rows> = {}) =>
    outcome(rule, { resources, subscriptions, ...change }, {}, estateOf({ gpuSizes }));
  const faults = (...asked: Parameters<typeof judged>) => judged(...asked).findings.map(({ subject }) => subject.id);
  const [inProduction, inSandbox] = [t4(guid(1)), t4(guid(2))];

  it("is approved where the approval holds", () => {
    const approved = [{ size: gpu.size, in: ["Sandbox"] }];
    assert.deepEqual(faults("unapproved-gpu-size", [inProduction, inSandbox], approved), [inProduction.id]);
  });
  it("is not known to be approved or not, where it was not read what stands above", () => {
    const approved = [{ size: gpu.size, in: ["contoso-labs"] }];
    const { findings, unknowns } = judged("unapproved-gpu-size", [inProduction], approved, {
      subscriptions: healthy.subscriptions,
    });
    assert.deepEqual([findings, unknowns.map(({ subject }) => subject.id)], [[], [inProduction.id]]);
    assert.equal(faults("unapproved-gpu-size", [inProduction], approved).length, 1, "above it stands another group");
  });
  it("is approved by its tag", () => {
    const tagged = t4(guid(1), { team: "vision" });
    const approved = [{ size: gpu.size, tag: "team=vision" }];
    assert.deepEqual(faults("unapproved-gpu-size", [tagged, inSandbox], approved), [inSandbox.id]);
  });
  it("may have the driver of an accelerator that its machine's tag approves, whatever tags the driver has", () => {
    const tagged = t4(guid(1), { team: "vision" });
    const approved = [{ size: gpu.size, tag: "team=vision" }];
    const driver = driverOn(inSandbox);
    const own = { ...driver, resource: { ...driver.resource, tags: { team: "vision" } } };
    const all = [tagged, driverOn(tagged), inSandbox, own];
    assert.deepEqual(faults("gpu-driver-extension", all, approved), [own.id]);
  });
  it("may have the driver of an approved accelerator, and of no other", () => {
    const both = [inProduction, driverOn(inProduction), inSandbox, driverOn(inSandbox)];
    const approved = [{ size: gpu.size, in: [guid(1)] }];
    assert.deepEqual(faults("gpu-driver-extension", both, approved), [driverOn(inSandbox).id]);
    assert.deepEqual(faults("gpu-driver-extension", [driverOn(inProduction)], approved), [driverOn(inProduction).id]);
  });
});
