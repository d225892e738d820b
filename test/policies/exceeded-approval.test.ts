import assert from "node:assert/strict";
import * as fc from "fast-check";
import { excesses } from "../../catalogue/approval-ceilings";
import type { Approval } from "../../catalogue/approvals";
import { factsOf } from "../../compute/facts-of";
import { type Tree, Withheld } from "../../compute/value";
import exceededApproval from "../../policies/exceeded-approval";
import { type Example, judge } from "../../policies/policy";
import { runningTotals } from "../../policies/pulumi/running-totals";
import { estateOf } from "./kit";

const t4 = "Standard_NC4as_T4_v3";
const bigT4 = "Standard_NC16as_T4_v3";
const a10 = "Standard_NV36ads_A10_v5";
const vm = (vmSize: Tree): Example => ["azure-native:compute:VirtualMachine", { hardwareProfile: { vmSize } }];
const set = (name: string, capacity: Tree, more: object = {}): Example => [
  "azure-native:compute:VirtualMachineScaleSet",
  { vmScaleSetName: name, resourceGroupName: "workers", sku: { name: t4, capacity }, ...more },
];
const mix = (capacity: number, ...names: string[]): Example => [
  "azure-native:compute:VirtualMachineScaleSet",
  {
    sku: { name: "Mix", capacity },
    virtualMachineProfile: {},
    skuProfile: { vmSizes: names.map(name => ({ name })) },
  },
];
const grow = (target: Tree, maximum: number): Example => [
  "azure-native:monitor:AutoscaleSetting",
  {
    resourceGroupName: "workers",
    targetResourceUri: target,
    profiles: [{ capacity: { minimum: "1", default: "1", maximum: `${maximum}` } }],
  },
];
const idOf = (name: string) =>
  `/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/workers/providers/Microsoft.Compute/virtualMachineScaleSets/${name}`;
const cluster = (count: number): Example => [
  "azure-native:containerservice:ManagedCluster",
  {
    resourceName: "aks",
    resourceGroupName: "workers",
    agentPoolProfiles: [{ name: "gpu", vmSize: t4, count }],
  },
];
const pool = (count: number, name = "gpu"): Example => [
  "azure-native:containerservice:AgentPool",
  { resourceName: "aks", agentPoolName: name, resourceGroupName: "workers", vmSize: t4, count },
];
const container = (count: number): Example => [
  "azure-native:containerinstance:ContainerGroup",
  { containers: [{ name: "a", resources: { requests: { cpu: 4, gpu: { count, sku: "V100" } } } }] },
];

/** What is said in the end, and of each resource as it comes. */
function said(gpuSizes: readonly unknown[], stack: readonly Example[]) {
  const estate = estateOf({ gpuSizes });
  const options = exceededApproval.options.parse(exceededApproval.fromEstate(estate));
  const running = runningTotals();
  const spoken = (totals: ReturnType<typeof running.withResource>) =>
    judge(exceededApproval, totals ?? {}, options).map(({ message, level }) => `${level ?? "mandatory"}: ${message}`);
  const each = stack.map(([token, inputs], i) => {
    running.record(`urn${i}`, factsOf(token, inputs));
    return spoken(running.withResource(`urn${i}`));
  });
  return { each, inTheEnd: spoken(running.ofStack([])) };
}
const covers = (max: number, size = "Standard_NC*_T4_v3") => ({ size, max });

