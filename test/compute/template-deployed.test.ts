import assert from "node:assert/strict";
import { factsOf } from "../../compute/facts-of";
import type { Tree } from "../../compute/value";

type Node = { readonly [key: string]: Tree };

describe("what a template knows of its deployment", () => {
  const regions = (token: string, inputs: Tree) =>
    factsOf(token, inputs)?.regions.map(({ region }) => (region.state === "known" ? region.value : region.state));
  const at = (location: Tree): Node => ({ type: "Microsoft.Network/virtualNetworks", name: "a", location });
  const subscription = "azure-native:resources:DeploymentAtSubscriptionScope";

  it("is its location", () => {
    const template = { resources: [at("[deployment().location]")] };
    assert.deepEqual(regions(subscription, { location: "brazilsouth", properties: { template } }), [
      "brazilsouth",
      "brazilsouth",
    ]);
    assert.deepEqual(regions(subscription, { properties: { template } }), ["expression"]);
    const nested = (more: Node, scope = "inner") => ({
      type: "Microsoft.Resources/deployments",
      name: "n",
      properties: { mode: "Incremental", expressionEvaluationOptions: { scope }, template },
      ...more,
    });
    const within = (one: Node) =>
      regions(subscription, { location: "westeurope", properties: { template: { resources: [one] } } })?.slice(1);
    assert.deepEqual(within(nested({ location: "northeurope" })), ["northeurope"]);
    assert.deepEqual(within(nested({ location: "northeurope" }, "outer")), ["westeurope"]);
  });

  it("a region that follows the group's, or that of what a policy looks at, is none of its own", () => {
    const located = (location: string, sections: Node = {}) =>
      regions("azure-native:resources:Deployment", {
        properties: { template: { ...sections, resources: [at(location)] } },
      });
    for (const location of [
      "[resourceGroup().location]",
      "[toLower(resourceGroup().location)]",
      "[coalesce(null(), resourceGroup().location)]",
      "[coalesce(tryGet(createObject('a', 1), 'location'), resourceGroup().location)]",
    ])
      assert.deepEqual(located(location) ?? [], [], location);
    assert.deepEqual(located("[coalesce(reference('a').location, resourceGroup().location)]"), ["expression"]);
    const version = {
      type: "Microsoft.Compute/galleries/images/versions",
      name: "a/b/1.0.0",
      location: "[resourceGroup().location]",
      properties: {
        publishingProfile: { targetRegions: [{ name: "[resourceGroup().location]" }, { name: "westus" }] },
      },
    };
    assert.deepEqual(
      regions("azure-native:resources:Deployment", { properties: { template: { resources: [version] } } }),
      ["westus"],
    );
    const template = { parameters: { location: { type: "string" } }, resources: [at("[parameters('location')]")] };
    const policy = (value: string) =>
      regions("azure-native:authorization:PolicyDefinition", {
        policyRule: {
          // biome-ignore lint/suspicious/noThenProperty: it is Azure Policy's own name
          then: { details: { deployment: { properties: { template, parameters: { location: { value } } } } } },
        },
      });
    const deploying = {
      policyRule: {
        // biome-ignore lint/suspicious/noThenProperty: it is Azure Policy's own name
        then: {
          details: {
            deployment: {
              location: "brazilsouth",
              properties: { template: { resources: [at("[deployment().location]")] } },
            },
          },
        },
      },
    };
    assert.deepEqual(regions("azure-native:authorization:PolicyDefinition", deploying), ["brazilsouth"]);
    assert.deepEqual(policy("[field('location')]") ?? [], []);
    assert.deepEqual(policy("[field('name')]"), ["expression"]);
  });
});
