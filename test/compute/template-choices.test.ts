import assert from "node:assert/strict";
import { factsOf } from "../../compute/facts-of";
import { oneOf, spread } from "../../compute/template/choices";
import { expandTemplate } from "../../compute/template/expand";
import { OneOf, type Tree, type Value, Withheld } from "../../compute/value";

type Node = { readonly [key: string]: Tree };

const parameters = {
  open: { type: "bool" },
  text: { type: "string" },
  small: { type: "string", allowedValues: ["Standard_D2s_v5", "Standard_D4s_v5"] },
  any: { type: "string", allowedValues: ["Standard_D2s_v5", "Standard_NC6s_v3"] },
  list: { type: "array", allowedValues: ["a", "b"] },
  key: { type: "securestring", allowedValues: ["a", "b"] },
};

/** What an expression may be, as JSON texts; `?` is a choice that is open itself, and one value is no choice. */
function mayBe(expression: string, given: Tree = {}, more: Node = {}): readonly string[] {
  const resources = [{ type: "Microsoft.Contoso/things", name: "thing", of: expression }];
  const { resources: found } = expandTemplate({ parameters, ...more, resources }, { parameters: given, path: "t" });
  const { of } = found[0]!.resource as { of: Tree };
  const shown = (tree: Tree) => (tree instanceof Withheld ? "?" : JSON.stringify(tree));
  return of instanceof OneOf ? of.choices.map(shown) : [shown(of)];
}

describe("values that are one of a few", () => {
  const rows: readonly (readonly [string, readonly string[]])[] = [
    ["[if(parameters('open'), 'a', 'b')]", ['"a"', '"b"']],
    ["[if(parameters('open'), 'a', 'a')]", ['"a"']],
    ["[if(parameters('open'), 'a', reference('x').y)]", ['"a"', "?"]],
    ["[if(parameters('open'), reference('x').y, reference('z').y)]", ["?"]],
    ["[if(parameters('open'), if(parameters('text'), 'a', 'b'), 'c')]", ['"a"', '"b"', '"c"']],
    ["[if(equals(if(parameters('open'), 'a', 'b'), 'c'), 'd', 'e')]", ['"e"']],
    ["[and(if(parameters('open'), true(), true()), true())]", ["true"]],
    ["[toUpper(if(parameters('open'), 'a', 'b'))]", ['"A"', '"B"']],
    ["[concat('x', if(parameters('open'), 'a', 'b'))]", ['"xa"', '"xb"']],
    ["[concat('x', if(parameters('open'), 'a', parameters('text')))]", ['"xa"', "?"]],
    ["[concat(if(parameters('open'), 'a', 'b'), if(parameters('open'), 'c', 'd'))]", ['"ac"', '"ad"', '"bc"', '"bd"']],
    ["[format('{0}!', if(parameters('open'), 'a', 'b'))]", ['"a!"', '"b!"']],
    ["[replace('a-b', '-', if(parameters('open'), '+', '*'))]", ['"a+b"', '"a*b"']],
    ["[coalesce(if(parameters('open'), null(), 'a'), 'b')]", ['"b"', '"a"']],
    ["[coalesce(tryGet(parameters('text'), 'a'), 'b')]", ["?", '"b"']],
    ["[length(if(parameters('open'), createArray(1), createArray(1, 2)))]", ["1", "2"]],
    ["[empty(if(parameters('open'), createArray(), createArray(1)))]", ["true", "false"]],
    [
      "[map(if(parameters('open'), createArray(1), createArray(1, 2)), lambda('i', add(lambdaVariables('i'), 1)))]",
      ["[2]", "[2,3]"],
    ],
    ["[createObject('a', 1, 'b', 2)[parameters('text')]]", ["1", "2"]],
    ["[createArray('a', 'b')[length(parameters('text'))]]", ['"a"', '"b"']],
    ["[json(if(parameters('open'), '{\"a\": 1}', '[]'))]", ['{"a":1}', "[]"]],
    ["[environment().name]", ['"AzureCloud"', '"AzureUSGovernment"', '"AzureChinaCloud"']],
    // a deployment that asks for what is not there is refused: there is none
    ["[createObject('AzureCloud', 'a', 'AzureUSGovernment', 'b')[environment().name]]", ['"a"', '"b"']],
    ["[createObject('AzureCloud', 'a')[environment().name]]", ['"a"']],
    ["[createObject('OtherCloud', 'a')[environment().name]]", ["?"]],
    ["[createObject('AzureCloud', 'a')[?environment().name]]", ['"a"', "null"]],
    ["[parameters('small')]", ['"Standard_D2s_v5"', '"Standard_D4s_v5"']],
    ["[parameters('list')]", ["?"]],
    ["[parameters('key')]", ["?"]],
  ];
  for (const [expression, expected] of rows) it(expression, () => assert.deepEqual(mayBe(expression), expected));

  it("are those that a parameter allows, whatever it is given", () => {
    assert.deepEqual(mayBe("[parameters('small')]", { small: { value: "Standard_D2s_v5" } }), ['"Standard_D2s_v5"']);
    for (const state of ["expression", "unknown", "hidden"] as const)
      assert.deepEqual(mayBe("[parameters('small')]", { small: { value: new Withheld(state) } }), [
        '"Standard_D2s_v5"',
        '"Standard_D4s_v5"',
      ]);
  });

  it("keep no secret in their hints", () => {
    const more = { parameters: { ...parameters, pass: { type: "securestring", defaultValue: "contoso-secret" } } };
    const resources = [
      {
        type: "Microsoft.Contoso/things",
        name: "a",
        of: "[if(parameters('open'), concat('x', parameters('pass'), parameters('text')), 'b')]",
      },
    ];
    const { of } = expandTemplate({ ...more, resources }, { path: "t" }).resources[0]!.resource as unknown as {
      of: OneOf;
    };
    assert.deepEqual([...of.hints], ["b"]);
    assert.deepEqual([...(of.choices[0] as Withheld).hints], []);
  });

  it("are bounded: what may be too much is only withheld", () => {
    const many = Array.from({ length: 300 }, (_, i) => `'${i}'`).join(", ");
    assert.deepEqual(mayBe(`[createArray(${many})[length(parameters('text'))]]`), ["?"]);
    const doubled = (n: number): string =>
      n === 0 ? "if(parameters('open'), 'a', 'b')" : `concat(${doubled(n - 1)}, ${doubled(n - 1)})`;
    assert.deepEqual(mayBe(`[${doubled(5)}]`), ["?"]);
  });
});