describe("machines that share an approval", () => {
  const good: Readonly<Record<string, readonly [gpuSizes: readonly unknown[], stack: readonly Example[]]>> = {
    "as many as it covers": [[covers(2)], [vm(t4), vm(bigT4)]],
    "more, where it has no ceiling": [["Standard_NC*_T4_v3"], [vm(t4), vm(t4), vm(t4)]],
    "more, where another approval of the size has none": [
      [covers(1), t4],
      [vm(t4), vm(t4)],
    ],
    "as many as two cover together": [
      [covers(2), covers(1, "Standard_NC4as*")],
      [vm(t4), vm(t4), vm(t4)],
    ],
    "of each as many as its own covers": [
      [covers(1), covers(1, "Standard_NV*")],
      [vm(t4), vm(a10)],
    ],
    "ordinary machines of any number": [[covers(1)], [vm("Standard_D2s_v5"), vm("Standard_D2s_v5")]],
    "of no approval, which another rule refuses": [[covers(1)], [vm(a10), vm(a10)]],
    "under an approval with a scope, which does not count in a preview": [
      [{ size: t4, in: ["sandbox"], max: 1 }],
      [vm(t4), vm(t4)],
    ],
    "a cluster and its own pool again": [[covers(2)], [cluster(2), pool(2)]],
    "a mix, which has one size or the other": [[covers(2)], [mix(2, t4, bigT4)]],
    "a set that another setting grows": [[covers(2)], [set("gpu", 2), grow(idOf("other"), 9)]],
  };
  for (const [what, [gpuSizes, stack]] of Object.entries(good))
    it(`may be ${what}`, () => {
      const { each, inTheEnd } = said(gpuSizes, stack);
      assert.deepEqual([each.flat(), inTheEnd], [[], []]);
    });

  const bad: Readonly<
    Record<string, readonly [gpuSizes: readonly unknown[], stack: readonly Example[], machines: number]>
  > = {
    "each within it": [[covers(2)], [vm(t4), vm(bigT4), vm(t4)], 3],
    "of several resources": [[covers(3)], [set("gpu", 2), vm(t4), vm(t4)], 4],
    "a set, by what it may grow to": [[covers(3)], [set("gpu", 2), grow(idOf("gpu"), 5)], 5],
    "a cluster and another pool": [[covers(2)], [cluster(2), pool(1, "more")], 3],
    "a mix and a machine": [[covers(2)], [mix(2, t4, bigT4), vm(t4)], 3],
    "a mix with an ordinary size": [[covers(2)], [mix(2, t4, "Standard_D4s_v5"), vm(t4)], 3],
    "GPUs of containers": [[covers(2, "V100")], [container(2), container(1)], 3],
    "of one size, though two approvals cover another too": [
      [covers(2), covers(1, bigT4)],
      [vm(bigT4), vm(t4), vm(t4), vm(t4)],
      3,
    ],
    "linked by an approval that they share": [[covers(1), covers(1, bigT4)], [vm(bigT4), vm(bigT4), vm(t4)], 3],
    "of a number that is decided later, as one at least": [
      [covers(1)],
      [vm(t4), set("gpu", new Withheld("unknown"))],
      2,
    ],
  };
  for (const [what, [gpuSizes, stack, machines]] of Object.entries(bad))
    it(`may not be more: ${what}`, () => {
      const { each, inTheEnd } = said(gpuSizes, stack);
      assert.match(inTheEnd[0] ?? "", new RegExp(`^mandatory: the stack requests ${machines} machines of approved`));
      assert.match(each.at(-1)![0] ?? "", /^mandatory: with this resource the stack requests/, "the one too many");
      assert.deepEqual(each.slice(0, -1).flat(), [], "those before it");
    });

  it("are told with the approval and what it covers", () => {
    const { inTheEnd } = said([covers(2), covers(1, "Standard_NC4as*")], Array(4).fill(vm(t4)));
    assert.deepEqual(inTheEnd, [
      "mandatory: the stack requests 4 machines of approved sizes; the approvals of Standard_NC*_T4_v3; Standard_NC4as* cover 3 together",
    ]);
  });
  it("may be more than is known, where it is decided later what grows", () =>
    assert.deepEqual(said([covers(2)], [grow(new Withheld("unknown"), 9)]).each, [
      ["advisory: how far a set may grow that is decided later is not counted under an approval"],
    ]));
  it("are judged where the estate has a ceiling, and nowhere else", () => {
    assert.equal(exceededApproval.level(estateOf()), "disabled");
    assert.equal(exceededApproval.level(estateOf({ gpuSizes: [t4] })), "disabled");
    assert.equal(exceededApproval.level(estateOf({ gpuSizes: [t4, covers(1)] })), "mandatory");
  });
});

describe("what approvals cover together", () => {
  const approvals: readonly Approval[] = [1, 2, 0, 1].map((max, i) => ({ size: `s${i}`, max }));
  const rows = fc.array(
    fc.record({ approvals: fc.subarray([...approvals], { minLength: 1 }), machines: fc.integer({ min: 0, max: 3 }) }),
    { maxLength: 5 },
  );
  /** Whether the machines can be dealt out, one by one. */
  const fits = (machines: readonly (readonly Approval[])[], left: ReadonlyMap<Approval, number>): boolean => {
    const [first, ...rest] = machines;
    return (
      first === undefined ||
      first.some(one => left.get(one)! > 0 && fits(rest, new Map([...left, [one, left.get(one)! - 1]])))
    );
  };
  it("is exceeded where the machines cannot be dealt out to them, and nowhere else", () =>
    fc.assert(
      fc.property(rows, given => {
        const left = new Map(approvals.map(each => [each, each.max!]));
        const machines = given.flatMap(row => Array<readonly Approval[]>(row.machines).fill(row.approvals));
        assert.equal(excesses(given.map(row => ({ ...row, of: "" }))).length === 0, fits(machines, left));
      }),
    ));
});
