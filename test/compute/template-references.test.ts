import assert from "node:assert/strict";
import { expandTemplate } from "../../compute/template/expand";
import { type Tree, Withheld } from "../../compute/value";
import { inner, machine, type Node, seenOf } from "./deployed";

const deployment = (name: string, template: Node, more: Node = {}, properties: Node = {}): Node => ({
  type: "Microsoft.Resources/deployments",
  name,
  ...more,
  properties: { mode: "Incremental", template: { resources: [], ...template }, ...properties },
});
const putsOut = (name: string, value: Tree, type = "string") => ({ outputs: { [name]: { type, value } } });
const gpu = "Standard_NC6s_v3";

describe("outputs of deployments beside a resource", () => {
  const small = deployment("small", putsOut("size", gpu));
  const rows: Record<string, readonly [readonly Node[], Tree, string]> = {
    "by name": [[small], "[reference('small').outputs.size.value]", gpu],
    "in another letter case": [[small], "[reference('SMALL').Outputs.Size.Value]", gpu],
    "by id": [
      [small],
      "[reference(resourceId('Microsoft.Resources/deployments', 'small'), '2022-09-01').outputs.size.value]",
      gpu,
    ],
    "by the id of one in another group": [
      [small],
      "[reference(resourceId('s', 'g', 'Microsoft.Resources/deployments', 'small')).outputs['size'].value]",
      gpu,
    ],
    "by a name that only its expression tells": [
      [deployment("[concat('a-', uniqueString(deployment().name))]", putsOut("size", gpu))],
      "[reference(resourceId('Microsoft.Resources/deployments', concat('a-',uniqueString(deployment().name)))).outputs.size.value]",
      gpu,
    ],
    "by a variable": [
      [deployment("[variables('name')]", putsOut("size", gpu))],
      "[reference('small').outputs.size.value]",
      gpu,
    ],
    "in full": [[small], "[reference('small', '2022-09-01', 'Full').properties.outputs.size.value]", gpu],
    "of one with a scope of its own": [
      [
        deployment(
          "small",
          { parameters: { s: { type: "string" } }, ...putsOut("size", "[concat('Standard_', parameters('s'))]") },
          {},
          { ...inner, parameters: { s: { value: "NC6s_v3" } } },
        ),
      ],
      "[reference('small').outputs.size.value]",
      gpu,
    ],
    "handed on by another": [
      [
        deployment(
          "outer",
          { resources: [small], ...putsOut("size", "[reference('small').outputs.size.value]") },
          {},
          inner,
        ),
      ],
      "[reference('outer').outputs.size.value]",
      gpu,
    ],
    "handed from one to the other": [
      [
        small,
        deployment(
          "other",
          { parameters: { s: { type: "string" } }, ...putsOut("size", "[parameters('s')]") },
          {},
          { ...inner, parameters: { s: { value: "[reference('small').outputs.size.value]" } } },
        ),
      ],
      "[reference('other').outputs.size.value]",
      gpu,
    ],
    "one of a few": [
      [
        deployment(
          "small",
          putsOut("size", "[if(equals(reference('a').b, 'c'), 'Standard_D2s_v5', 'Standard_D2s_v5')]"),
        ),
      ],
      "[reference('small').outputs.size.value]",
      "Standard_D2s_v5",
    ],
    "part of an object": [
      [deployment("small", putsOut("all", { sizes: [gpu] }, "object"))],
      "[reference('small').outputs.all.value.sizes[0]]",
      gpu,
    ],
    // what is not known of them
    "that it does not have": [[small], "[reference('small').outputs.other.value]", "expression"],
    "of one that is not there": [[small], "[reference('large').outputs.size.value]", "expression"],
    "of a resource that is no deployment": [
      [{ ...small, type: "Microsoft.Contoso/things" }],
      "[reference('small').outputs.size.value]",
      "expression",
    ],
    "of a resource of the same name": [
      [{ type: "Microsoft.Contoso/things", name: "small" }, small],
      "[reference('small').outputs.size.value]",
      "expression",
    ],
    "of two deployments of the same name": [
      [small, deployment("small", putsOut("size", "Standard_D2s_v5"), { resourceGroup: "other" })],
      "[reference(resourceId('Microsoft.Resources/deployments', 'small')).outputs.size.value]",
      "expression",
    ],
    "of the one of two that its type tells": [
      [{ type: "Microsoft.Contoso/things", name: "small" }, small],
      "[reference(resourceId('Microsoft.Resources/deployments', 'small')).outputs.size.value]",
      gpu,
    ],
    "of a loop": [
      [{ ...small, copy: { name: "c", count: 2 } }],
      "[reference('small').outputs.size.value]",
      "expression",
    ],
    "that only Azure knows": [
      [deployment("small", putsOut("size", "[reference('a').b]"))],
      "[reference('small').outputs.size.value]",
      "expression",
    ],
    "that are secret": [
      [deployment("small", putsOut("size", gpu, "securestring"))],
      "[reference('small').outputs.size.value]",
      "hidden",
    ],
    "that a linked template puts out": [
      [
        {
          type: "Microsoft.Resources/deployments",
          name: "small",
          properties: { templateLink: { uri: "https://a.example/b" } },
        },
      ],
      "[reference('small').outputs.size.value]",
      "expression",
    ],
    "that are made of themselves": [
      [deployment("small", putsOut("size", "[reference('small').outputs.size.value]"), {}, inner)],
      "[reference('small').outputs.size.value]",
      "expression",
    ],
  };
  for (const [what, [resources, expression, expected]] of Object.entries(rows))
    it(what, () => {
      const template = { variables: { name: "small" }, resources: [...resources, machine(expression)] };
      assert.deepEqual(seenOf(template).sizes, [expected]);
    });

  it("by symbolic name", () => {
    const resources = {
      sizes: deployment("a", putsOut("size", gpu)),
      vm: machine("[reference('sizes').outputs.size.value]"),
    };
    assert.deepEqual(seenOf({ languageVersion: "2.0", resources }).sizes, [gpu]);
  });

  it("are followed for scopes too", () => {
    const grant: Node = {
      type: "Microsoft.Authorization/roleAssignments",
      name: "a",
      scope: "[reference('where').outputs.scope.value]",
      properties: {},
    };
    const under = (scope: string) =>
      seenOf({ resources: [deployment("where", putsOut("scope", scope)), grant] }).scopes;
    assert.deepEqual(under("/"), ["/"]);
    assert.deepEqual(under("/subscriptions/s"), ["/subscriptions/s"]);
  });

  it("cost no more than the template's budget, however they are made of each other", () => {
    const resources = Array.from({ length: 200 }, (_, i) =>
      deployment(
        `d${i}`,
        i === 199
          ? putsOut("of", "a")
          : putsOut("of", `[concat(reference('d${i + 1}').outputs.of.value, reference('d${i + 1}').outputs.of.value)]`),
      ),
    );
    const found = expandTemplate(
      { resources: [...resources, machine("[reference('d0').outputs.of.value]")] },
      { path: "t" },
    );
    assert.ok(found.opaque.some(({ state }) => state === "cutOff") || found.resources.length === 1);
  });
});

