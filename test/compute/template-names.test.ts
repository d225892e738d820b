import assert from "node:assert/strict";
import { factsOf } from "../../compute/facts-of";
import { expandTemplate } from "../../compute/template/expand";
import { type Tree, Withheld } from "../../compute/value";

type Node = { readonly [key: string]: Tree };

/** The properties of the only resource of a template. */
function properties(written: Node, sections: Node = {}): Tree {
  const resource = { type: "Microsoft.Compute/virtualMachines", name: "a", properties: written };
  const { resources } = expandTemplate({ ...sections, resources: [resource] }, { path: "t" });
  return (resources[0]!.resource as { properties?: Tree }).properties ?? null;
}

const deployment = (inner: Node, more: Node = {}): Node => ({
  properties: { mode: "Incremental", template: { resources: [inner] } },
  ...more,
});

const gpu = "Standard_NC6s_v3";
const vm = (vmSize: Tree): Node => ({
  type: "Microsoft.Compute/virtualMachines",
  name: "a",
  properties: { hardwareProfile: { vmSize } },
});

/** What the rules get to see of a deployment: sizes and their states, and what cannot be read. */
function seen(token: string, inputs: Tree): readonly string[] {
  const facts = factsOf(token, inputs);
  return [
    ...(facts?.requests ?? []).map(({ size }) => (size.state === "known" ? size.value : size.state)),
    ...(facts?.opaque ?? []).map(({ state }) => `opaque: ${state}`),
  ];
}
const seenIn = (inner: Node) => seen("azure-native:resources:Deployment", deployment(inner));

describe("names that are expressions", () => {
  it("are worked out", () =>
    assert.deepEqual(properties({ "[concat('hardware', 'Profile')]": { vmSize: gpu } }), {
      hardwareProfile: { vmSize: gpu },
    }));

  it("hide the whole object where they cannot be: nobody can say what stands under any name", () => {
    for (const name of [
      "[deployment().name]",
      "[if(equals(environment().name, 'AzureCloud'), 'hardwareProfile', 'tags')]",
      "[concat('hardware', reference('a').b)]",
      "[uniqueString('a')]",
    ]) {
      const read = properties({ zone: "1", [name]: { vmSize: gpu } });
      assert.ok(read instanceof Withheld, name);
      assert.ok(read.hints.includes(gpu), "what stands in it is a hint");
      const inside = properties({ osProfile: { [name]: { a: "b" } }, hardwareProfile: { vmSize: gpu } }) as Node;
      assert.ok(inside.osProfile instanceof Withheld);
      assert.deepEqual(inside.hardwareProfile, { vmSize: gpu }, "but only that object");
    }
  });

  it("hide nothing where they can be none of ARM's, or have nothing under them", () => {
    for (const [name, value] of [
      ["[resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', 'a')]", { a: "b" }],
      ["[concat('hidden-link:', reference('a').id)]", "Resource"],
      ["[reference('a').id]", {}],
      ["[reference('a').id]", null],
    ] as const)
      assert.deepEqual(properties({ zone: "1", [name]: value }), { zone: "1", [name]: value });
  });

  it("repeat no secret", () => {
    const parameters = { key: { type: "secureString", defaultValue: "contoso-secret" } };
    const read = properties({ "[deployment().name]": "[parameters('key')]" }, { parameters });
    assert.ok(read instanceof Withheld);
    assert.deepEqual(read.hints, []);
  });

  it("hide what is created under them", () => {
    const cluster = (name: string) =>
      seenIn({
        type: "Microsoft.ContainerService/managedClusters",
        properties: { dnsPrefix: "a", [name]: [{ name: "g", count: 2, vmSize: gpu }] },
      });
    assert.deepEqual(cluster("agentPoolProfiles"), [gpu]);
    assert.deepEqual(cluster("[concat('agentPool', 'Profiles')]"), [gpu]);
    assert.ok(cluster("[deployment().name]").includes("expression"));
  });

  it("of a loop of properties hide the object too", () => {
    const loop = (name: string) => ({ copy: [{ name, count: 1, input: { vmSize: gpu } }] });
    assert.deepEqual(properties(loop("pools")), { pools: [{ vmSize: gpu }] });
    assert.ok(properties(loop("[deployment().name]")) instanceof Withheld);
  });

  it("are read in what carries a template", () => {
    const inner = {
      parameters: { size: { type: "string", defaultValue: "Standard_D2s_v5" } },
      resources: [vm("[parameters('size')]")],
    };
    const nested = (more: Node) => ({
      type: "Microsoft.Resources/deployments",
      name: "n",
      properties: { mode: "Incremental", template: inner, ...more },
    });
    const scope = { expressionEvaluationOptions: { scope: "inner" } };
    const given = { size: { value: gpu } };
    assert.deepEqual(seenIn(nested(scope)), ["Standard_D2s_v5"]);
    assert.deepEqual(seenIn(nested({ ...scope, "[concat('para', 'meters')]": given })), [gpu]);
    assert.deepEqual(
      seenIn(nested({ "[concat('expressionEvaluation', 'Options')]": { scope: "inner" }, parameters: given })),
      [gpu],
    );
    assert.deepEqual(seenIn(nested({ ...scope, "[deployment().name]": given })), ["opaque: expression"]);
    assert.deepEqual(seenIn(nested({ ...scope, parameters: { "[deployment().name]": { value: gpu } } })), [
      "expression",
    ]);
    assert.deepEqual(seenIn(nested({ ...scope, "[concat('parameters', 'Link')]": { uri: "https://contoso.com/a" } })), [
      "hidden",
    ]);
    const then = { details: { deployment: { properties: { template: { resources: [vm(gpu)] } } } } };
    const policy = (name: string) => ({
      type: "Microsoft.Authorization/policyDefinitions",
      properties: { [name]: { then } },
    });
    assert.deepEqual(seenIn(policy("policyRule")), [gpu]);
    assert.deepEqual(seenIn(policy("[concat('policy', 'Rule')]")), [gpu]);
    const spec = (name: string) => ({
      type: "Microsoft.Resources/templateSpecs/versions",
      properties: { [name]: { resources: [vm(gpu)] } },
    });
    assert.deepEqual(seenIn(spec("[concat('main', 'Template')]")), [gpu]);
  });
});

