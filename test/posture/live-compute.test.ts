import assert from "node:assert/strict";
import { defaultEstate, type Estate } from "../../catalogue/estate";
import type { Gap, Outcome } from "../../catalogue/outcome";
import { computeTypes } from "../../compute/types";
import { policies } from "../../policies/all";
import { connect } from "../../posture/azure/connect";
import { computeLists, toldElsewhere, unlisted } from "../../posture/evidence/reading/compute-lists";
import { apart } from "../../posture/evidence/reading/read";
import resources from "../../posture/evidence/resources";
import { judgeInUse } from "../../posture/run/compute-in-use";
import { gather } from "../../posture/run/gather";
import {
  type Asked,
  batchAccount,
  connectionTo,
  id,
  ownRoles,
  type Reply,
  type Route,
  sub1,
  withTenant,
  workspace,
} from "./gather-tenant";
import { treeWith } from "./path-trees";

/** Compute that the first table of Resource Graph does not have: found by its own list, or missed by name. */

const data = (...rows: unknown[]): Reply => ({
  json: { totalRecords: rows.length, count: rows.length, resultTruncated: "false", facets: [], data: rows },
});
const list = (...value: unknown[]): Reply => ({ json: { value } });
const refused = (action: string): Reply => ({
  status: 403,
  json: {
    error: {
      code: "AuthorizationFailed",
      message: `The client '${id(1)}' does not have authorization to perform action '${action}' over scope '/x'.`,
    },
  },
});

async function live(routes: readonly Route[], resourceGroups?: readonly string[]) {
  return withTenant([...ownRoles, ...routes], async loopback => {
    const { gathered } = await gather({
      ...connectionTo(loopback),
      kinds: ["resources"],
      ...(resourceGroups && { resourceGroups }),
    });
    return { ...gathered.resources, asked: [...loopback.asked] };
  });
}

const judged = (
  rule: string,
  { value, gaps }: Awaited<ReturnType<typeof live>>,
  estate: Estate = defaultEstate,
): Outcome => {
  const auditor = { id: id(1), name: "", kind: "unknown" } as const;
  const manifest = {
    auditor,
    schema: 1,
    collectedAt: "2026-11-24T06:00:00Z",
    tenant: "",
    subscriptions: [],
    kinds: [],
  } as const;
  const found = judgeInUse(policies, (() => ({ value, gaps })) as never, { estate, manifest });
  return found.find(outcome => outcome.rule.id === rule) ?? assert.fail(rule);
};
const told = ({ status, findings }: Outcome) => ({ status, at: findings.map(({ subject }) => subject.name).sort() });

/** The answers of test/cases/audit/W01-batch-pools-and-ml-computes.json, with a quiet twin beside each. */
const wire = (pools: Reply, computes: Reply): readonly Route[] => [
  ["batchresources |", () => pools],
  ['"resources |', () => data(batchAccount, workspace)],
  [`GET ${workspace.id}/computes?`, () => computes],
];
const pool = (name: string, vmSize: string, targetDedicatedNodes: number) => ({
  id: `${batchAccount.id}/pools/${name}`,
  name,
  type: "microsoft.batch/batchaccounts/pools",
  subscriptionId: sub1,
  properties: { vmSize, scaleSettings: { fixedScale: { targetDedicatedNodes } } },
});
const cluster = (name: string, vmSize: string, maxNodeCount: number) => ({
  name,
  type: "Microsoft.MachineLearningServices/workspaces/computes",
  properties: { computeType: "AmlCompute", properties: { vmSize, scaleSettings: { maxNodeCount } } },
});

