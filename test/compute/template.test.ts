import assert from "node:assert/strict";
import { type Expansion, expandHeldTemplates, expandTemplate } from "../../compute/template/expand";
import { groupLocation } from "../../compute/template/partial";
import { type Tree, Withheld } from "../../compute/value";

type Node = { readonly [key: string]: Tree };

const vm = (more: Node = {}): Node => ({
  type: "Microsoft.Compute/virtualMachines",
  name: "vm",
  location: "westeurope",
  properties: { hardwareProfile: { vmSize: "Standard_D2s_v3" } },
  ...more,
});

const sized = (vmSize: Tree) => vm({ properties: { hardwareProfile: { vmSize } } });

const expand = (template: Tree, parameters?: Tree): Expansion => expandTemplate(template, { parameters, path: "t" });

/** Each resource as "path type size ×copies": short to write, and nothing of it is left out. */
const lines = ({ resources }: Expansion): string[] =>
  resources.map(({ resource, path, copies }) => {
    const { type, properties } = resource as { type: string; properties?: { hardwareProfile?: { vmSize?: Tree } } };
    const size = properties?.hardwareProfile?.vmSize;
    const shown = size instanceof Withheld ? `${size.state}(${size.hints})` : size;
    const times = copies.state === "known" ? (copies.value === 1 ? "" : ` ×${copies.value}`) : ` ×${copies.state}`;
    return `${path} ${type.replace("Microsoft.", "")}${shown === undefined ? "" : ` ${shown}`}${times}`;
  });

const opaque = ({ opaque }: Expansion) => opaque.map(({ path, state }) => `${path} ${state}`);

describe("templates: resources", () => {
  it("as a list or by symbolic name", () => {
    assert.deepEqual(lines(expand({ resources: [vm(), sized("Standard_NC6s_v3")] })), [
      "t.resources[0] Compute/virtualMachines Standard_D2s_v3",
      "t.resources[1] Compute/virtualMachines Standard_NC6s_v3",
    ]);
    const named = { languageVersion: "2.0", resources: { gpu: vm(), old: vm({ existing: true }) } };
    assert.deepEqual(lines(expand(named)), ["t.resources.gpu Compute/virtualMachines Standard_D2s_v3"]);
  });

  it("that extend others of any type are known by the end of their type", () => {
    const parameters = { of: { type: "string" } };
    const typed = (type: string) => lines(expand({ parameters, resources: [{ type, name: "a" }] }));
    const end = "/any/providers/";
    assert.deepEqual(typed("[concat(parameters('of'), '/providers/associations')]"), [
      `t.resources[0] Resources${end}associations`,
    ]);
    assert.deepEqual(typed("[concat(parameters('of'), '/providers/Microsoft.Authorization/locks')]"), [
      `t.resources[0] Resources${end}Microsoft.Authorization/locks`,
    ]);
    for (const open of [
      "concat(parameters('of'), '/vms')",
      "concat('a/providers/', parameters('of'))",
      "parameters('of')",
    ])
      assert.deepEqual(opaque(expand({ parameters, resources: [{ type: `[${open}]`, name: "a" }] })), [
        "t.resources[0].type expression",
      ]);
  });

  it("children get their full type and their own path", () => {
    const child = { type: "extensions", name: "driver" };
    const full = { type: "Microsoft.Insights/diagnosticSettings", name: "d" };
    assert.deepEqual(lines(expand({ resources: [vm({ resources: [child, full] })] })), [
      "t.resources[0].resources[0] Compute/virtualMachines/extensions",
      "t.resources[0].resources[1] Insights/diagnosticSettings",
      "t.resources[0] Compute/virtualMachines Standard_D2s_v3",
    ]);
  });

  it("a resource that follows its group says so", () => {
    const location = (written: Tree, sections: Node = {}) =>
      (expand({ ...sections, resources: [vm({ location: written })] }).resources[0]!.resource as Node).location;
    assert.equal(location("[resourceGroup().location]"), groupLocation);
    assert.equal(location("[toLower(resourceGroup().Location)]"), groupLocation);
    const parameters = { location: { type: "string", defaultValue: "[resourceGroup().location]" } };
    assert.equal(location("[parameters('location')]", { parameters }), groupLocation);
    assert.equal(location("westus"), "westus");
    assert.ok(location("[deployment().location]") instanceof Withheld);
  });

  it("a condition known to be false takes the resource away, but not its children", () => {
    const parameters = { open: { type: "bool" }, off: { type: "bool", defaultValue: false } };
    const child = { type: "extensions", name: "x" };
    const resources = [
      vm({ condition: false }),
      vm({ condition: "[parameters('off')]", resources: [child] }),
      vm({ condition: "[parameters('open')]" }),
      vm({ condition: "[not(parameters('off'))]" }),
    ];
    assert.deepEqual(
      expand({ parameters, resources }).resources.map(({ path }) => path),
      ["t.resources[1].resources[0]", "t.resources[2]", "t.resources[3]"],
    );
  });
});