describe("what carries a template", () => {
  it("is known by its own last word too, on whatever it stands", () => {
    const template = { resources: [vm(gpu)] };
    const then = { details: { deployment: { properties: { template } } } };
    for (const type of [
      "Microsoft.Authorization/policyDefinitions",
      "Microsoft.Management/managementGroups/providers/policyDefinitions",
    ])
      assert.deepEqual(seenIn({ type, properties: { policyRule: { then } } }), [gpu], type);
    for (const type of [
      "Microsoft.Management/managementGroups/providers/deployments",
      "Microsoft.Resources/subscriptions/providers/Microsoft.Resources/deployments",
    ])
      assert.deepEqual(seenIn({ type, properties: { template } }), [gpu], type);
  });

  it("may name a package in its place", () => {
    const inputs = { packageFileUri: "https://contoso.com/app.zip" };
    for (const token of [
      "azure-native:solutions:ApplicationDefinition",
      "azure:managedapplication/definition:Definition",
    ])
      assert.deepEqual(seen(token, inputs), ["opaque: linked"], token);
    assert.deepEqual(seenIn({ type: "Microsoft.Solutions/applicationDefinitions", properties: inputs }), [
      "opaque: linked",
    ]);
  });

  it("in the first preview of template specs was called otherwise", () =>
    assert.deepEqual(
      seen("azure-native:resources/v20190601preview:TemplateSpecVersion", { template: { resources: [vm(gpu)] } }),
      [gpu],
    ));
});

describe("resources that are not ARM's own", () => {
  const language = (resources: Tree) =>
    seen("azure-native:resources:Deployment", {
      properties: { template: { languageVersion: "2.0", resources } },
    });

  it("cannot be read, but for Microsoft Graph's", () => {
    const pod = { import: "kubernetes", type: "apps/Deployment@v1", properties: { spec: {} } };
    assert.deepEqual(language({ pod }), ["opaque: malformed"]);
    assert.deepEqual(language({ pod: { ...pod, import: undefined, extension: "k8s" } as never }), [
      "opaque: malformed",
    ]);
    const group = { import: "microsoftGraph", type: "Microsoft.Graph/groups@v1.0", properties: { displayName: "a" } };
    assert.deepEqual(language({ group }), []);
  });

  it("have a version behind their type", () =>
    assert.deepEqual(language({ a: { ...vm(gpu), type: "Microsoft.Compute/virtualMachines@2024-07-01" } }), [gpu]));

  it("exist already only where resources have symbolic names", () => {
    const existing = { ...vm(gpu), existing: true };
    assert.deepEqual(language({ existing }), []);
    assert.deepEqual(language([existing]), [gpu]);
  });
});