describe("wire case W01: Batch pools and machine learning computes", () => {
  const pools = data(pool("p1", "STANDARD_NC24ADS_A100_V4", 8), pool("quiet", "STANDARD_D2S_V5", 2));
  const computes = list(cluster("gpu", "STANDARD_ND96ASR_V4", 10), cluster("calm", "STANDARD_D2S_V5", 2));

  it("are judged by the rules of the pack, and their quiet twins are not at fault", async () => {
    const got = await live(wire(pools, computes));
    assert.deepEqual(got.gaps, []);
    assert.deepEqual(told(judged("unapproved-gpu-size", got)), { status: "fail", at: ["gpu", "p1"] });
    const small = { ...defaultEstate, maxInstances: 5 };
    assert.deepEqual(told(judged("oversized-scale-set", got, small)), { status: "fail", at: ["gpu", "p1"] });
  });

  it("are looked at in the resource groups that were chosen alone, in any letter case, and asked of no other account", async () => {
    const other = (row: typeof batchAccount | typeof workspace) => ({
      ...row,
      id: row.id.replace("/rg/", "/Elsewhere/"),
    });
    const elsewhere: Route = ['"resources |', () => data(batchAccount, other(workspace))];
    const names = ({ value }: Awaited<ReturnType<typeof live>>) => value.map(({ name }) => name).sort();
    const narrowed = await live([elsewhere, ...wire(pools, computes)], ["RG"]);
    for (const name of ["p1", "quiet"]) assert(names(narrowed).includes(name), name);
    for (const name of ["gpu", "calm", "w1"]) assert(!names(narrowed).includes(name), name);
    assert(!narrowed.asked.some(({ url }) => url.includes("/workspaces/")));
    assert.deepEqual(names(await live([elsewhere, ...wire(pools, computes)], ["nowhere"])), []);
  });

  it("pass where only the quiet twins run", async () => {
    const got = await live(
      wire(data(pool("quiet", "STANDARD_D2S_V5", 2)), list(cluster("calm", "STANDARD_D2S_V5", 2))),
    );
    assert.deepEqual(told(judged("unapproved-gpu-size", got)), { status: "pass", at: [] });
  });

  it("stand where their account or workspace does, and say how many nodes run", async () => {
    const running = { ...pool("p1", "STANDARD_D2S_V5", 8) };
    const properties = {
      ...running.properties,
      currentDedicatedNodes: 3,
      currentLowPriorityNodes: 4,
      creationTime: "2026-11-01T00:00:00Z",
    };
    const got = await live(wire(data({ ...running, properties }), computes));
    const one = got.value.find(({ name }) => name === "p1");
    assert.deepEqual([one?.machines, one?.spotMachines, one?.region], [7, 4, "westeurope"]);
    assert.equal(one?.created, "2026-11-01T00:00:00.000Z");
    const gpu = got.value.find(({ name }) => name === "gpu");
    assert.deepEqual([gpu?.id, gpu?.region], [`${workspace.id}/computes/gpu`, "westeurope"]);
  });

  it("are unknown where the workspace's list is refused, and what is seen elsewhere is found all the same", async () => {
    const action = "Microsoft.MachineLearningServices/workspaces/computes/read";
    const got = await live(wire(data(), refused(action)));
    assert.deepEqual(got.gaps, [
      {
        what: "computes of the machine learning workspace",
        missing: action,
        reason: "denied",
        subjects: [workspace.id],
      },
    ] satisfies Gap[]);
    assert.deepEqual(told(judged("unapproved-gpu-size", got)), { status: "unknown", at: [] });
    assert.deepEqual(told(judged("unapproved-gpu-size", await live(wire(pools, refused(action))))), {
      status: "fail",
      at: ["p1"],
    });
  });

  it("are asked of each account where the table is refused, and unknown where that is refused too", async () => {
    const action = "Microsoft.Batch/batchAccounts/pools/read";
    const noTable = wire(refused("Microsoft.ResourceGraph/resources/read"), list());
    const below = (reply: Reply): Route => [`GET ${batchAccount.id}/pools?`, () => reply];
    const filled = await live([below(list(pool("p1", "STANDARD_NC24ADS_A100_V4", 8))), ...noTable]);
    assert.deepEqual(filled.gaps, []);
    assert.deepEqual(told(judged("unapproved-gpu-size", filled)), { status: "fail", at: ["p1"] });
    const dark = await live([below(refused(action)), ...noTable]);
    assert.deepEqual(
      dark.gaps.map(({ missing, subjects }) => [missing, subjects]),
      [[action, [batchAccount.id]]],
    );
    assert.deepEqual(told(judged("unapproved-gpu-size", dark)), { status: "unknown", at: [] });
  });

  it("are not asked for where there is no account and no workspace", async () => {
    const got = await live([['"resources |', () => data()]]);
    assert.deepEqual(
      got.asked.filter(({ url, body }) => /computes|pools/.test(url) || body.includes("batchresources")),
      [],
    );
  });
});