describe("templates: copy loops", () => {
  const variables = { sizes: ["Standard_D2s_v3", "Standard_NC6s_v3"] };

  it("of resources: each index by itself", () => {
    const copied = { ...sized("[variables('sizes')[copyIndex('loop')]]"), copy: { name: "Loop", count: 2 } };
    assert.deepEqual(lines(expand({ variables, resources: [copied] })), [
      "t.resources[0] Compute/virtualMachines Standard_D2s_v3",
      "t.resources[0] Compute/virtualMachines Standard_NC6s_v3",
    ]);
    assert.deepEqual(lines(expand({ resources: [vm({ copy: { name: "loop", count: 0 } })] })), []);
  });

  it("copyIndex takes an offset and means the resource's own loop without a name", () => {
    const copied = {
      ...sized("[format('{0}-{1}', copyIndex(), copyIndex('loop', 1))]"),
      copy: { name: "loop", count: 1 },
    };
    assert.deepEqual(lines(expand({ resources: [copied] })), ["t.resources[0] Compute/virtualMachines 0-1"]);
  });

  it("a long loop is told apart up to 50, then one stands for the rest and guesses nothing", () => {
    const plain = lines(expand({ resources: [vm({ copy: { name: "loop", count: "[mul(4, 200)]" } })] }));
    assert.equal(plain.length, 51);
    assert.equal(plain[50], "t.resources[0] Compute/virtualMachines Standard_D2s_v3 ×750");
    const later = sized("[if(less(copyIndex(), 60), 'Standard_D2s_v3', 'Standard_NC6s_v3')]");
    const hiding = lines(expand({ resources: [{ ...later, copy: { name: "loop", count: 61 } }] }));
    assert.equal(hiding[50], "t.resources[0] Compute/virtualMachines expression(Standard_D2s_v3,Standard_NC6s_v3) ×11");
  });

  it("a count that is not known is said, and hides no size", () => {
    const parameters = { count: { type: "int" } };
    const copied = vm({ copy: { name: "loop", count: "[parameters('count')]" } });
    assert.deepEqual(lines(expand({ parameters, resources: [copied] })), [
      "t.resources[0] Compute/virtualMachines Standard_D2s_v3 ×expression",
    ]);
    assert.deepEqual(
      lines(expand({ parameters, resources: [copied] }, { count: { value: new Withheld("unknown") } })),
      ["t.resources[0] Compute/virtualMachines Standard_D2s_v3 ×unknown"],
    );
  });

  it("of properties and of variables", () => {
    const pools = {
      name: "agentPoolProfiles",
      count: 2,
      input: { vmSize: "[variables('sizes')[copyIndex('agentPoolProfiles')]]" },
    };
    const cluster = { type: "Microsoft.ContainerService/managedClusters", name: "aks", properties: { copy: [pools] } };
    const properties = (template: Node) => (expand(template).resources[0]!.resource as { properties: Tree }).properties;
    const expected = [{ vmSize: "Standard_D2s_v3" }, { vmSize: "Standard_NC6s_v3" }];
    assert.deepEqual(properties({ variables, resources: [cluster] }), { agentPoolProfiles: expected });
    const made = { copy: [{ ...pools, name: "pools", input: { vmSize: "[variables('sizes')[copyIndex('pools')]]" } }] };
    const using = { ...cluster, properties: { agentPoolProfiles: "[variables('Pools')]" } };
    assert.deepEqual(properties({ variables: { ...variables, ...made }, resources: [using] }), {
      agentPoolProfiles: expected,
    });
  });

  it("a property loop whose count is not known is withheld as a whole, with its texts as hints", () => {
    const parameters = { count: { type: "int" } };
    const pools = { name: "agentPoolProfiles", count: "[parameters('count')]", input: { vmSize: "Standard_NC6s_v3" } };
    const resources = [{ type: "Microsoft.ContainerService/managedClusters", properties: { copy: [pools] } }];
    const { properties } = expand({ parameters, resources }).resources[0]!.resource as { properties: Node };
    assert.deepEqual(
      { ...(properties.agentPoolProfiles as Withheld) },
      { state: "expression", hints: ["Standard_NC6s_v3"] },
    );
  });
});

