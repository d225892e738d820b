import assert from "node:assert/strict";
import { usdPerHour } from "../../catalogue/prices";
import { assignment, guid, healthy, membership, quota, type Rows, registration, roleIds, user } from "./checks-tenant";
import { derived } from "./derived-kit";

const price = (size: string) => usdPerHour(size, "westeurope")! * 24;
const near = (actual: number | undefined, expected: number) =>
  assert(actual !== undefined && Math.abs(actual - expected) < 0.02, `${actual} is not ${expected}`);
const idle = (rows: Rows["quota"]) => derived({ quota: rows })("idleQuota").value;

describe("idle quota", () => {
  it("buys as many machines as fit, and no fraction of one", () => {
    // NC24ads is the smallest of its family: 24 vCPUs and one A100
    const [row] = idle([quota("StandardNCADSA100v4Family", 10, 60)]);
    assert.equal(row?.free, 50);
    assert.deepEqual(
      { ...row?.best, usdPerDay: 0 },
      { size: "Standard_NC48ads_A100_v4", count: 1, vCpus: 48, gpus: 2, usdPerDay: 0 },
    );
    near(row?.best?.usdPerDay, price("Standard_NC48ads_A100_v4"));
  });
  it("is bounded by what is left of the region", () => {
    const rows = idle([quota("Cores", 70, 100), quota("StandardNCADSA100v4Family", 0, 60)]);
    assert.deepEqual(
      rows.map(({ free, regionFree, best }) => [free, regionFree, best?.gpus]),
      [[30, 30, 1]],
    );
  });
  it("of the spot pool is bounded by nothing else", () => {
    const [row] = idle([quota("cores", 100, 100), quota("lowPriorityCores", 4, 100)]);
    assert.deepEqual([row?.pool, row?.free, row?.accelerator, row?.approved], ["spot", 96, true, false]);
  });
  it("tells a shared accelerator as a part of one", () =>
    assert.equal(idle([quota("StandardNVADSA10v5Family", 0, 6)])[0]?.best?.gpus, 0.17));
  it("leaves out limits on other things, and what is used up", () =>
    assert.deepEqual(
      idle([
        quota("virtualMachines", 0, 25000),
        quota("availabilitySets", 0, 2500),
        quota("standardDSv5Family", 10, 10),
        quota("cores", 0, 10),
      ]),
      [],
    ));
  it("without a limit is bounded by the region; without any, it is a gap", () => {
    assert.equal(idle([quota("cores", 0, 8), quota("standardDSv5Family", 0, -1)])[0]?.free, 8);
    const { value, gaps } = derived({ quota: [quota("standardDSv5Family", 0, -1)] })("idleQuota");
    assert.deepEqual([value.length, gaps.length], [0, 1]);
  });
  it("of each region counts alone", () => {
    const rows = idle([
      quota("cores", 100, 100, "northeurope"),
      quota("StandardNCADSA100v4Family", 0, 24, "West Europe"),
    ]);
    assert.deepEqual(
      rows.map(({ region, free }) => [region, free]),
      [["westeurope", 24]],
    );
  });
});

describe("blast radius", () => {
  const gpus = [quota("cores", 0, 30), quota("StandardNCADSA100v4Family", 0, 48), quota("standardDSv5Family", 0, 10)];
  const radius = (change: Partial<Rows>) => derived({ quota: gpus, ...change })("blastRadius").value;

  it("spends the region's total on the dearest vCPUs first", () => {
    // 30 vCPUs: one NC24ads (24), then 6 vCPUs of DSv5: one D4s_v5 and one D2s_v5, or three D2s_v5, at one price
    const [ann] = radius({});
    assert.deepEqual([ann?.principal.id, ann?.gpus, ann?.vCpus, ann?.subscriptions], [guid(101), 1, 30, [guid(1)]]);
    near(ann?.usdPerDay, price("Standard_NC24ads_A100_v4") + 3 * price("Standard_D2s_v5"));
  });
  it("adds the spot pool, which stands apart", () => {
    const spot = radius({ quota: [...gpus, quota("lowPriorityCores", 0, 4)] });
    assert.equal(spot[0]?.vCpus, 34);
  });
  it("adds up the subscriptions that one reaches, each once", () => {
    const both = [...gpus, ...gpus.map(row => ({ ...row, subscription: guid(2) }))];
    const [first] = radius({
      quota: both,
      roleAssignments: [assignment(513, 101, roleIds.owner, "/"), ...healthy.roleAssignments],
    });
    assert.deepEqual([first?.subscriptions, first?.gpus], [[guid(1), guid(2)], 2]);
  });
  it("puts the dearest first, and members in the place of their group", () => {
    const rows = radius({
      users: [...healthy.users, user(103)],
      registrations: [...healthy.registrations, registration(103)],
      memberships: [membership(201, 103)],
      roleAssignments: [
        assignment(513, 201, roleIds.contributor),
        assignment(514, 101, roleIds.owner, `/subscriptions/${guid(2)}`),
      ],
    });
    assert.deepEqual(
      rows.map(({ principal, usdPerDay }) => [principal.id, usdPerDay > 0]),
      [
        [guid(103), true],
        [guid(101), false],
      ],
    );
  });
  const defences: readonly (readonly [string, Partial<Rows>, boolean | "unknown", RegExp])[] = [
    ["registered and enforced", {}, true, /MFA enforced by policy MFA for all/],
    ["not registered", { registrations: [registration(101, false)] }, false, /not registered/],
    ["not enforced", { conditionalAccess: [] }, false, /not enforced/],
    ["no report", { registrations: [] }, "unknown", /could not be assessed/],
    [
      "a service principal",
      {
        roleAssignments: [assignment(513, 301, roleIds.owner)],
        principals: [{ id: guid(301), type: "ServicePrincipal", name: "ci" }],
      },
      "unknown",
      /MFA does not reach/,
    ],
  ];
  for (const [name, change, defended, words] of defences)
    it(`says how the identity is defended: ${name}`, () => {
      const [first] = radius(change);
      assert.equal(first?.defended, defended);
      assert.match(first!.defence, words);
    });
  it("leaves out who cannot sign in, is gone, or may only under a condition", () => {
    const condition = "@Request[x] StringEquals 'y'";
    assert.deepEqual(radius({ users: [user(101, { enabled: false })] }), []);
    assert.deepEqual(radius({ roleAssignments: [assignment(513, 199, roleIds.owner)] }), []);
    assert.deepEqual(radius({ roleAssignments: [assignment(513, 101, roleIds.owner, undefined, { condition })] }), []);
  });
  it("does not spend compute quota by a service that has its own", () => {
    const batch = {
      ...healthy.roleDefinitions[0]!,
      id: guid(401),
      permissions: [{ actions: ["Microsoft.Batch/batchAccounts/pools/write"], notActions: [] }],
    };
    const [first] = radius({ roleDefinitions: [batch], roleAssignments: [assignment(513, 101, guid(401))] });
    assert.deepEqual([first?.subscriptions, first?.usdPerDay], [[guid(1)], 0]);
  });
});
