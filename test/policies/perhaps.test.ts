import assert from "node:assert/strict";
import { factsOf } from "../../compute/facts-of";
import { type Tree, Withheld } from "../../compute/value";
import { Ledger } from "../../policies/budget/ledger";
import { shareOf } from "../../policies/budget/share";
import oversizedScaleSet from "../../policies/oversized-scale-set";
import gpuSize from "../../policies/unapproved-gpu-size";
import unreadableSize from "../../policies/unreadable-size";
import { violations } from "./kit";

type Node = { readonly [key: string]: Tree };

const parameters = {
  open: { type: "bool" },
  size: { type: "string", allowedValues: ["Standard_D2s_v5", "Standard_NC6s_v3"] },
  count: { type: "int", allowedValues: [1, 400] },
};
const deployed = (resource: Node, given: Tree = {}) =>
  [
    "azure-native:resources:Deployment",
    { properties: { mode: "Incremental", parameters: given, template: { parameters, resources: [resource] } } },
  ] as const;
const machine = (vmSize: Tree, more: Node = {}): Node => ({
  type: "Microsoft.Compute/virtualMachines",
  name: "vm",
  properties: { hardwareProfile: { vmSize } },
  ...more,
});

describe("what is one of a few", () => {
  it("is said to be no more than that", () => {
    const perhaps = machine("[if(parameters('open'), 'Standard_D2s_v5', 'Standard_NC6s_v3')]");
    const [violation, ...others] = violations(gpuSize, deployed(perhaps));
    assert.deepEqual(others, []);
    assert.match(
      violation?.message ?? "",
      /uses Standard_NC6s_v3, .* \(one of the values that the expression there may have\)$/,
    );
    assert.deepEqual(violations(unreadableSize, deployed(perhaps)), []);
    const surely = violations(gpuSize, deployed(machine("Standard_NC6s_v3")));
    assert.doesNotMatch(surely[0]?.message ?? "", /one of the values/);
  });

  it("stands no more than once in a budget, for each copy, and for the dearest of them", () => {
    const sums = (resource: Node) => {
      const ledger = new Ledger();
      ledger.enter("urn", shareOf(factsOf(...deployed(resource))));
      const { machines, vCpus } = ledger.ofStack().totals;
      return { machines, vCpus };
    };
    const either = "[if(parameters('open'), 'Standard_D2s_v5', 'Standard_D64s_v5')]";
    assert.deepEqual(sums(machine(either)), { machines: 1, vCpus: 64 });
    assert.deepEqual(sums(machine(either, { copy: { name: "c", count: 3 } })), { machines: 3, vCpus: 192 });
  });

  it("is decided by a policy's assignment, or by Pulumi, where it is judged", () => {
    const policy = (rule: typeof gpuSize | typeof unreadableSize) => {
      const template = { parameters: { s: { type: "string" } }, resources: [machine("[parameters('s')]")] };
      const given = { s: { value: "[parameters('size')]" } };
      const details = { deployment: { properties: { mode: "incremental", template, parameters: given } } };
      // biome-ignore lint/suspicious/noThenProperty: it is Azure Policy's own name
      const policyRule = { if: {}, then: { effect: "deployIfNotExists", details } };
      const token = "azure-native:authorization:PolicyDefinition";
      return violations(rule, [token, { parameters, policyRule }]).map(({ level }) => level);
    };
    assert.deepEqual(policy(gpuSize), []);
    assert.deepEqual(policy(unreadableSize), ["advisory"]);
    const copied = machine("Standard_D2s_v5", { copy: { name: "c", count: "[parameters('count')]" } });
    const later = { count: { value: new Withheld("unknown") } };
    assert.deepEqual(
      violations(oversizedScaleSet, deployed(copied, later)).map(({ level }) => level),
      ["advisory"],
    );
  });
});
