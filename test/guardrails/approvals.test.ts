import assert from "node:assert/strict";
import { estateAt, type Place } from "../../catalogue/approvals";
import { type Estate, estateSchema } from "../../catalogue/estate";
import { factsOfArm } from "../../compute/facts-of";
import { conditionsIn, definitionsOf, printedFrom } from "../../guardrails/policy/all";
import { judge } from "../../policies/policy";
import unapprovedGpuSize from "../../policies/unapproved-gpu-size";
import { sampled } from "../depth";
import type { Body } from "./azure-policy";
import { refusedBy } from "./printed";

const here = "00000000-0000-0000-0000-000000000001";
const other = "00000000-0000-0000-0000-000000000002";
const t4 = "Standard_NC4as_T4_v3";

const machine = (tags?: Body, vmSize = t4): Body => ({
  type: "Microsoft.Compute/virtualMachines",
  ...(tags && { tags }),
  properties: { hardwareProfile: { vmSize } },
});
const set = (capacity?: number): Body => ({
  type: "Microsoft.Compute/virtualMachineScaleSets",
  sku: { name: t4, ...(capacity !== undefined && { capacity }) },
  properties: { virtualMachineProfile: {} },
});
const pools = (...profiles: Body[]): Body => ({
  type: "Microsoft.ContainerService/managedClusters",
  properties: { agentPoolProfiles: profiles.map(profile => ({ vmSize: t4, ...profile })) },
});
const batch: Body = {
  type: "Microsoft.Batch/batchAccounts/pools",
  properties: { vmSize: t4, scaleSettings: { fixedScale: { targetDedicatedNodes: 1 } } },
};
const host: Body = {
  type: "Microsoft.ContainerService/managedClusters/agentPools/machines",
  properties: { hardware: { vmSize: t4 } },
};

const mlCompute = (maxNodeCount: number, vmSize = t4): Body => ({
  type: "Microsoft.MachineLearningServices/workspaces/computes",
  properties: { computeType: "AmlCompute", properties: { vmSize, scaleSettings: { maxNodeCount } } },
});
/** So many machines of a size, and one more, by types for which an approval with a scope can hold. */
const bodiesOf = (size: string, number: number): readonly Body[] =>
  [number, number + 1].flatMap(count => [
    machine(undefined, size),
    { ...set(count), sku: { name: size, capacity: count } },
    pools({ vmSize: size, count: 1, maxCount: count }),
    { type: "Microsoft.ContainerService/managedClusters/agentPools", properties: { vmSize: size, count } },
    mlCompute(count, size),
    {
      type: "Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments",
      properties: { instanceType: size, scaleSettings: { maxInstances: count } },
    },
  ]);

type Approval = Exclude<Estate["gpuSizes"][number], string>;
const of = (approval: Omit<Approval, "size">): Estate =>
  estateSchema.parse({ gpuSizes: [{ size: "Standard_NC*_T4_v3", ...approval }] });

/** An approval, a request, and whether it is refused in the subscription `here`. */
const cases: readonly (readonly [what: string, approval: Omit<Approval, "size">, body: Body, refused: boolean])[] = [
  ["the subscription's id", { in: [here] }, machine(), false],
  ["behind /subscriptions/", { in: [`/subscriptions/${here.toUpperCase()}`] }, machine(), false],
  ["another subscription", { in: [other] }, machine(), true],
  ["one of several", { in: [other, "Contoso Rendering", here] }, machine(), false],
  ["another size there", { in: [here] }, machine(undefined, "Standard_NC6s_v3"), true],
  ["a tag", { tag: "team=vision" }, machine({ Team: "vision" }), false],
  ["a tag in other letter case", { tag: "team=vision" }, machine({ team: "Vision" }), true],
  ["no tag", { tag: "team=vision" }, machine(), true],
  ["a tag with a sign of equality", { tag: "team=a=b" }, machine({ team: "a=b" }), false],
  ["tag and subscription", { tag: "team=vision", in: [here] }, machine({ team: "vision" }), false],
  ["the tag in another subscription", { tag: "team=vision", in: [other] }, machine({ team: "vision" }), true],
  ["as many as are approved", { max: 4 }, set(4), false],
  ["more than are approved", { max: 4 }, set(5), true],
  ["one, where no number is said", { max: 4 }, set(), false],
  ["one machine", { max: 1 }, machine(), false],
  ["a pool that may grow too far", { max: 4 }, pools({ count: 2, maxCount: 5 }), true],
  ["pools of which each is approved", { max: 4 }, pools({ count: 2, maxCount: 4 }, { count: 4 }), false],
];