/** Two resources of a type, of which a list may be asked. */
const parents = (type: string, more: object = {}) =>
  ["one", "two"].map(name => ({
    id: `/subscriptions/${sub1}/resourceGroups/rg/providers/${type}/${name}`,
    name,
    type: type.toLowerCase(),
    location: "westeurope",
    subscriptionId: sub1,
    ...more,
  }));

/** The lists on the way from a resource that Resource Graph has to the items of this one. */
function roadTo(type: string): (typeof computeLists)[number][] {
  const own = computeLists.find(list => list.type === type) ?? assert.fail(type);
  const above = computeLists.find(list => list.type === own.parent);
  return above ? [...roadTo(above.type), own] : [own];
}

describe("a list of a service", () => {
  for (const { type } of computeLists) {
    const road = roadTo(type);
    const [first, own] = [road[0]!, road.at(-1)!];
    const { parentOnly } = first;
    const tops = parents(
      first.parent,
      parentOnly && (treeWith(parentOnly.path.split("."), parentOnly.is[0]!) as object),
    );
    /** The list of a parent that was seen, and of nobody else. */
    const answers = (reply: (asked: Asked) => Reply): Route[] => [
      ['"resources |', () => data(...tops)],
      [/"\w+resources \|/, () => refused("Microsoft.ResourceGraph/resources/read")],
      [
        /GET \/subscriptions\/.*\?api-version/,
        asked => (asked.url.includes(`/${own.path}?`) ? reply(asked) : step(asked)),
      ],
    ];
    const step = (asked: Asked): Reply =>
      road.some(({ path }) => path !== own.path && asked.url.includes(`/${path}?`))
        ? list({ name: "mid", properties: {} })
        : list();

    it(`has the ${own.what}, each below its parent`, async () => {
      const got = await live(answers(() => list({ name: "it", properties: {} })));
      assert.deepEqual(got.gaps, []);
      const ids = got.asked.filter(({ url }) => url.includes(`/${own.path}?`)).map(({ url }) => url.split("?")[0]);
      assert.equal(ids.length, 2);
      const rows = got.value.filter(row => row.type === type);
      const watched = computeTypes.some(({ arm, requests, extensions }) => arm === type && (requests || extensions));
      assert.deepEqual(rows.map(row => row.id).sort(), watched ? ids.map(id => `${id}/it`).sort() : []);
    });

    it(`that refuses the ${own.what} of one parent leaves that parent unknown, and no other`, async () => {
      const got = await live(
        answers(({ url }) => (url.includes("/one/") ? refused(`${type}/read`) : list({ name: "it", properties: {} }))),
      );
      assert.deepEqual(
        got.gaps.map(({ reason, subjects }) => [reason, subjects?.length]),
        [["denied", 1]],
      );
      assert.ok(got.gaps[0]!.subjects![0]!.startsWith(tops[0]!.id));
    });
  }

  it("is asked only of the parents that may have something", async () => {
    for (const { parent, parentOnly, path } of computeLists.filter(list => list.parentOnly)) {
      const others = parents(parent, treeWith(parentOnly!.path.split("."), "Other") as object);
      const { asked, gaps } = await live([['"resources |', () => data(...others)]]);
      assert.deepEqual([asked.filter(({ url }) => url.includes(`/${path}?`)), gaps], [[], []]);
    }
  });

  it("of Foundry gives clusters and deployments, which are judged like any machine", async () => {
    const [account] = parents("Microsoft.CognitiveServices/accounts", { kind: "AIServices" });
    const cluster = (name: string, instanceType: string) => ({
      name,
      properties: { computeType: "Cluster", pools: [{ instanceType, nodeCount: 2, vmPriority: "Regular" }] },
    });
    const got = await live([
      ['"resources |', () => data(account)],
      ["/computes?", () => list(cluster("gpu", "Standard_NC24ads_A100_v4"), cluster("calm", "Standard_D2s_v5"))],
      [
        "/managedComputeDeployments?",
        () => list({ name: "model", sku: { name: "GlobalManagedCompute", capacity: 1 }, properties: {} }),
      ],
    ]);
    assert.deepEqual(told(judged("unapproved-gpu-size", got)), { status: "fail", at: ["gpu", "model"] });
  });

  it("that keeps its history gives what still runs, and says where it was cut off", async () => {
    const job = (n: number, status: string) => ({
      name: `job${n}`,
      properties: { status, jobType: "Command", resources: { instanceType: "Standard_NC6s_v3", instanceCount: 1 } },
    });
    const jobs = (...rows: object[]): Route[] => [
      ['"resources |', () => data(workspace)],
      [`GET ${workspace.id}/jobs?`, () => list(...rows)],
      [/GET .*\/w1\//, () => list()],
    ];
    const got = await live(jobs(job(1, "Completed"), job(2, "Running"), job(3, "canceled"), job(4, "Queued")));
    assert.deepEqual(told(judged("unapproved-gpu-size", got)), { status: "fail", at: ["job2", "job4"] });
    const many = await live(jobs(...Array.from({ length: 10_001 }, (_, n) => job(n, "Completed"))));
    assert.deepEqual(
      many.gaps.map(({ missing, reason, subjects }) => [missing, reason, subjects]),
      [["the items beyond the first 10000", "cutOff", [workspace.id]]],
    );
  });
});

describe("a subscription that Resource Graph does not know yet", () => {
  const late = id(777);
  const root = `/subscriptions/${late}`;
  const at = (path: string) => `${root}/resourceGroups/rg/providers/${path}`;
  const bare = (path: string, type: string) => ({
    id: at(path),
    name: path.split("/").at(-1),
    type,
    location: "westeurope",
  });
  const machine = bare("Microsoft.Compute/virtualMachines/vm", "Microsoft.Compute/virtualMachines");
  const extension = bare(
    "Microsoft.Compute/virtualMachines/vm/extensions/gpu",
    "Microsoft.Compute/virtualMachines/extensions",
  );
  const account = bare("Microsoft.Batch/batchAccounts/b", "Microsoft.Batch/batchAccounts");
  const disk = bare("Microsoft.Compute/disks/d", "Microsoft.Compute/disks");
  const types = (namespace: string, ...all: [string, string[]][]) => ({
    namespace,
    resourceTypes: all.map(([resourceType, apiVersions]) => ({ resourceType, apiVersions })),
  });
  const whole: readonly Route[] = [
    ['"resources |', () => data()],
    ['"batchresources |', () => data()],
    [`GET ${root}/resources?`, () => list(machine, extension, account, disk)],
    [
      `GET ${root}/providers?`,
      () =>
        list(
          types(
            "Microsoft.Compute",
            ["virtualMachines", ["2024-07-01", "2026-01-01-preview", "2023-03-01"]],
            ["virtualMachines/extensions", ["2024-07-01"]],
          ),
          types("Microsoft.Batch", ["batchAccounts", ["2024-07-01"]]),
        ),
    ],
    [
      `GET ${root}/providers/Microsoft.Compute/virtualMachines?api-version=2024-07-01`,
      () => list({ ...machine, properties: { hardwareProfile: { vmSize: "Standard_NC24ads_A100_v4" } } }),
    ],
    [
      `GET ${extension.id}?api-version=2024-07-01`,
      () => ({
        json: { ...extension, properties: { publisher: "Microsoft.HpcCompute", type: "NvidiaGpuDriverLinux" } },
      }),
    ],
    [`GET ${root}/providers/Microsoft.Batch/batchAccounts?`, () => list(account)],
    [`GET ${account.id}/pools?`, () => list({ name: "p", properties: { vmSize: "STANDARD_ND96ASR_V4" } })],
  ];
  const readFrom = (routes: readonly Route[], more: object = {}) =>
    withTenant([...ownRoles, ...routes], async loopback => {
      const context = { azure: connect(connectionTo(loopback)), tenant: "", now: "", historyDays: 90 };
      const subscription = { id: late, name: "Late", state: "Enabled", inResourceGraph: false, ...more };
      const found = await apart(resources.run({ ...context, rows: { subscriptions: [subscription] } }));
      return { value: found.rows, gaps: found.gaps.map(({ gap }) => gap), asked: [...loopback.asked] };
    });

  it("is read from ARM, with its Batch pools, which no table has of it", async () => {
    const got = await readFrom(whole);
    assert.deepEqual(
      got.gaps.map(({ what, subjects }) => [what, subjects]),
      [["compute that runs", [late]]],
      "ARM may have left something out",
    );
    // The sign-in of the tests is Reader at this group.
    assert.deepEqual((await readFrom(whole, { managementGroups: ["contoso"] })).gaps, [], "its own roles show it all");
    assert.deepEqual((await readFrom(whole, { managementGroups: ["elsewhere"] })).gaps.length, 1);
    assert.deepEqual(told(judged("unapproved-gpu-size", got)), { status: "fail", at: ["p", "vm"] });
    assert.deepEqual(told(judged("gpu-driver-extension", got)), { status: "fail", at: ["gpu"] });
    assert.ok(!got.asked.some(({ url }) => url.includes("disks")));
  });

  for (const [what, on] of [
    ["resources", `GET ${root}/resources?`],
    ["providers", `GET ${root}/providers?`],
    ["machines", `GET ${root}/providers/Microsoft.Compute/virtualMachines?`],
    ["extensions", `GET ${extension.id}?`],
  ] as const)
    it(`is unknown where its ${what} are refused`, async () => {
      const got = await readFrom([[on, () => refused("some/read")], ...whole]);
      const gap = got.gaps.find(({ missing }) => /^some\/read$/.test(missing));
      assert.deepEqual([gap?.reason, gap?.subjects], ["denied", [late]]);
    });

  it("is not asked of ARM where Resource Graph knows it", async () => {
    const { asked } = await live([['"resources |', () => data()]]);
    assert.ok(!asked.some(({ url }) => /subscriptions\/[^/]+\/(resources|providers)\?/.test(url)));
  });
});

describe("compute that no list has", () => {
  for (const { parent, what } of unlisted)
    it(`remains unknown by name: ${what}`, async () => {
      const [one] = parents(parent);
      const got = await live([['"resources |', () => data(one)]]);
      assert.deepEqual(
        got.gaps.map(gap => [gap.what, gap.subjects]),
        [[what, [one!.id]]],
      );
      assert.equal(judged("unapproved-gpu-size", got).status, "unknown");
      assert.deepEqual((await live([['"resources |', () => data()]])).gaps, []);
    });

  it("is told elsewhere, with the reason, and is a type that creates compute", () => {
    const types = new Set(computeTypes.map(({ arm }) => arm.toLowerCase()));
    for (const [type, why] of toldElsewhere) {
      assert.ok(types.has(type), type);
      assert.match(why, /\w{3}/);
      assert.ok(!computeLists.some(list => list.type.toLowerCase() === type), type);
    }
  });
});
