import assert from "node:assert/strict";
import { usdPerHour } from "../../catalogue/prices";
import { type Amount, exactly, unknownAmount } from "../../posture/facts/amount";
import { burningUsd, burningWords } from "../../posture/report/phrases";
import { denied, estateOf, type Gaps, guid, healthy, type Rows } from "./checks-tenant";
import { derived } from "./derived-kit";

type Live = Rows["resources"][number];
type Body = { readonly properties?: object; readonly [key: string]: unknown };

const live = (name: string, type: string, region: string, resource: Body, subscription = guid(1)): Live => ({
  id: `/subscriptions/${subscription}/resourceGroups/rg/providers/${type}/${name}`,
  type: type.toLowerCase(),
  name,
  region,
  subscription,
  resource,
});
const vm = (name: string, vmSize: string, more: object = {}, region = "westeurope") =>
  live(name, "Microsoft.Compute/virtualMachines", region, { properties: { hardwareProfile: { vmSize }, ...more } });
const set = (name: string, size: string, capacity: unknown, more: Body = {}, region = "westeurope") =>
  live(name, "Microsoft.Compute/virtualMachineScaleSets", region, { sku: { name: size, capacity }, ...more });

const subscriptions = healthy.subscriptions.map(row => ({ ...row, managementGroups: ["contoso-root"] }));
const burning = (resources: readonly Live[], estate: object = {}, gaps: Gaps = {}) =>
  derived({ resources, subscriptions }, gaps, estateOf(estate))("burning").value;
const near = (amount: Amount, expected: number) =>
  assert(amount.is === "exact" && Math.abs(amount.value - expected) < 0.02, JSON.stringify(amount));
const t4 = "Standard_NC4as_T4_v3";
const perDay = (size: string, region = "westeurope") => usdPerHour(size, region)! * 24;