describe("what is one of a few, spread", () => {
  const spreadOf = (...values: Tree[]) => spread(oneOf(values, "expression"));
  const shown = (tree: Tree): unknown => {
    if (tree instanceof OneOf) return { oneOf: tree.choices.map(shown) };
    if (tree instanceof Withheld) return "?";
    if (Array.isArray(tree)) return tree.map(shown);
    if (typeof tree !== "object" || tree === null) return tree;
    return Object.fromEntries(Object.entries(tree).map(([key, value]) => [key, shown(value)]));
  };
  it("stands as deep as it can, and names are the same in any letter case", () => {
    assert.deepEqual(shown(spreadOf({ a: 1, b: 2 }, { a: 1, B: 3 })), { a: 1, B: { oneOf: [2, 3] } });
    assert.deepEqual(shown(spreadOf({ a: { b: 1 } }, {})), { a: { b: { oneOf: [1, null] } } });
    assert.deepEqual(shown(spreadOf({ a: 1 }, null)), { a: { oneOf: [1, null] } });
    assert.deepEqual(shown(spreadOf([{ a: 1 }], [{ a: 2 }])), [{ a: { oneOf: [1, 2] } }]);
    assert.deepEqual(shown(spreadOf([1], [1, 2])), { oneOf: [[1], [1, 2]] });
    assert.deepEqual(shown(spreadOf({ a: 1 }, new Withheld("expression"))), { oneOf: [{ a: 1 }, "?"] });
    assert.deepEqual(shown(spreadOf({ a: 1, A: 2 }, { a: 1 })), { a: { oneOf: [1, 2] } });
  });
});

