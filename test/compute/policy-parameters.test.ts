import assert from "node:assert/strict";
import { factsOf } from "../../compute/facts-of";
import type { Tree, Value } from "../../compute/value";

type Node = { readonly [key: string]: Tree };

const shown = (leaf: Value<string> | undefined) => (leaf?.state === "known" ? leaf.value : leaf?.state);

/** What is read of the size and the region of a machine that a policy creates, whose parameters are declared like this. */
function created(
  parameters: Tree,
  given: Tree,
  more: Node = {},
  token = "azure-native:authorization:PolicyDefinition",
) {
  const machine = {
    type: "Microsoft.Compute/virtualMachines",
    name: "vm",
    location: "[parameters('place')]",
    properties: { hardwareProfile: { vmSize: "[parameters('size')]" } },
  };
  const template = {
    parameters: { size: { type: "string" }, place: { type: "string" } },
    resources: [machine],
    ...more,
  };
  const deployment = { properties: { mode: "incremental", template, parameters: given } };
  // biome-ignore lint/suspicious/noThenProperty: it is Azure Policy's own name
  const policyRule = { if: {}, then: { effect: "deployIfNotExists", details: { deployment } } };
  const facts = factsOf(token, { parameters, policyRule });
  return [shown(facts?.requests[0]?.size), shown(facts?.regions[0]?.region)];
}

const both = { size: { value: "[parameters('sku')]" }, place: { value: "[parameters('region')]" } };

describe("parameters of a policy, where what it deploys uses them", () => {
  it("have their defaults", () => {
    const parameters = {
      SKU: { type: "String", defaultValue: "Standard_NC6s_v3" },
      region: { type: "String", defaultValue: "brazilsouth", allowedValues: ["brazilsouth", "westeurope"] },
    };
    assert.deepEqual(created(parameters, both), ["Standard_NC6s_v3", "brazilsouth"]);
  });

  it("without one have the only value that is allowed", () => {
    const parameters = { sku: { allowedValues: ["Standard_B1s"] }, region: { allowedValues: ["westus"] } };
    assert.deepEqual(created(parameters, both), ["Standard_B1s", "westus"]);
  });

  it("without one are chosen by whoever assigns the policy", () => {
    assert.deepEqual(created({ sku: { type: "String" }, region: { type: "String" } }, both), ["assigned", "assigned"]);
    const part = { ...both, size: { value: "[concat('Standard_', parameters('sku'))]" } };
    assert.deepEqual(created({ sku: { type: "String" }, region: { type: "String" } }, part), ["assigned", "assigned"]);
  });

  it("that nobody declared, and what the template itself leaves open, are expressions", () => {
    assert.deepEqual(created({}, both), ["expression", "expression"]);
    assert.deepEqual(created({ sku: {}, region: {} }, { place: both.place }), ["expression", "assigned"]);
    const open = { ...both, size: { value: "[concat(parameters('sku'), reference('a').b)]" } };
    assert.deepEqual(created({ sku: {}, region: {} }, open), ["expression", "assigned"]);
    assert.deepEqual(created({ sku: { type: "String" }, region: {} }, undefined as never), [
      "expression",
      "expression",
    ]);
  });

  it("are read where the definition is JSON text", () => {
    const deployed = (parameters: Tree) => created(parameters, both, {}, "azure:policy/definition:Definition");
    assert.deepEqual(deployed(JSON.stringify({ sku: { defaultValue: "Standard_B1s" }, region: {} })), [
      "Standard_B1s",
      "assigned",
    ]);
  });
});