describe("what burns now", () => {
  it("is the machines of sizes that are not approved, at the price of their region, and since when", () => {
    const found = burning([
      vm("one", t4, { timeCreated: "2026-11-03T04:00:00Z" }),
      set("many", t4, 3, { properties: { timeCreated: "2026-11-01T04:00:00+01:00" } }, "japaneast"),
      vm("web", "Standard_D2s_v5"),
    ]);
    assert.deepEqual([found.machines, found.gpus], [exactly(4), exactly(4)]);
    near(found.usdPerDay, perDay(t4) + 3 * perDay(t4, "japaneast"));
    assert.equal(found.since, "2026-11-01T03:00:00.000Z");
    assert.deepEqual(
      found.regions.map(({ region, machines, since }) => [region, machines, since]),
      [
        ["japaneast", exactly(3), "2026-11-01T03:00:00.000Z"],
        ["westeurope", exactly(1), "2026-11-03T04:00:00.000Z"],
      ],
    );
    assert.deepEqual(
      found.resources.map(({ name, sizes }) => [name, sizes]),
      [
        ["many", [t4]],
        ["one", [t4]],
      ],
    );
  });

  it("names who created it, where the log tells: by type, place and time", () => {
    const machine = vm("one", t4, { timeCreated: "2026-11-03T04:10:00Z" });
    const at = "2026-11-03T04:09:30.000Z";
    const act = (caller: number, key: Readonly<Record<string, string>> = {}): Rows["activity"][number] => ({
      ...{ question: "hours", window: "2026-11-03T04:00:00.000Z", times: 1, first: at, last: at, sum: { machines: 1 } },
      distinct: { name: [`user${caller}@contoso.com`] },
      key: {
        ...{ caller: guid(caller), operation: "microsoft.compute/virtualmachines/write", result: "done" },
        ...{ subscription: guid(1), region: "westeurope", ...key },
      },
    });
    const creators = (...activity: Rows["activity"]) =>
      derived(
        { resources: [machine], subscriptions, activity },
        {},
        estateOf({}),
      )("burning").value.resources.map(row => row.creators);
    assert.deepEqual(creators(act(101), act(102, { region: "eastus" }), act(103, { result: "failed" })), [
      ["user101@contoso.com"],
    ]);
    assert.deepEqual(creators(act(101), act(102)), [["user101@contoso.com", "user102@contoso.com"]]);
    assert.deepEqual(creators(act(102, { subscription: guid(2) })), [undefined]);
  });

  it("counts machines that are each approved, and together too many: the newest, as many as are too many", () => {
    const since = (day: number) => ({ timeCreated: `2026-11-0${day}T00:00:00Z` });
    const three = [vm("old", t4, since(1)), vm("new", t4, since(3)), vm("middle", t4, since(2))];
    const beyond = (resources: readonly Live[], ...gpuSizes: object[]) =>
      burning(resources, { gpuSizes }).resources.map(({ name }) => name);
    assert.deepEqual(beyond(three, { size: t4, max: 2 }), ["new"]);
    assert.deepEqual(beyond(three, { size: t4, max: 1 }).sort(), ["middle", "new"]);
    assert.deepEqual(beyond(three, { size: t4, max: 3 }), []);
    assert.deepEqual(beyond(three, { size: t4, max: 2 }, { size: "Standard_NC*", max: 1 }), [], "both hold");
    assert.deepEqual(beyond(three, { size: t4, max: 1 }, { size: "Standard_NC*" }), [], "one has no ceiling");
    const stopped = vm("new", t4, { extended: { instanceView: { powerState: { code: "PowerState/deallocated" } } } });
    assert.deepEqual(beyond([three[0]!, three[2]!, stopped], { size: t4, max: 2 }), []);
    const elsewhere = [...three.slice(0, 2), vm("far", t4, since(9), "japaneast")];
    const estate = { gpuSizes: [{ size: t4, max: 2 }], regions: ["westeurope"] };
    assert.deepEqual(
      burning(elsewhere, estate).resources.map(({ name }) => name),
      ["far"],
      "what is not approved takes no place of what is",
    );
  });

  const quiet: readonly (readonly [what: string, resources: readonly Live[], estate?: object])[] = [
    ["no resource", []],
    ["an ordinary machine", [vm("web", "Standard_M416ms_v2")]],
    ["a set without machines", [set("empty", t4, 0)]],
    ["an approved size", [vm("one", t4)], { gpuSizes: [t4], regions: ["West Europe"], vmSizes: [] }],
    ["an approval that holds in its subscription", [vm("one", t4)], { gpuSizes: [{ size: t4, in: ["production"] }] }],
    [
      "a machine that was given back",
      [vm("one", t4, { extended: { instanceView: { powerState: { code: "PowerState/deallocated" } } } })],
    ],
    [
      "a stopped cluster",
      [
        live("aks", "Microsoft.ContainerService/managedClusters", "westeurope", {
          properties: { powerState: { code: "Stopped" }, agentPoolProfiles: [{ name: "a", vmSize: t4, count: 2 }] },
        }),
      ],
    ],
    [
      "a service that has no size to be read",
      [live("env", "Microsoft.App/managedEnvironments", "westeurope", { properties: {} })],
    ],
  ];
  for (const [what, resources, estate] of quiet)
    it(`is nothing of ${what}`, () => {
      const { machines, usdPerDay, resources: found, unread } = burning(resources, estate);
      assert.deepEqual([machines, usdPerDay, found, unread], [exactly(0), exactly(0), [], []]);
    });

  const bare = live("bare", "Microsoft.Compute/virtualMachines", "westeurope", { properties: {} });
  const blind: readonly (readonly [what: string, resources: readonly Live[], unread: string])[] = [
    ["is kept secret", [vm("one", `hidden:sha256:${"0".repeat(16)}`)], "1 resource whose size could not be read"],
    ["stands nowhere", [bare, { ...bare, id: `${bare.id}2` }], "2 resources whose size could not be read"],
  ];
  for (const [what, resources, unread] of blind)
    it(`is not known of a machine whose size ${what}: it is no proof of nothing`, () => {
      const found = burning(resources);
      assert.deepEqual([found.machines, found.usdPerDay, found.unread], [unknownAmount, unknownAmount, [unread]]);
    });

  const told: readonly (readonly [what: string, resource: Live, estate: object])[] = [
    ["an approved size in another region", vm("one", t4), { gpuSizes: [t4], regions: ["northeurope"] }],
    ["an ordinary size, once the estate names sizes", vm("web", "Standard_D4s_v5"), { vmSizes: ["Standard_B*"] }],
    ["more machines than are approved", set("many", t4, 3), { gpuSizes: [{ size: t4, max: 2 }] }],
    ["an approval of another subscription", vm("one", t4), { gpuSizes: [{ size: t4, in: ["sandbox"] }] }],
    [
      "a machine that was only stopped",
      vm("one", t4, { extended: { instanceView: { powerState: { code: "PowerState/stopped" } } } }),
      {},
    ],
  ];
  for (const [what, resource, estate] of told)
    it(`is also ${what}`, () =>
      assert.deepEqual(
        burning([resource], estate).resources.map(({ name }) => name),
        [resource.name],
      ));

  it("counts the nodes of a cluster and the machines of a set once", () => {
    const flexible = set("flexible", t4, 2);
    const inGroup = (resource: Live, group: string): Live => ({
      ...resource,
      id: resource.id.replace(/(resourceGroups\/)[^/]+/, `$1${group}`),
    });
    const tags = { "aks-managed-poolName": "a" };
    const own = (size: string) => set("aks-a-vmss", size, 2, { tags });
    const group = /resourceGroups\/([^/]+)/.exec(own(t4).id)![1]!;
    const nodes = inGroup(own(t4), `mc_${group}_AKS_westeurope`);
    const agents = { agentPoolProfiles: [{ name: "a", vmSize: t4, count: 2 }] };
    const cluster = live("aks", "Microsoft.ContainerService/managedClusters", "westeurope", {
      properties: agents,
    });
    const member = vm("flexible_1", t4, { virtualMachineScaleSet: { id: flexible.id.toUpperCase() } });
    assert.deepEqual(burning([cluster, nodes, flexible, member]).machines, exactly(4));
    const tagged = { ...cluster, resource: { ...cluster.resource, tags: { "aks-managed-note": "x" } } };
    assert.deepEqual(burning([tagged]).machines, exactly(2), "the tag tells only of sets");
    assert.deepEqual(burning([member]).machines, exactly(1), "the set was not among what was read");
    assert.deepEqual(burning([nodes]).machines, exactly(2), "there is no cluster of which these are the nodes");
    assert.deepEqual(burning([cluster, own(t4)]).machines, exactly(4), "it stands elsewhere");
    const dearer = inGroup(own("Standard_NC24ads_A100_v4"), `MC_${group}_aks_westeurope`);
    assert.deepEqual(burning([cluster, dearer]).machines, exactly(4), "the cluster has none of this size");
    const named = { ...cluster, resource: { properties: { ...agents, nodeResourceGroup: "Nodes" } } };
    assert.deepEqual(burning([named, inGroup(own(t4), "nodes")]).machines, exactly(2));
  });

  describe("in services that tell how many machines run now", () => {
    const a100 = "Standard_NC24ads_A100_v4";
    const nodes = (machines?: number, spotMachines?: number) => ({
      ...(machines !== undefined && { machines }),
      ...(spotMachines !== undefined && { spotMachines }),
    });
    const pool = (scaleSettings: object, now: Partial<Live> = {}): Live => ({
      ...live("b/pools/p", "Microsoft.Batch/batchAccounts/pools", "westeurope", {
        properties: { vmSize: a100, scaleSettings },
      }),
      ...now,
    });
    const fixed = (targetDedicatedNodes: number, targetLowPriorityNodes = 0) => ({
      fixedScale: { targetDedicatedNodes, targetLowPriorityNodes },
    });
    const formula = { autoScale: { formula: "$TargetDedicatedNodes = min(10, $PendingTasks);" } };
    const ml = (computeType: string, properties: object, now: Partial<Live> = {}): Live => ({
      ...live("w/computes/c", "Microsoft.MachineLearningServices/workspaces/computes", "westeurope", {
        properties: { computeType, properties: { vmSize: t4, ...properties } },
      }),
      ...now,
    });
    const grows = { scaleSettings: { minNodeCount: 0, maxNodeCount: 10 } };

    const cases: readonly (readonly [what: string, resource: Live, machines: Amount])[] = [
      ["nodes of a cluster that grows from none", ml("AmlCompute", grows, nodes(4)), exactly(4)],
      ["none of a cluster that stands idle", ml("AmlCompute", grows, nodes(0)), exactly(0)],
      ["an open number of a cluster of which it was not read", ml("AmlCompute", grows), unknownAmount],
      ["a compute instance", ml("ComputeInstance", { state: "Running" }), exactly(1)],
      ["no compute instance that was stopped", ml("ComputeInstance", { state: "Stopped" }), exactly(0)],
      ["nodes of a pool that grows by a formula", pool(formula, nodes(5, 0)), exactly(5)],
      ["an open number of such a pool of which it was not read", pool(formula), unknownAmount],
      ["no node of a pool that waits for all of its nodes", pool(fixed(8), nodes(0, 0)), exactly(0)],
      ["what was asked for, where nothing else was read", pool(fixed(8)), exactly(8)],
    ];
    for (const [what, resource, machines] of cases)
      it(`counts ${what}`, () => assert.deepEqual(burning([resource]).machines, machines));

    it("approves of as many as run, whatever it may grow to", () => {
      const estate = { gpuSizes: [{ size: t4, max: 4 }] };
      assert.deepEqual(burning([ml("AmlCompute", grows, nodes(4))], estate).machines, exactly(0));
      assert.deepEqual(burning([ml("AmlCompute", grows, nodes(5))], estate).machines, exactly(5));
    });

    it("tells nodes of low priority from the others, and never as nothing", () => {
      const mixed = burning([pool(fixed(2, 3), nodes(5, 3))]);
      near(mixed.usdPerDay, 2 * perDay(a100));
      assert.deepEqual([mixed.machines, mixed.spotUsdPerDay.is], [exactly(5), "atMost"]);
      const spot = burning([pool(fixed(0, 3), nodes(3, 3))]);
      assert.match(burningUsd(spot), /^at most \$[1-9]/);
      const { region: _, ...nowhere } = pool(fixed(0, 3));
      const unpriced = burning([nowhere]);
      assert.deepEqual([burningUsd(unpriced), unpriced.machines], ["not known", exactly(3)]);
      assert.match(burningUsd(burning([vm("one", t4)])), /^\$\d+\.\d\d$/);
    });
  });

  it("leaves out pools of a cluster that were stopped, with all of their machines", () => {
    const profile = (name: string, code: string) => ({ name, powerState: { code }, vmSize: t4, count: 2 });
    const scale = { manual: [{ size: t4, count: 3 }] };
    const cluster = (...agentPoolProfiles: object[]) =>
      live("aks", "Microsoft.ContainerService/managedClusters", "westeurope", { properties: { agentPoolProfiles } });
    const both = cluster(profile("a", "Running"), profile("b", "Stopped"));
    assert.deepEqual(burning([both]).machines, exactly(2));
    const machines = (code: string) => cluster({ name: "m", powerState: { code }, virtualMachinesProfile: { scale } });
    assert.deepEqual(
      ["Running", "Stopped"].map(code => burning([machines(code)]).machines),
      [exactly(3), exactly(0)],
    );
  });

  it("is one container with several accelerators, and none that came to its end", () => {
    const gpu = { count: 2, sku: "V100" };
    const group = (state: string) =>
      live("aci", "Microsoft.ContainerInstance/containerGroups", "westeurope", {
        properties: {
          instanceView: { state },
          containers: [{ name: "a", properties: { resources: { requests: { cpu: 4, gpu } } } }],
        },
      });
    const { machines, gpus, usdPerDay } = burning([group("Running")]);
    assert.deepEqual([machines, gpus, usdPerDay], [exactly(1), { is: "atMost", value: 2 }, unknownAmount]);
    assert.deepEqual(burning([group("Stopped")]).machines, exactly(0));
  });

  it("says since when of those machines alone that have a date", () => {
    const dated = vm("one", t4, { timeCreated: "2026-11-03T04:00:00Z" });
    const said = (...resources: Live[]) => burningWords(burning(resources)).split("; ").at(-1);
    assert.equal(said(dated), "since 2026-11-03");
    assert.equal(said(dated, set("many", t4, 2)), "at least since 2026-11-03 for 1 of 3 machines");
    assert.equal(said(dated, set("many", t4, "[x]")), "at least since 2026-11-03 for some");
    assert.equal(said({ ...vm("two", t4), created: "2026-11-02T00:00:00Z" }), "since 2026-11-02");
    const all = burning([dated], {}, { resources: [denied("compute that runs")] });
    assert.match(burningWords(all), /at least since 2026-11-03 for some$/);
    assert.doesNotMatch(burningWords(burning([vm("two", t4)])), /since/);
  });

  it("is told in parts that add up to the sum", () => {
    const regions = ["westeurope", "japaneast", "northeurope", "eastus", "uksouth"];
    const all = burning(regions.map(region => vm(region, t4, {}, region)));
    const cents = (row: Parameters<typeof burningUsd>[0]) => Math.round(Number(burningUsd(row).slice(1)) * 100);
    assert.equal(
      all.regions.reduce((sum, row) => sum + cents(row), 0),
      cents(all),
    );
  });

  it("leaves open what is not known, and is at least the rest where compute could not be read", () => {
    const open = burning([set("many", t4, `hidden:sha256:${"0".repeat(16)}`), vm("one", t4)]);
    assert.deepEqual(
      [open.machines, open.gpus],
      [
        { is: "atLeast", value: 1 },
        { is: "atLeast", value: 1 },
      ],
    );
    const newer = burning([vm("one", "Standard_NZ96_v9")]);
    assert.deepEqual([newer.machines, newer.gpus, newer.usdPerDay], [exactly(1), unknownAmount, unknownAmount]);
    assert.deepEqual(burning([vm("one", t4, {}, "usgovvirginia")]).usdPerDay, unknownAmount);
    // a card that runs where the table has no price of it costs something, and not what it costs elsewhere
    assert.deepEqual(burning([vm("one", t4, {}, "austriaeast")]).usdPerDay, unknownAmount);
    const unread = burning([vm("one", t4)], {}, { resources: [denied("compute that runs")] });
    assert.deepEqual([unread.machines, unread.usdPerDay.is], [{ is: "atLeast", value: 1 }, "atLeast"]);
    const nothing = burning([], {}, { resources: [denied("compute that runs")] });
    assert.deepEqual([nothing.machines, nothing.unread], [unknownAmount, ["compute that could not be read"]]);
  });

  it("tells spot machines apart, as an upper bound", () => {
    const { usdPerDay, spotUsdPerDay, gpus } = burning([vm("one", t4, { priority: "Spot" })]);
    assert.deepEqual([usdPerDay, spotUsdPerDay.is, gpus], [exactly(0), "atMost", exactly(1)]);
  });

  it("says what it hashes where Microsoft's report names the card", () => {
    // 25.1 for a T4; an A100 with 80 GB is not in the report
    assert.deepEqual(burning([set("many", "Standard_NC64as_T4_v3", 2)]).megahashesPerSecond, exactly(200.8));
    const mixed = burning([vm("one", t4), vm("two", "Standard_NC24ads_A100_v4")]);
    assert.deepEqual(mixed.megahashesPerSecond, { is: "atLeast", value: 25.1 });
    assert.equal(burning([vm("two", "Standard_NC24ads_A100_v4")]).megahashesPerSecond, undefined);
  });
});