describe("the region of another resource", () => {
  const at = (location: Tree, name = "pe"): Node => ({ type: "Microsoft.Network/privateEndpoints", name, location });
  const net = (location: Tree, more: Node = {}): Node => ({
    type: "Microsoft.Network/virtualNetworks",
    name: "net",
    location,
    ...more,
  });
  const regions = (location: string, ...others: Node[]) => seenOf({ resources: [at(location), ...others] }).regions;
  const full = (id: string) => `[reference(${id}, '2023-11-01', 'Full').location]`;

  it("in the template is what is written there", () => {
    const id = "resourceId('Microsoft.Network/virtualNetworks', 'net')";
    assert.deepEqual(regions(full(id), net("brazilsouth")), ["brazilsouth", "brazilsouth"]);
    assert.deepEqual(regions(full(id), net("[resourceGroup().location]")), []);
    assert.deepEqual(regions(full(id), net("[parameters('nowhere')]")), ["expression", "expression"]);
  });

  it("elsewhere is judged there", () => {
    for (const id of [
      "'/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/net'",
      "resourceId('other', 'Microsoft.Network/virtualNetworks', 'net')",
      "split(concat('/subscriptions/s/x/subnets/y'), '/subnets/')[0]",
    ])
      assert.deepEqual(regions(full(id), net("brazilsouth", { name: "another" })), ["brazilsouth"], id);
    assert.deepEqual(regions(`[toLower(reference('x', '2023-11-01', 'full').location)]`), []);
  });

  it("is not known where it is not asked for in full, or where it may be one of this template's", () => {
    assert.deepEqual(regions("[reference('net').location]"), ["expression"]);
    assert.deepEqual(regions("[reference('net', '2023-11-01').location]"), ["expression"]);
    const count = "[length(parameters('none'))]";
    const loop = net("brazilsouth", { name: "[concat('net', copyIndex())]", copy: { name: "c", count } });
    assert.deepEqual(regions(full("concat('net', string(1))"), loop), ["expression", "brazilsouth"]);
  });

  it("that exists already, by its symbolic name", () => {
    const resources = {
      net: { type: "Microsoft.Network/virtualNetworks", existing: true, name: "net" },
      pe: at("[reference('net', '2023-11-01', 'full').location]"),
    };
    assert.deepEqual(seenOf({ languageVersion: "2.0", resources }).regions, []);
  });
});

