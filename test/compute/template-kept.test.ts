import assert from "node:assert/strict";
import { factsOf } from "../../compute/facts-of";
import type { Tree } from "../../compute/value";
import { shown } from "./deployed";

type Node = { readonly [key: string]: Tree };

const type = "Microsoft.ContainerService/managedClusters";

/** What is read of a cluster that a remediation of an existing one writes; `read` is how it was read. */
function sizes(cluster: Node, read = `[reference(resourceId('${type}', parameters('name')), '2023-06-01', 'Full')]`) {
  const getting = {
    type: "Microsoft.Resources/deployments",
    name: "get",
    properties: { template: { resources: [], outputs: { all: { type: "object", value: read } } } },
  };
  const writing = {
    type: "Microsoft.Resources/deployments",
    name: "write",
    properties: {
      expressionEvaluationOptions: { scope: "inner" },
      parameters: { name: { value: "[parameters('name')]" }, all: { value: "[reference('get').outputs.all.value]" } },
      template: {
        parameters: { name: { type: "string" }, all: { type: "object" }, other: { type: "string" } },
        resources: [{ type, name: "[parameters('name')]", location: "[parameters('all').location]", ...cluster }],
      },
    },
  };
  const template = { parameters: { name: { type: "string" } }, resources: [getting, writing] };
  const facts = factsOf("azure-native:resources:Deployment", { properties: { template } });
  assert.deepEqual(facts?.opaque, []);
  return [
    ...new Set([
      ...(facts?.requests.map(({ size }) => shown(size)) ?? []),
      ...(facts?.requests.map(({ accelerator }) => shown(accelerator)) ?? []),
      ...(facts?.regions.map(({ region }) => shown(region)) ?? []),
    ]),
  ].filter(state => state !== "absent");
}

const pools = "[parameters('all').properties.agentPoolProfiles]";

describe("a resource that is put back as it is", () => {
  it("orders nothing", () => {
    assert.deepEqual(sizes({ sku: "[parameters('all').sku]", properties: { agentPoolProfiles: pools } }), []);
    assert.deepEqual(sizes({ properties: "[parameters('all').properties]" }), []);
    const perhaps =
      "[if(contains(parameters('all').properties, 'agentPoolProfiles'), parameters('all').properties.agentPoolProfiles, json('null'))]";
    assert.deepEqual(sizes({ properties: { AgentPoolProfiles: perhaps } }), []);
    const named = `[reference('/subscriptions/s/resourceGroups/g/providers/${type}/one', '2023-06-01', 'Full')]`;
    assert.deepEqual(sizes({ name: "One", properties: { agentPoolProfiles: pools } }, named), []);
  });

  it("orders what is written beside it", () => {
    const more = [{ name: "gpu", vmSize: "Standard_NC6s_v3", count: 1 }];
    assert.deepEqual(
      sizes({ properties: { agentPoolProfiles: more, dnsPrefix: "[parameters('all').properties.dnsPrefix]" } }),
      ["Standard_NC6s_v3"],
    );
    const perhaps =
      "[if(parameters('other'), parameters('all').properties.agentPoolProfiles, json('[{\"vmSize\": \"Standard_NC6s_v3\"}]'))]";
    assert.deepEqual(sizes({ properties: { agentPoolProfiles: perhaps } }), ["Standard_NC6s_v3"]);
  });

  it("is another one under another name, of another type, or in another place", () => {
    const all = { properties: { agentPoolProfiles: pools } };
    assert.deepEqual(sizes({ ...all, name: "[concat(parameters('name'), '2')]" }), ["expression"]);
    assert.deepEqual(sizes({ ...all, name: "[parameters('other')]" }), ["expression"]);
    for (const read of [
      "[reference(resourceId('Microsoft.Compute/virtualMachines', parameters('name')), '2023-06-01', 'Full')]",
      `[reference(resourceId('${type}', concat(parameters('name'), '2')), '2023-06-01', 'Full')]`,
      `[reference(concat('/subscriptions/s/providers/${type}/', parameters('name'), 'x'), '2023-06-01', 'Full')]`,
      "[reference(parameters('name'), '2023-06-01', 'Full')]",
      `[reference(resourceId('${type}', parameters('name')), '2023-06-01')]`,
    ])
      assert.ok(sizes(all, read).includes("expression"), read);
    assert.deepEqual(sizes({ properties: { agentPoolProfiles: "[parameters('all').properties.other]" } }), [
      "expression",
    ]);
    assert.deepEqual(
      sizes({
        properties: { agentPoolProfiles: [{ vmSize: "[parameters('all').properties.agentPoolProfiles[0].vmSize]" }] },
      }),
      ["expression"],
    );
  });
});
