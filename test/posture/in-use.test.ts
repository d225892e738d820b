import assert from "node:assert/strict";
import { defaultEstate, estateSchema } from "../../catalogue/estate";
import { policies } from "../../policies/all";
import { judgeInUse } from "../../posture/run/compute-in-use";
import { estateOf, type Gaps, guid, healthy, outcome, type Rows } from "./checks-tenant";

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

describe("what runs, under approvals with a ceiling", () => {
  const size = "Standard_NC4as_T4_v3";
  const vm = (name: string, day: number, more: Partial<Rows["resources"][number]> = {}, vmSize = size) => ({
    ...machine,
    id: machine.id.replace(/vm$/, name),
    name,
    resource: { properties: { timeCreated: `2026-11-0${day}T00:00:00Z`, hardwareProfile: { vmSize } } },
    ...more,
  });
  const set = (name: string, capacity: number, day: number) => ({
    ...machine,
    id: machine.id.replace("virtualMachines/vm", `virtualMachineScaleSets/${name}`),
    type: "microsoft.compute/virtualmachinescalesets",
    name,
    resource: { sku: { name: size, capacity }, properties: { timeCreated: `2026-11-0${day}T00:00:00Z` } },
  });
  const mix = (name: string, capacity: number) => ({
    ...set(name, capacity, 9),
    resource: {
      sku: { name: "Mix", capacity },
      properties: {
        timeCreated: "2026-11-09T00:00:00Z",
        virtualMachineProfile: {},
        skuProfile: { vmSizes: [{ name: size }, { name: "Standard_NC8as_T4_v3" }] },
      },
    },
  });
  const stopped = {
    resource: {
      properties: {
        timeCreated: "2026-11-09T00:00:00Z",
        hardwareProfile: { vmSize: size },
        extended: { instanceView: { powerState: { code: "PowerState/deallocated" } } },
      },
    },
  };
  const subscriptions = healthy.subscriptions.map(row => ({ ...row, managementGroups: ["contoso-root"] }));
  const judged = (resources: Rows["resources"], gpuSizes: unknown[], change: Partial<Rows> = {}, gaps: Gaps = {}) =>
    outcome("exceeded-approval", { resources, subscriptions, ...change }, gaps, estateOf({ gpuSizes }));
  const three = [vm("old", 1), vm("new", 3), vm("middle", 2)];

  it("is beyond them where it is the newest, and one resource is no fault of its own", () => {
    const { findings, status } = judged(three, [{ size: "Standard_NC*_T4_v3", max: 2 }]);
    assert.deepEqual(
      findings.map(({ subject, message, proof, severity }) => [subject.name, message, proof, severity]),
      [
        [
          "new",
          "is among 3 machines of approved sizes; the approval of Standard_NC*_T4_v3 covers 2",
          ["counted, the newest first: new, middle, old"],
          "high",
        ],
      ],
    );
    assert.equal(status, "fail");
  });
  const bad: Readonly<Record<string, readonly [Rows["resources"], unknown[], string[]]>> = {
    "all but the oldest": [three, [{ size, max: 1 }], ["middle", "new"]],
    "sets, of which none is too many as a whole": [[set("a", 3, 1), set("b", 3, 2)], [{ size, max: 4 }], ["b"]],
    "in two subscriptions": [
      [vm("here", 1), { ...vm("there", 2), id: vm("there", 2).id.replace(guid(1), guid(2)), subscription: guid(2) }],
      [{ size, in: ["contoso-root"], max: 1 }],
      ["there"],
    ],
    "a mix of sizes that one approval covers": [
      [vm("one", 1), mix("mix", 2)],
      [{ size: "Standard_NC*", max: 2 }],
      ["mix"],
    ],
  };
  for (const [what, [resources, gpuSizes, names]] of Object.entries(bad))
    it(`is beyond them: ${what}`, () =>
      assert.deepEqual(
        judged(resources, gpuSizes)
          .findings.map(({ subject }) => subject.name)
          .sort(),
        names,
      ));

  const good: Readonly<Record<string, readonly [Rows["resources"], unknown[]]>> = {
    "as many as are covered": [three, [{ size, max: 3 }]],
    "covered by two": [
      three,
      [
        { size, max: 2 },
        { size: "Standard_NC*", max: 1 },
      ],
    ],
    "covered by one without a ceiling": [three, [{ size, max: 1 }, "Standard_NC*"]],
    "given back": [[...three.slice(0, 2), vm("stopped", 9, stopped)], [{ size, max: 2 }]],
    "of no approval, which another rule says": [
      [vm("a", 1, {}, "Standard_ND96isr_H100_v5"), vm("b", 2, {}, "Standard_ND96isr_H100_v5")],
      [{ size, max: 1 }],
    ],
    "a mix, which has one size or the other": [[mix("mix", 2)], [{ size: "Standard_NC*", max: 2 }]],
    "under approvals of two subscriptions": [
      [vm("here", 1), { ...vm("there", 2), id: vm("there", 2).id.replace(guid(1), guid(2)), subscription: guid(2) }],
      [
        { size, in: ["Production"], max: 1 },
        { size, in: ["Sandbox"], max: 1 },
      ],
    ],
  };
  for (const [what, [resources, gpuSizes]] of Object.entries(good))
    it(`is within them: ${what}`, () => assert.equal(judged(resources, gpuSizes).status, "pass"));

  it("is not known to be beyond them, where it was not read whether the approval reaches there", () => {
    const { findings, unknowns } = judged(three, [{ size, in: ["contoso-labs"], max: 2 }], {
      subscriptions: healthy.subscriptions,
    });
    assert.deepEqual([findings, unknowns.map(({ subject }) => subject.name)], [[], ["new"]]);
  });
  it("is no pass where compute was not read", () => {
    const gap = { what: "compute", missing: "Microsoft.ResourceGraph/resources/read", reason: "denied" } as const;
    assert.equal(judged(three, [{ size, max: 3 }], {}, { resources: [gap] }).status, "unknown");
    assert.equal(judged(three, [{ size, max: 2 }], {}, { resources: [gap] }).status, "fail");
  });
});