/** What the rules see of a template's resource: sizes, counts, regions, accelerators, scripts, grants and guardrails. */
function seen(type: string, body: Node, expected: { readonly [kind: string]: readonly string[] }, given: Tree = {}) {
  const template = { parameters, resources: [{ type, apiVersion: "2024-01-01", name: "a", ...body }] };
  const facts = factsOf("azure-native:resources:Deployment", { properties: { template, parameters: given } });
  const say = (leaf: Value<unknown>) => (leaf.state === "known" ? String(leaf.value) : leaf.state);
  const all: { [kind: string]: string[] } = {
    sizes: facts?.requests.map(({ size }) => say(size)) ?? [],
    counts: facts?.requests.map(({ count }) => say(count)) ?? [],
    accelerators: facts?.requests.map(({ accelerator }) => say(accelerator)) ?? [],
    regions: facts?.regions.map(({ region }) => say(region)) ?? [],
    scripts: facts?.payloads.map(({ text }) => say(text)) ?? [],
    extensions: facts?.extensions.map(({ type }) => say(type)) ?? [],
    scopes: facts?.grants.map(({ scope }) => say(scope)) ?? [],
    guardrails: facts?.guardrails.map(({ change, effect }) => `${say(change)} ${effect}`) ?? [],
    opaque: facts?.opaque.map(({ state }) => state) ?? [],
  };
  for (const [kind, values] of Object.entries(expected)) assert.deepEqual(all[kind], values, kind);
}

const choice = (a: string, b: string) => `[if(parameters('open'), ${a}, ${b})]`;
const vm = "Microsoft.Compute/virtualMachines";

