import assert from "node:assert/strict";
import * as fc from "fast-check";
import { factsOf } from "../../compute/facts-of";
import { type Tree, Withheld } from "../../compute/value";
import { Ledger, type Totals } from "../../policies/budget/ledger";
import { measures, type Share, shareOf } from "../../policies/budget/share";
import { sumsOf } from "../../policies/budget/sums";
import computeBudget from "../../policies/compute-budget";
import { type Example, judge } from "../../policies/policy";
import { runningTotals } from "../../policies/pulumi/running-totals";
import { estateOf } from "./kit";

const vm = (vmSize: Tree, location = "westeurope"): Example => [
  "azure-native:compute:VirtualMachine",
  { location, hardwareProfile: { vmSize } },
];
const set = (name: string, capacity: Tree, group: Tree = "workers"): Example => [
  "azure-native:compute:VirtualMachineScaleSet",
  {
    vmScaleSetName: name,
    resourceGroupName: group,
    location: "westeurope",
    sku: { name: "Standard_D4s_v5", capacity },
  },
];
const setId = (name: string, group = "workers") =>
  `/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/${group}/providers/Microsoft.Compute/virtualMachineScaleSets/${name}`;
const autoscale = (targetResourceUri: Tree, ...maximum: number[]): Example => [
  "azure-native:monitor:AutoscaleSetting",
  {
    resourceGroupName: "workers",
    targetResourceUri,
    profiles: maximum.map(most => ({ capacity: { minimum: "1", default: "1", maximum: `${most}` } })),
  },
];
const cluster = (pool: string, count: number, group = "workers"): Example => [
  "azure-native:containerservice:ManagedCluster",
  {
    resourceName: "aks",
    resourceGroupName: group,
    location: "westeurope",
    agentPoolProfiles: [{ name: pool, vmSize: "Standard_D4s_v5", count }],
  },
];
const pool = (name: string, count: number, maxCount: Tree = null, group = "workers"): Example => [
  "azure-native:containerservice:AgentPool",
  { resourceName: "aks", agentPoolName: name, resourceGroupName: group, vmSize: "Standard_D4s_v5", count, maxCount },
];
const template = (...resources: Tree[]): Example => [
  "azure-native:resources:Deployment",
  { properties: { mode: "Incremental", template: { resources } } },
];

const shareOfExample = ([token, inputs]: Example): Share | undefined => shareOf(factsOf(token, inputs));
const sharesOf = (examples: readonly Example[]): Share[] =>
  examples.map(shareOfExample).filter(share => share !== undefined);
/** Summed up all at once. */
const sums = (...examples: Example[]): Totals => {
  const shares = sharesOf(examples);
  return { ...sumsOf(shares), regions: new Set(shares.flatMap(({ regions }) => regions)) };
};
const ledgerOf = (examples: readonly Example[]): Ledger => {
  const ledger = new Ledger();
  for (const [i, example] of examples.entries()) ledger.enter(`${i}`, shareOfExample(example));
  return ledger;
};

/** Sums in short: machines, vCPUs, GPUs, regions. */
const short = ({ machines, vCpus, gpus, regions }: Totals) => [machines, vCpus, gpus, regions.size];

