import assert from "node:assert/strict";
import type { Facts } from "../../compute/facts";
import { factsOf, factsOfArm } from "../../compute/facts-of";
import { type Tree, type Value, Withheld } from "../../compute/value";

const gpu = "Standard_ND96asr_v4";
const unknown = new Withheld("unknown");
const shown = <T>(leaf: Value<T>) => (leaf.state === "known" ? leaf.value : leaf.state);
const sizes = (facts: Facts | undefined) => (facts?.requests ?? []).map(({ size }) => [shown(size), size.path]);
const opaque = (facts: Facts | undefined) => (facts?.opaque ?? []).map(({ path, state }) => `${path} ${state}`);

const template: Tree = {
  $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  contentVersion: "1.0.0.0",
  parameters: { size: { type: "string", defaultValue: "Standard_B2s" } },
  resources: [
    {
      type: "Microsoft.Compute/virtualMachines",
      apiVersion: "2024-07-01",
      name: "a",
      location: "West Europe",
      properties: { hardwareProfile: { vmSize: "[parameters('size')]" } },
    },
  ],
};
const parameters: Tree = { size: { value: gpu } };
const text = (tree: Tree) => JSON.stringify(tree);
const size = "resources[0].properties.hardwareProfile.vmSize";

describe("reading templates inside Pulumi resources", () => {
  for (const [token, inputs, path] of [
    ["azure-native:resources:Deployment", { properties: { template, parameters } }, `properties.template.${size}`],
    [
      "azure-native:resources/v20240301:DeploymentAtSubscriptionScope",
      { properties: { template, parameters } },
      `properties.template.${size}`,
    ],
    [
      "azure-native:resources:DeploymentAtManagementGroupScope",
      { properties: { template, parameters } },
      `properties.template.${size}`,
    ],
    [
      "azure-native:resources:DeploymentAtTenantScope",
      { properties: { template, parameters } },
      `properties.template.${size}`,
    ],
    [
      "azure-native_resources_v20240301:resources:DeploymentAtScope",
      { properties: { template, parameters } },
      `properties.template.${size}`,
    ],
    ["azure-native:resources:DeploymentStackAtResourceGroup", { template, parameters }, `template.${size}`],
    ["azure-native:resources:DeploymentStackAtSubscription", { template, parameters }, `template.${size}`],
    ["azure-native:resources:DeploymentStackAtManagementGroup", { template, parameters }, `template.${size}`],
    [
      "azure:core/resourceGroupTemplateDeployment:ResourceGroupTemplateDeployment",
      { templateContent: text(template), parametersContent: text(parameters) },
      `templateContent.${size}`,
    ],
    [
      "azure:core/subscriptionTemplateDeployment:SubscriptionTemplateDeployment",
      { templateContent: text(template), parametersContent: text(parameters) },
      `templateContent.${size}`,
    ],
    [
      "azure:core/tenantTemplateDeployment:TenantTemplateDeployment",
      { templateContent: text(template), parametersContent: text(parameters) },
      `templateContent.${size}`,
    ],
    [
      "azure:management/groupTemplateDeployment:GroupTemplateDeployment",
      { templateContent: text(template), parametersContent: text(parameters) },
      `templateContent.${size}`,
    ],
    [
      "azurerm:index/managementGroupTemplateDeployment:ManagementGroupTemplateDeployment",
      { templateContent: text(template), parametersContent: text(parameters) },
      `templateContent.${size}`,
    ],
    [
      "azure:core/templateDeployment:TemplateDeployment",
      { templateBody: text(template), parameters: { size: gpu } },
      `templateBody.${size}`,
    ],
    [
      "azure:core/templateDeployment:TemplateDeployment",
      { templateBody: text(template), parametersBody: text(parameters) },
      `templateBody.${size}`,
    ],
    [
      "azure-native:resources:Resource",
      {
        resourceProviderNamespace: "Microsoft.Resources",
        parentResourcePath: "",
        resourceType: "deployments",
        properties: { template, parameters },
      },
      `properties.template.${size}`,
    ],
    [
      "azapi:index/resource:Resource",
      { type: "Microsoft.Resources/deployments@2024-03-01", body: { properties: { template, parameters } } },
      `body.properties.template.${size}`,
    ],
    [
      "azapi:index/resource:Resource",
      { type: "Microsoft.Resources/deploymentStacks@2024-03-01", body: { properties: { template, parameters } } },
      `body.properties.template.${size}`,
    ],
  ] as const)
    it(`${token} (${path.split(".")[0]})`, () => {
      const facts = factsOf(token, inputs);
      assert.deepEqual(sizes(facts), [[gpu, path]]);
      assert.deepEqual(
        facts?.requests.map(({ region }) => shown(region)),
        ["westeurope"],
      );
      assert.deepEqual(opaque(facts), []);
      const [request] =
        factsOf(token, { ...inputs, parameters: unknown, parametersContent: unknown, parametersBody: unknown } as Tree)
          ?.requests ?? [];
      assert.ok(request, "a parameter that is not known loses no order");
    });

  it("reads what a management solution deploys", () => {
    const native = factsOf("azure-native:operationsmanagement:ManagementConfiguration", { properties: { template } });
    const arm = factsOfArm({
      type: "Microsoft.OperationsManagement/ManagementConfigurations",
      properties: { template },
    });
    for (const facts of [native, arm])
      assert.deepEqual(sizes(facts), [["Standard_B2s", `properties.template.${size}`]]);
  });

  it("reads what a template spec and a policy would deploy", () => {
    const spec = factsOf("azure-native:resources:TemplateSpecVersion", { mainTemplate: template, location: "eastus" });
    assert.deepEqual(sizes(spec), [["Standard_B2s", `mainTemplate.${size}`]]);
    assert.deepEqual(
      spec?.regions.map(({ region }) => shown(region)),
      ["eastus", "westeurope"],
    );
    const deployment = { properties: { mode: "incremental", template } };
    const then = { effect: "deployIfNotExists", details: { deployment } };
    const rule = JSON.parse(`{"if": {}, "then": ${text(then)}}`) as Tree;
    const path = `policyRule.then.details.deployment.properties.template.${size}`;
    for (const [token, policyRule] of [
      ["azure-native:authorization:PolicyDefinition", rule],
      ["azure:policy/definition:Definition", text(rule)],
    ] as const)
      assert.deepEqual(
        factsOf(token, { policyRule })?.requests.map(({ size }) => size.path),
        [path],
        token,
      );
    assert.deepEqual(opaque(factsOf("azure:policy/definition:Definition", { policyRule: "{" })), [
      "policyRule malformed",
    ]);
  });

  it("multiplies by the copies that a loop makes", () => {
    const [machine] = (template as { resources: readonly { [key: string]: Tree }[] }).resources;
    const of = (count: Tree) =>
      factsOf("azure-native:resources:Deployment", {
        properties: { template: { ...(template as object), resources: [{ ...machine, copy: { name: "c", count } }] } },
      })?.requests.map(({ count }) =>
        count.state === "known" ? count.value : count.state === "absent" ? 1 : Number.NaN,
      );
    assert.equal(
      of(400)?.reduce((sum, count) => sum + count, 0),
      400,
    );
    assert.deepEqual(of("[length(reference('x').list)]"), [Number.NaN]);
  });

  for (const [what, token, inputs, expected] of [
    [
      "a linked template",
      "azure-native:resources:Deployment",
      { properties: { templateLink: { uri: "https://contoso.com/t.json" } } },
      ["properties.templateLink linked"],
    ],
    [
      "a template spec",
      "azure-native:resources:DeploymentStackAtSubscription",
      { templateLink: { id: "/subscriptions/x" } },
      ["templateLink linked"],
    ],
    [
      "a classic template spec",
      "azure:core/resourceGroupTemplateDeployment:ResourceGroupTemplateDeployment",
      { templateSpecVersionId: "/subscriptions/x" },
      ["templateSpecVersionId linked"],
    ],
    [
      "an unknown template",
      "azure-native:resources:Deployment",
      { properties: { template: unknown } },
      ["properties.template unknown"],
    ],
    ["unknown properties", "azure-native:resources:Deployment", { properties: unknown }, ["properties unknown"]],
    [
      "a secret template",
      "azure:core/subscriptionTemplateDeployment:SubscriptionTemplateDeployment",
      { templateContent: new Withheld("hidden") },
      ["templateContent hidden"],
    ],
    ["no JSON", "azure:core/templateDeployment:TemplateDeployment", { templateBody: "{" }, ["templateBody malformed"]],
    [
      "no parameters' JSON",
      "azure:core/templateDeployment:TemplateDeployment",
      { templateBody: '{"resources":[]}', parametersBody: "{" },
      ["parametersBody malformed"],
    ],
    [
      "a resource of unknown type",
      "azure-native:resources:Deployment",
      { properties: { template: { resources: [{ type: unknown }] } } },
      ["properties.template.resources[0].type unknown"],
    ],
  ] as const)
    it(`says that it cannot read ${what}`, () => assert.deepEqual(opaque(factsOf(token, inputs)), expected));

  it("names the source of a link, so that it can be trusted", () => {
    const source = (token: string, inputs: Tree) =>
      factsOf(token, inputs)?.opaque.map(({ source }) => source && shown(source));
    assert.deepEqual(
      source("azure-native:resources:Deployment", {
        properties: { templateLink: { uri: "https://contoso.com/t.json" } },
      }),
      ["https://contoso.com/t.json"],
    );
    assert.deepEqual(source("azure-native:resources:Deployment", { properties: { templateLink: { uri: unknown } } }), [
      "unknown",
    ]);
    assert.deepEqual(
      source("azure:core/resourceGroupTemplateDeployment:ResourceGroupTemplateDeployment", {
        templateSpecVersionId: "/subscriptions/x",
      }),
      ["/subscriptions/x"],
    );
  });

  it("repeats no secret in what it says", () => {
    const facts = factsOf("azure:core/templateDeployment:TemplateDeployment", { templateBody: "{ pa55word" });
    assert.ok(!text(facts as unknown as Tree).includes("pa55word"));
  });

  it("reads a template that runs already the same way", () => {
    const facts = factsOfArm({ type: "Microsoft.Resources/deployments", properties: { template, parameters } }, "live");
    assert.deepEqual(sizes(facts), [[gpu, `live.properties.template.${size}`]]);
  });
});