describe("JSON texts of which a part is open", () => {
  const value = (expression: string, given: Tree = {}): Tree => {
    const parameters = {
      text: { type: "string" },
      number: { type: "int" },
      any: { type: "object" },
      secret: { type: "securestring" },
      choice: { type: "bool" },
    };
    const resources = [{ type: "Microsoft.Contoso/things", name: "thing", of: expression }];
    const { resources: found } = expandTemplate({ parameters, resources }, { parameters: given, path: "t" });
    return (found[0]!.resource as { of: Tree }).of;
  };
  const size = (open: string, given?: Tree) =>
    value(`[json(format('{{"domain":"{0}","size":"a"}}', ${open})).size]`, given);

  it("keep what is known, where the open part can end no text", () => {
    for (const open of [
      "uniqueString('a')",
      "subscription().subscriptionId",
      "resourceGroup().name",
      "reference('d').name",
      "resourceId('Microsoft.Contoso/things', 'x')",
      "parameters('text')",
      "concat('x-', parameters('number'), guid('y'))",
      "replace(reference('d').name, '-', '')",
      "toLower(take(concat('vm', parameters('text')), 10))",
    ])
      assert.equal(size(open), "a", open);
    assert.equal(value(`[json(format('{{"n":{0},"size":"a"}}', parameters('number'))).size]`), "a");
    assert.equal(
      value(
        `[json(format('{{"n":{0},"size":"a"}}', if(parameters('choice'), 'null', format('"{0}"', guid('x'))))).size]`,
      ),
      "a",
    );
  });

  it("keep nothing where it may hold anything", () => {
    for (const open of [
      "replace(reference('d').name, '-', '\",')",
      "replace(reference('d').fqdn, '-', '')",
      "concat(parameters('text'), reference('d').fqdn)",
      "reference('d').fqdn",
      "listKeys('a', 'b').keys",
      "parameters('any')",
      "parameters('secret')",
    ])
      assert.ok(size(open) instanceof Withheld, open);
    for (const state of ["unknown", "hidden", "expression"] as const)
      assert.ok(size("parameters('text')", { text: { value: new Withheld(state) } }) instanceof Withheld, state);
    assert.ok(value(`[json(format('{{"{0}":"b","size":"a"}}', guid('x'))).size]`) instanceof Withheld, "a name");
  });

  it("are put together again around what is open", () => {
    const tree = value(`[json(format('{{"a":"x{0}y","b":"{0}"}}', guid('z')))]`) as Node;
    assert.deepEqual([...(tree.a as Withheld).hints], ["x", "z", "y"]);
    assert.ok(tree.b instanceof Withheld);
  });

  it("that string() writes keep all that is known", () => {
    assert.equal(value("[json(string(createObject('size', 'a', 'b', reference('d').fqdn))).size]"), "a");
    const hostPool = (size: string) => ({
      type: "Microsoft.DesktopVirtualization/hostPools",
      name: "h",
      properties: {
        vmTemplate: `[string(createObject('domain', reference('d').fqdn, 'vmSize', createObject('id', '${size}')))]`,
      },
    });
    assert.deepEqual(seenOf({ resources: [hostPool(gpu)] }).sizes, [gpu]);
  });
});