// Standard_D4s_v5 has 4 vCPUs, Standard_NC6s_v3 6 and one V100, Standard_ND96asr_v4 96 and eight A100
const cases: readonly (readonly [string, readonly Example[], readonly number[]])[] = [
  ["nothing", [], [0, 0, 0, 0]],
  ["a machine", [vm("Standard_D4s_v5")], [1, 4, 0, 1]],
  ["machines in two regions", [vm("Standard_NC6s_v3"), vm("Standard_ND96asr_v4", "Japan East")], [2, 102, 9, 2]],
  ["a set", [set("web", 5)], [5, 20, 0, 1]],
  ["a pool with a ceiling", [pool("user", 2, 7)], [7, 28, 0, 0]],
  ["a pool with a count above its ceiling", [pool("user", 9, 7)], [9, 36, 0, 0]],
  ["a count that is decided later, with a ceiling", [pool("user", new Withheld("unknown") as never, 7)], [7, 28, 0, 0]],
  ["a count that is decided later", [set("web", new Withheld("unknown"))], [1, 4, 0, 1]],
  ["a size that is decided later", [vm(new Withheld("unknown"))], [1, 0, 0, 1]],
  ["a set and what steers it", [set("web", 2), autoscale(setId("WEB"), 9)], [9, 36, 0, 1]],
  ["what steers it first", [autoscale(setId("web"), 9), set("web", 2)], [9, 36, 0, 1]],
  ["profiles of one setting take turns", [set("web", 2), autoscale(setId("web"), 3, 8, 5)], [8, 32, 0, 1]],
  ["a set that may grow less than it has", [set("web", 9), autoscale(setId("web"), 2)], [9, 36, 0, 1]],
  ["a set of none that may grow", [set("web", 0), autoscale(setId("web"), 6)], [6, 24, 0, 1]],
  ["a set in another group is another set", [set("web", 2), autoscale(setId("web", "other"), 9)], [11, 8, 0, 1]],
  [
    "of a set whose group is not known",
    [set("web", 2, new Withheld("unknown")), autoscale(setId("web", "other"), 9)],
    [9, 36, 0, 1],
  ],
  ["of a set that stands elsewhere", [autoscale(setId("web"), 9, 4)], [9, 0, 0, 0]],
  ["of a set that is decided later", [set("web", 2), autoscale(new Withheld("unknown"), 9)], [2, 8, 0, 1]],
  ["sets of one name in two groups", [set("web", 2), set("web", 3, "other")], [5, 20, 0, 1]],
  ["a cluster and another pool of it", [cluster("system", 3), pool("user", 2)], [5, 20, 0, 1]],
  ["a cluster and its own pool again", [cluster("system", 3), pool("system", 5)], [5, 20, 0, 1]],
  ["a cluster and another cluster's pool", [cluster("system", 3), pool("system", 5, null, "other")], [8, 32, 0, 1]],
  [
    "an instance mix counts once, as its dearest",
    [
      [
        "azure-native:compute:VirtualMachineScaleSet",
        {
          location: "westeurope",
          sku: { name: "Mix", capacity: 3 },
          virtualMachineProfile: {},
          skuProfile: {
            vmSizes: [{ name: "Standard_D4s_v5" }, { name: "Standard_NC6s_v3" }, { name: "Standard_D2s_v5" }],
          },
        },
      ],
    ],
    [3, 18, 3, 1],
  ],
  [
    "copies of a template's instance mix count each",
    [
      template({
        type: "Microsoft.Compute/virtualMachineScaleSets",
        name: "[format('mix{0}', copyIndex())]",
        location: "westeurope",
        copy: { name: "sets", count: 2 },
        sku: { name: "Mix", capacity: 3 },
        properties: {
          virtualMachineProfile: {},
          skuProfile: { vmSizes: [{ name: "Standard_D4s_v5" }, { name: "Standard_D2s_v5" }] },
        },
      }),
    ],
    [6, 24, 0, 1],
  ],
  [
    "a template's set and what steers it",
    [
      template(
        {
          type: "Microsoft.Compute/virtualMachineScaleSets",
          name: "web",
          location: "westeurope",
          sku: { name: "Standard_D4s_v5", capacity: 1 },
          properties: {},
        },
        {
          type: "Microsoft.Insights/autoscaleSettings",
          name: "grow",
          properties: {
            targetResourceUri: "[resourceId('Microsoft.Compute/virtualMachineScaleSets', 'web')]",
            profiles: [{ capacity: { minimum: "1", default: "1", maximum: "6" } }],
          },
        },
      ),
    ],
    [6, 24, 0, 1],
  ],
  [
    "GPUs of a container, on no machine of ours",
    [
      [
        "azure-native:containerinstance:ContainerGroup",
        { location: "westeurope", containers: [{ resources: { requests: { gpu: { count: 4, sku: "V100" } } } }] },
      ],
    ],
    [0, 0, 4, 1],
  ],
  ["what requests nothing", [["azure-native:storage:StorageAccount", { location: "japaneast" }]], [0, 0, 0, 0]],
];

describe("what a stack requests in all", () => {
  for (const [what, examples, expected] of cases)
    it(`${what}: ${expected.join(", ")}`, () => assert.deepEqual(short(sums(...examples)), expected));

  it("has a price, by region", () => {
    const one = sums(vm("Standard_D4s_v5")).usdPerHour;
    assert(one > 0.1 && one < 0.5, `${one}`);
    assert.equal(sums(set("web", 10)).usdPerHour, 10 * one);
  });

  it("what cannot be counted is said", () => {
    const missing = (example: Example) => shareOfExample(example)?.uncounted.map(({ path }) => path);
    assert.deepEqual(missing(vm("Standard_Z9000_v9")), ["hardwareProfile.vmSize"]);
    assert.deepEqual(missing(vm("Standard_D4s_v5")), []);
    const [token, inputs] = cluster("system", 1);
    const switched = { ...(inputs as object), nodeProvisioningProfile: { mode: "Auto" } };
    assert.deepEqual(missing([token, switched]), ["nodeProvisioningProfile.mode"]);
    const stack = ledgerOf([autoscale(new Withheld("unknown"), 9)]);
    assert.deepEqual(
      stack.withResource("0")?.uncounted.map(({ path }) => path),
      ["targetResourceUri"],
    );
  });
});

