import assert from "node:assert/strict";
import { estateAt, type Place } from "../../catalogue/approvals";
import { type Estate, estateSchema } from "../../catalogue/estate";
import { factsOfArm } from "../../compute/facts-of";
import { definitionsOf } from "../../guardrails/policy/all";
import { judge } from "../../policies/policy";
import unapprovedGpuSize from "../../policies/unapproved-gpu-size";
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
});