describe("templates in templates", () => {
  const outer = { vmSize: { type: "string", defaultValue: "Standard_NC6s_v3" } };
  const inner = {
    parameters: { vmSize: { type: "string", defaultValue: "Standard_D2s_v3" } },
    resources: [sized("[parameters('vmSize')]")],
  };
  const deployment = (properties: Node, more: Node = {}) => ({
    type: "microsoft.resources/DEPLOYMENTS",
    name: "d",
    properties,
    ...more,
  });

  it("by default the outer template's parameters hold; with inner scope their own", () => {
    const at = "t.resources[0].properties.template.resources[0] Compute/virtualMachines";
    const of = (properties: Node) => lines(expand({ parameters: outer, resources: [deployment(properties)] }));
    assert.deepEqual(of({ template: inner }), [`${at} Standard_NC6s_v3`]);
    const expressionEvaluationOptions = { scope: "Inner" };
    assert.deepEqual(of({ template: inner, expressionEvaluationOptions }), [`${at} Standard_D2s_v3`]);
    const parameters = { vmSize: { value: "[concat(parameters('vmSize'), '')]" } };
    assert.deepEqual(of({ template: inner, expressionEvaluationOptions, parameters }), [`${at} Standard_NC6s_v3`]);
    assert.deepEqual(
      of({ template: inner, expressionEvaluationOptions, parametersLink: { uri: "https://contoso.com/p.json" } }),
      [`${at} hidden(Standard_D2s_v3)`],
    );
  });

  it("an inner scope holds below an outer one", () => {
    const expressionEvaluationOptions = { scope: "inner" };
    const middle = { resources: [deployment({ template: inner, expressionEvaluationOptions })] };
    const resources = [deployment({ template: middle })];
    assert.match(lines(expand({ parameters: outer, resources }))[0] as string, /Standard_D2s_v3$/);
  });

  it("an escaped expression is the inner template's", () => {
    const escaped = { ...inner, resources: [sized("[[parameters('vmSize')]")] };
    const resources = [deployment({ template: escaped })];
    assert.match(lines(expand({ parameters: outer, resources }))[0] as string, /Standard_D2s_v3$/);
  });

  it("loops multiply, and an inner template's loops are its own", () => {
    const looped = { resources: [vm({ copy: { name: "inner", count: 60 } })] };
    const resources = [deployment({ template: looped }, { copy: { name: "outer", count: 2 } })];
    const found = expand({ resources }).resources;
    const total = found.reduce((sum, { copies }) => sum + (copies.state === "known" ? copies.value : Number.NaN), 0);
    assert.equal(total, 120);
  });

  it("a loop of unknown length makes the number unknown, outside or inside another, and is named as the cause", () => {
    const copied = (outer: Tree, inner: Tree) => {
      const looped = { resources: [vm({ copy: { name: "inner", count: inner } })] };
      const resources = [deployment({ template: looped }, { copy: { name: "outer", count: outer } })];
      const found = expand({ parameters: { open: { type: "int" } }, resources }).resources;
      return found
        .filter(({ path }) => path.includes(".template."))
        .map(({ copies }) => [copies.state === "known" ? copies.value : copies.state, copies.path]);
    };
    const unknown = "[parameters('open')]";
    const outerCount = "t.resources[0].copy.count";
    const innerCount = "t.resources[0].properties.template.resources[0].copy.count";
    assert.deepEqual(copied(unknown, 1), [["expression", outerCount]]);
    assert.deepEqual(copied(unknown, 2), [
      ["expression", outerCount],
      ["expression", outerCount],
    ]);
    assert.deepEqual(copied(1, unknown), [["expression", innerCount]]);
  });

  it("what is linked from outside is opaque, with its source", () => {
    const of = (templateLink: Tree) => expand({ resources: [deployment({ templateLink })] }).opaque[0];
    const uri = of({ uri: "[uri('https://contoso.com/base/', 'linked.json')]", contentVersion: "1.0.0.0" });
    assert.equal(uri?.state, "linked");
    assert.deepEqual(uri?.source, {
      state: "known",
      value: "https://contoso.com/base/linked.json",
      path: "t.resources[0].properties.templateLink.uri",
    });
    assert.equal(of({ relativePath: "linked.json" })?.source?.state, "known");
    assert.equal(of({ id: "[parameters('spec')]" })?.source?.state, "expression");
    assert.equal(of({})?.source?.state, "absent");
    assert.equal(of(new Withheld("unknown"))?.source?.state, "unknown");
  });

  it("template specs, managed applications, blueprints and stacks hold templates", () => {
    const of = (type: string, properties: Node, more: Node = {}) =>
      lines(expand({ resources: [{ type, name: "x", properties, ...more }] }));
    const template = { resources: [sized("Standard_NC6s_v3")] };
    const end = "resources[0] Compute/virtualMachines Standard_NC6s_v3";
    assert.deepEqual(
      of("Microsoft.Resources/templateSpecs/versions", {
        mainTemplate: template,
        linkedTemplates: [{ path: "a", template }],
      }),
      [`t.resources[0].properties.mainTemplate.${end}`, `t.resources[0].properties.linkedTemplates[0].template.${end}`],
    );
    const version = { type: "versions", name: "1", properties: { mainTemplate: template } };
    assert.equal(of("Microsoft.Resources/templateSpecs", {}, { resources: [version] }).length, 2);
    assert.equal(of("Microsoft.Solutions/applicationDefinitions", { mainTemplate: template }).length, 1);
    assert.equal(of("Microsoft.Blueprint/blueprints/artifacts", { template }).length, 1);
    assert.equal(of("Microsoft.Resources/deploymentStacks", { template }).length, 1);
  });

  it("a policy that deploys holds a template, whose parameters have the policy's defaults", () => {
    const parameters = { vmSize: { value: "[parameters('sku')]" } };
    const deployIfNotExists = { details: { deployment: { properties: { template: inner, parameters } } } };
    // biome-ignore lint/suspicious/noThenProperty: it is Azure Policy's own name
    const ruleOf = (effect: Node): Node => ({ then: effect });
    const policy = {
      parameters: { sku: { type: "string", defaultValue: "Standard_NC6s_v3" } },
      policyRule: ruleOf(deployIfNotExists),
    };
    const found = expandHeldTemplates("Microsoft.Authorization/policyDefinitions", { node: policy, path: "" });
    assert.deepEqual(lines(found as Expansion), [
      "policyRule.then.details.deployment.properties.template.resources[0] Compute/virtualMachines Standard_NC6s_v3",
    ]);
    const audit = { policyRule: ruleOf({ effect: "audit" }) };
    const type = "Microsoft.Authorization/policyDefinitions";
    assert.deepEqual(expandHeldTemplates(type, { node: audit, path: "p" }), { resources: [], opaque: [] });
    assert.equal(expandHeldTemplates("Microsoft.Compute/virtualMachines", { node: {}, path: "p" }), undefined);
    const escaped = JSON.parse(JSON.stringify(policy).replaceAll('"[', '"[[')) as Tree;
    assert.match(
      lines(expand({ resources: [{ type, properties: escaped }] }))[0] as string,
      /virtualMachines Standard_NC6s_v3$/,
    );
  });
});