const any = fc.constantFrom<Example>(
  ...cases.flatMap(([, examples]) => examples),
  set("web", 7, "other"),
  autoscale(setId("web", "other"), 20),
  cluster("system", 4, "other"),
  pool("system", 9, 12),
);
const plain = (totals: Totals) =>
  measures.map(measure =>
    measure === "regions" ? [...totals.regions].sort() : Number(totals[measure].toFixed(6)) + 0,
  );

describe("whatever a stack holds", () => {
  it("the order of its resources does not matter", () =>
    fc.assert(
      fc.property(
        fc.array(any, { maxLength: 8 }),
        fc.array(fc.nat(), { minLength: 8, maxLength: 8 }),
        (stack, keys) => {
          const shuffled = stack
            .map((example, i) => ({ example, key: keys[i]! }))
            .sort((a, b) => a.key - b.key)
            .map(({ example }) => example);
          assert.deepEqual(plain(sums(...shuffled)), plain(sums(...stack)));
        },
      ),
    ));

  it("one more resource never makes it less", () =>
    fc.assert(
      fc.property(fc.array(any, { maxLength: 8 }), any, (stack, more) => {
        const [before, after] = [sums(...stack), sums(...stack, more)];
        for (const measure of ["vCpus", "gpus", "usdPerHour"] as const)
          assert(after[measure] >= before[measure] - 1e-6, measure);
        assert(after.regions.size >= before.regions.size);
      }),
    ));

  it("the last word on a resource counts, and what a resource adds is what is missing without it", () =>
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), any), { minLength: 1, maxLength: 10 }), writes => {
        const running = runningTotals();
        const last = new Map<string, Example>();
        for (const [i, [token, inputs]] of writes) {
          running.record(`urn${i}`, factsOf(token, inputs));
          const asked = running.withResource(`urn${i}`);
          assert.equal(asked === undefined, shareOfExample([token, inputs]) === undefined);
          last.set(`urn${i}`, [token, inputs]);
        }
        const expected = sums(...last.values());
        assert.deepEqual(plain(running.ofStack([]).totals![0]!.totals), plain(expected));
        for (const urn of last.keys()) {
          const found = running.withResource(urn)?.totals?.[0];
          const others = sums(...[...last].flatMap(([of, example]) => (of === urn ? [] : [example])));
          if (!found) continue;
          assert.deepEqual(plain(found.totals), plain(expected));
          for (const measure of ["vCpus", "gpus", "machines", "usdPerHour"] as const)
            assert(Math.abs(found.added[measure] - (expected[measure] - others[measure])) < 1e-6, measure);
        }
      }),
    ));
});

describe("the budget", () => {
  const stack = ledgerOf([vm("Standard_D4s_v5"), vm("Standard_NC6s_v3", "japaneast")]);
  const said = (budget: object, of: "0" | "1" | "stack") => {
    const totals = of === "stack" ? stack.ofStack() : stack.withResource(of);
    const options = computeBudget.options.parse(computeBudget.fromEstate(estateOf({ budget })));
    return judge(computeBudget, { totals: totals ? [totals] : [] }, options).map(({ message }) => message);
  };

  it("is set by the estate, and by nothing else", () => {
    assert.equal(computeBudget.level(estateOf()), "disabled");
    assert.equal(computeBudget.level(estateOf({ budget: {} })), "disabled");
    assert.equal(computeBudget.level(estateOf({ budget: { gpus: 0 } })), "mandatory");
    for (const of of ["0", "1", "stack"] as const) assert.deepEqual(said({}, of), []);
  });

  it("may be used up", () => {
    for (const budget of [{ vCpus: 10 }, { machines: 2 }, { regions: 2 }, { gpus: 1 }])
      for (const of of ["0", "1", "stack"] as const) assert.deepEqual(said(budget, of), [], JSON.stringify(budget));
  });

  it("is broken by whatever adds to the sum that is over, and by the stack", () => {
    const both = "with this resource the stack requests 10 vCPUs; the budget is 9";
    assert.deepEqual(said({ vCpus: 9 }, "0"), [both]);
    assert.deepEqual(said({ vCpus: 9 }, "1"), [both]);
    assert.deepEqual(said({ vCpus: 9 }, "stack"), ["the stack requests 10 vCPUs; the budget is 9"]);
    assert.deepEqual(said({ gpus: 0 }, "0"), []);
    assert.deepEqual(said({ gpus: 0 }, "1"), ["with this resource the stack requests 1 GPUs; the budget is 0"]);
    assert.deepEqual(said({ regions: 1, machines: 1 }, "stack"), [
      "the stack requests 2 machines; the budget is 1",
      "the stack requests 2 regions; the budget is 1",
    ]);
  });

  it("tells money with two decimals at most", () =>
    assert.match(
      said({ usdPerHour: 1 }, "stack")[0] ?? "",
      /^the stack requests \d+(\.\d\d?)? USD per hour; the budget is 1$/,
    ));
});