describe("each value that may stand somewhere is judged", () => {
  it("as a size", () => {
    const sized = (vmSize: Tree) => ({ properties: { hardwareProfile: { vmSize } } });
    seen(vm, sized(choice("'Standard_D2s_v5'", "'Standard_NC6s_v3'")), {
      sizes: ["Standard_D2s_v5", "Standard_NC6s_v3"],
    });
    seen(vm, sized(choice("'Standard_D2s_v5'", "reference('a').b")), { sizes: ["Standard_D2s_v5", "expression"] });
    seen(vm, sized(choice("'Standard_D2s_v5'", "null()")), { sizes: ["Standard_D2s_v5", "absent"] });
    seen(vm, sized("[parameters('any')]"), { sizes: ["Standard_D2s_v5", "Standard_NC6s_v3"] });
    seen(
      vm,
      { properties: { hardwareProfile: choice("createObject('vmSize', 'a')", "createObject('vmSize', 'b')") } },
      { sizes: ["a", "b"] },
    );
    seen(
      vm,
      { properties: choice('json(\'{"hardwareProfile": {"vmSize": "a"}}\')', "parameters('text')") },
      { sizes: ["a", "expression"] },
    );
  });

  it("but not where Pulumi or an assignment decides: it is judged there", () => {
    const sized = { properties: { hardwareProfile: { vmSize: "[parameters('any')]" } } };
    seen(vm, sized, { sizes: ["unknown"] }, { any: { value: new Withheld("unknown") } });
    seen(vm, sized, { sizes: ["assigned"] }, { any: { value: new Withheld("assigned") } });
    seen(vm, sized, { sizes: ["Standard_D2s_v5", "Standard_NC6s_v3"] }, { any: { value: new Withheld("hidden") } });
  });

  it("as a pool of a cluster, once", () => {
    const cluster = (pools: string) => ({ properties: { agentPoolProfiles: pools } });
    const pool = (size: string) => `createObject('vmSize', '${size}', 'count', 1)`;
    const type = "Microsoft.ContainerService/managedClusters";
    seen(type, cluster(choice(`createArray(${pool("a")})`, `createArray(${pool("a")}, ${pool("b")})`)), {
      sizes: ["a", "b"],
    });
    seen(type, cluster(choice(`createArray(${pool("a")})`, `createArray(${pool("b")})`)), { sizes: ["a", "b"] });
    seen(type, cluster(choice(`createArray(${pool("a")})`, "reference('b').c")), {
      sizes: ["a", "expression", "expression", "expression"],
    });
    const joined = `[union(createObject('agentPoolProfiles', createArray(${pool("a")})), if(parameters('open'), createObject('sku', createObject('name', 'Base')), createObject()))]`;
    seen(type, { properties: joined }, { sizes: ["a"], accelerators: ["absent"], opaque: [] });
    seen(
      type,
      { sku: choice("createObject('name', 'Base')", "createObject('name', 'Automatic')") },
      { accelerators: ["AKS Automatic"] },
    );
    seen(type, { sku: choice("createObject('name', 'Base')", "null()") }, { accelerators: [] });
  });

  it("as a count: the most there may be", () => {
    const sku = (capacity: string) => ({ sku: { name: "Standard_D2s_v5", capacity } });
    const type = "Microsoft.Compute/virtualMachineScaleSets";
    seen(type, sku(choice("2", "400")), { counts: ["400"], sizes: ["Standard_D2s_v5"] });
    seen(type, sku(choice("2", "null()")), { counts: ["2"] });
    seen(type, sku(choice("2", "parameters('text')")), { counts: ["expression"] });
    seen(
      vm,
      { copy: { name: "c", count: choice("1", "3") }, properties: { hardwareProfile: { vmSize: "a" } } },
      { sizes: ["a", "a", "a"] },
    );
  });

  it("as a region: one that follows the group is none", () => {
    const at = (location: string) => ({ location });
    seen("Microsoft.Network/virtualNetworks", at(choice("'westeurope'", "'brazilsouth'")), {
      regions: ["westeurope", "brazilsouth"],
    });
    seen("Microsoft.Network/virtualNetworks", at(choice("resourceGroup().location", "'West Europe'")), {
      regions: ["westeurope"],
    });
    seen("Microsoft.Network/virtualNetworks", at(choice("resourceGroup().location", "parameters('text')")), {
      regions: ["expression"],
    });
  });

  it("as a script, an extension, a scope or a guardrail", () => {
    const size = { hardwareProfile: { vmSize: "a" } };
    const script = choice("base64('echo a')", "base64('./xmrig')");
    seen(
      vm,
      { properties: { ...size, osProfile: { customData: script } } },
      { scripts: [Buffer.from("echo a").toString("base64"), Buffer.from("./xmrig").toString("base64")] },
    );
    const extension = { properties: { publisher: "a", type: choice("'b'", "'NvidiaGpuDriverLinux'") } };
    seen(`${vm}/extensions`, extension, { extensions: ["b", "NvidiaGpuDriverLinux"] });
    const extensionOf = (type: string) => `createObject('publisher', 'a', 'type', '${type}')`;
    const hiding = choice(`createArray(${extensionOf("b")}, ${extensionOf("c")})`, extensionOf("NvidiaGpuDriverLinux"));
    seen(`${vm}/extensions`, { properties: hiding }, { extensions: ["expression"] });
    const grant = { scope: choice("'/subscriptions/00000000-0000-0000-0000-000000000001'", "'/'"), properties: {} };
    seen("Microsoft.Authorization/roleAssignments", grant, {
      scopes: ["/subscriptions/00000000-0000-0000-0000-000000000001", "/"],
    });
    const alert = (enabled: string) => ({ properties: { enabled } });
    seen("Microsoft.Insights/activityLogAlerts", alert(choice("true()", "false()")), {
      guardrails: ["is switched off off"],
    });
    seen("Microsoft.Insights/activityLogAlerts", alert(choice("true()", "'true'")), { guardrails: [] });
    const plan = { name: choice("'Arm'", "'Dns'"), properties: { pricingTier: "Free" } };
    seen("Microsoft.Security/pricings", plan, { guardrails: ["is switched off off"] });
    seen(
      "Microsoft.Security/pricings",
      { ...plan, name: choice("'Api'", "'Dns'") },
      { guardrails: ["is switched off narrowed"] },
    );
  });

  it("as a template, or what is in one", () => {
    const inner = (size: string) =>
      `json('{"resources": [{"type": "${vm}", "properties": {"hardwareProfile": {"vmSize": "${size}"}}}]}')`;
    const deployment = (template: string) => ({ properties: { mode: "Incremental", template } });
    seen("Microsoft.Resources/deployments", deployment(choice(inner("a"), inner("b"))), {
      sizes: ["a", "b"],
      opaque: [],
    });
    seen("Microsoft.Resources/deployments", deployment(choice(inner("a"), "reference('b').c")), {
      sizes: ["a"],
      opaque: ["expression"],
    });
    const link = {
      properties: { templateLink: { uri: choice("'https://a.example/b.json'", "'https://c.example/d.json'") } },
    };
    seen("Microsoft.Resources/deployments", link, { opaque: ["linked", "linked"] });
  });
});