describe("templates: what cannot be read", () => {
  const rows: readonly (readonly [string, Tree, readonly string[]])[] = [
    ["no object", 5, ["t malformed"]],
    ["null", null, ["t malformed"]],
    ["no resources", {}, ["t malformed"]],
    ["text that is no JSON", "resources", ["t malformed"]],
    ["hidden", new Withheld("hidden"), ["t hidden"]],
    ["unknown", new Withheld("unknown"), ["t unknown"]],
    ["hidden resources", { resources: new Withheld("hidden") }, ["t.resources hidden"]],
    ["resources as an expression", { resources: "[variables('r')]" }, ["t.resources malformed"]],
    ["one hidden resource", { resources: [new Withheld("hidden")] }, ["t.resources[0] hidden"]],
    ["a resource that is no object", { resources: [7] }, ["t.resources[0] malformed"]],
    [
      "a type that is an expression",
      { resources: [{ type: "[parameters('t')]" }] },
      ["t.resources[0].type expression"],
    ],
    ["two types", { resources: [{ type: "A.B/c", Type: "A.B/d" }] }, ["t.resources[0].type expression"]],
    ["no type", { resources: [{ name: "x" }] }, ["t.resources[0] malformed"]],
    [
      "a deployment of nothing",
      { resources: [{ type: "Microsoft.Resources/deployments" }] },
      ["t.resources[0].properties malformed"],
    ],
  ];
  for (const [what, template, expected] of rows)
    it(what, () => {
      assert.deepEqual(opaque(expand(template)), expected);
      assert.deepEqual(expand(template).resources, []);
    });

  it("a template given as JSON text is read", () =>
    assert.equal(lines(expand(JSON.stringify({ resources: [vm()] }))).length, 1));

  it("unknown parts of a resource stay, and the rest is read", () => {
    const resources = [sized(new Withheld("unknown")), sized("Standard_NC6s_v3")];
    assert.deepEqual(lines(expand({ resources })), [
      "t.resources[0] Compute/virtualMachines unknown()",
      "t.resources[1] Compute/virtualMachines Standard_NC6s_v3",
    ]);
  });
});