describe("approvals with a scope, at Azure's door", () => {
  for (const [what, approval, body, refused] of cases)
    it(`${refused ? "refuse" : "let pass"}: ${what}`, () => {
      const estate = of(approval);
      assert.deepEqual(refusedBy(definitionsOf(estate), body), refused ? ["unapproved-gpu-size"] : []);
      // so says the rule itself once it is told where it is
      const tags = (body.tags ?? {}) as Record<string, unknown>;
      const place: Place = { subscription: { id: here }, managementGroups: [], tags };
      const said = judge(unapprovedGpuSize, factsOfArm(body), unapprovedGpuSize.fromEstate(estateAt(estate, place)));
      assert.equal(said.length > 0, refused);
    });

  /** What Azure Policy cannot tell approves nothing there. */
  const beyond: readonly (readonly [what: string, approval: Omit<Approval, "size">, body: Body])[] = [
    ["a management group", { in: ["contoso-labs"] }, machine()],
    ["a subscription by its name", { in: ["Contoso Rendering"] }, machine()],
    ["a tag whose value holds what match reads otherwise", { tag: "team=v1.0" }, machine({ team: "v1.0" })],
    ["a tag whose name ends the name of a field", { tag: "team's=vision" }, machine({ "team's": "vision" })],
    ["a tag whose value is an expression to Azure", { tag: "team=[ml]" }, machine({ team: "[ml]" })],
    ["a number of machines that are counted apart", { max: 4 }, batch],
    ["a type that is seldom asked for", { in: [here] }, host],
  ];
  for (const [what, approval, body] of beyond)
    it(`hold nowhere: ${what}`, () =>
      assert.deepEqual(refusedBy(definitionsOf(of(approval)), body), ["unapproved-gpu-size"]));

  it("say so in the definition, and nothing of it where every approval is plain", () => {
    const described = (estate: Estate) => definitionsOf(estate)[0]!.description;
    assert.match(described(of({ tag: "team=vision" })), /hold nowhere/);
    assert.doesNotMatch(described(of({})), /hold nowhere/);
  });

  /** Some teams, each with a subscription and a tag of its own. */
  const teams = (number: number): Estate =>
    estateSchema.parse({
      gpuSizes: Array.from({ length: number }, (_, i) => ({ size: t4, in: [here], tag: `team=${i}`, max: 4 })),
    });

  it("stand as far as Azure takes them: the last hold nowhere there, and it is said", () => {
    const { definitions, leftOut } = printedFrom(teams(30));
    for (const { rule, when } of definitions) assert.ok(conditionsIn(when) <= 512, rule);
    const asked = (team: string) => refusedBy(definitions, { ...mlCompute(4), tags: { team } });
    assert.deepEqual(asked("0"), []);
    assert.deepEqual(asked("29"), ["unapproved-gpu-size"]);
    // a definition that has room leaves none out
    assert.deepEqual(refusedBy(definitions, machine({ team: "29" })), []);
    assert.match(
      leftOut.join("\n"),
      /^unapproved-gpu-size-ml: the last \d+ of the approvals with a scope approve nothing/m,
    );
  });

  /** Twenty approvals of an organisation: by subscription, by tag, by both, and half of them by number too. */
  const twenty: readonly Approval[] = Array.from({ length: 20 }, (_, i) => ({
    size: ["Standard_NC4as_T4_v3", "Standard_NC*_T4_v3", "Standard_NV36ads_A10_v5"][i % 3]!,
    ...(i % 4 !== 1 && { in: [`00000000-0000-0000-0000-0000000001${String(i).padStart(2, "0")}`] }),
    ...(i % 4 !== 0 && { tag: `team=${i}` }),
    ...(i % 2 === 0 && { max: 2 + i }),
  }));
  const estate = estateSchema.parse({ gpuSizes: twenty });

  it("find room for twenty, and for twenty with subscription, tag and number but at compute of machine learning", () => {
    assert.deepEqual(printedFrom(estate).leftOut, []);
    for (const { rule, when } of definitionsOf(estate)) assert.ok(conditionsIn(when) <= 512, rule);
    const leftOut = printedFrom(teams(20)).leftOut.map(line => line.split(":")[0]);
    assert.deepEqual(leftOut, ["unapproved-gpu-size-ml"]);
  });

  it("answer as the rule itself does once it is told where it is, for each of twenty", () => {
    const definitions = definitionsOf(estate).filter(({ rule }) => rule.startsWith("unapproved-gpu-size"));
    const answers = new Set<boolean>();
    for (const [i, { in: scopes, size, max = 1 }] of sampled([...twenty.entries()], 3))
      for (const id of [scopes?.[0] ?? here, other])
        for (const tags of [{ team: String(i) }, { team: "web" }])
          for (const body of bodiesOf(size.replace("*", "8as"), max)) {
            const place: Place = { subscription: { id }, managementGroups: [], tags };
            const request = { ...body, tags };
            const there = unapprovedGpuSize.fromEstate(estateAt(estate, place));
            const pack = judge(unapprovedGpuSize, factsOfArm(request), there).length > 0;
            const door = refusedBy(definitions, request, { subscriptionId: id }).length > 0;
            assert.equal(door, pack, `${i} in ${id}: ${JSON.stringify(request)}`);
            answers.add(door);
          }
    assert.equal(answers.size, 2);
  });

  it("count as one where they have the same scope", () => {
    const sizes = Array.from({ length: 30 }, (_, i) => `Standard_NC${i}as_T4_v3`);
    const estate = estateSchema.parse({ gpuSizes: sizes.map(size => ({ size, in: [here], tag: "team=vision" })) });
    assert.deepEqual(printedFrom(estate).leftOut, []);
    const asked = (vmSize: string, team: string) => refusedBy(definitionsOf(estate), machine({ team }, vmSize));
    assert.deepEqual(asked("Standard_NC29as_T4_v3", "vision"), []);
    assert.deepEqual(asked("Standard_NC29as_T4_v3", "web"), ["unapproved-gpu-size"]);
    assert.deepEqual(asked("Standard_NC30as_T4_v3", "vision"), ["unapproved-gpu-size"]);
  });
});

describe("a definition that only reports, and is longer than Azure takes", () => {
  const of = (number: number) =>
    printedFrom(
      estateSchema.parse({ approvedExtensions: Array.from({ length: number }, (_, i) => `Contoso.Team${i}/Setup*`) }),
    );
  const reported = ({ definitions }: ReturnType<typeof of>) =>
    definitions.some(({ rule }) => rule === "unapproved-extension");

  it("is left out, and it is said", () => {
    const many = of(60);
    assert.equal(reported(many), false);
    assert.match(many.leftOut.join("\n"), /^unapproved-extension would make an Azure Policy rule of \d+ conditions/);
  });

  it("stands where it fits", () => {
    const few = of(3);
    assert.equal(reported(few), true);
    assert.deepEqual(few.leftOut, []);
  });
});
