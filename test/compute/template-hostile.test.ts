import assert from "node:assert/strict";
import * as fc from "fast-check";
import { factsOf } from "../../compute/facts-of";
import { expandTemplate } from "../../compute/template/expand";
import { builtins } from "../../compute/template/functions/all";
import { weigh } from "../../compute/template/weight";
import { type Tree, Withheld } from "../../compute/value";
import { counted } from "../counted";
import { runs } from "../depth";

const thing = (of: Tree): Tree => ({ type: "Microsoft.Contoso/things", properties: { of } });
const expand = (template: Tree) => expandTemplate(template, { path: "t" });
const value = (template: { readonly [key: string]: Tree }, expression: string): Tree => {
  const [found] = expand({ ...template, resources: [thing(expression)] }).resources;
  return (found?.resource as { properties: { of: Tree } } | undefined)?.properties.of ?? null;
};
const numbered = (n: number, make: (i: number) => Tree): { [key: string]: Tree } =>
  Object.fromEntries(Array.from({ length: n }, (_, i) => [`v${i}`, make(i)]));

describe("templates that mean harm", () => {
  const rows: Record<string, { readonly [key: string]: Tree }> = {
    "text doubled a thousand times": {
      variables: { ...numbered(1000, i => `[concat(variables('v${i + 1}'), variables('v${i + 1}'))]`), v40: "ab" },
    },
    "a list doubled a thousand times": {
      variables: { ...numbered(200, i => `[createArray(variables('v${i + 1}'), variables('v${i + 1}'))]`), v200: "ab" },
    },
    "data doubled a thousand times": {
      variables: {
        ...numbered(200, i => ({ a: `[variables('v${i + 1}')]`, b: `[variables('v${i + 1}')]` })),
        v200: "ab",
      },
    },
    "variables made of each other": { variables: { v0: "[variables('v1')]", v1: "[variables('v0')]" } },
    "parameters made of each other": {
      parameters: { p: { defaultValue: "[parameters('q')]" }, q: { defaultValue: "[parameters('p')]" } },
      variables: { v0: "[parameters('p')]" },
    },
    "a chain of variables longer than the stack": {
      variables: { ...numbered(50_000, i => `[variables('v${i + 1}')]`), v50000: "end" },
    },
    "a function that calls itself": {
      functions: [{ namespace: "c", members: { f: { parameters: [], output: { value: "[concat(c.f(), c.f())]" } } } }],
      variables: { v0: "[c.f()]" },
    },
    "a lambda that nests": {
      variables: {
        v0: "[reduce(range(0, 10000), createArray(), lambda('a', 'b', createArray(lambdaVariables('a'))))]",
      },
    },
    "padding without end": { variables: { v0: "[padLeft('a', 999999999999)]" } },
    "replacing that grows": {
      variables: { ...numbered(64, i => `[replace(variables('v${i + 1}'), 'a', 'aaaaaaaaaa')]`), v64: "a" },
    },
    "choices of choices": {
      variables: {
        ...numbered(
          100,
          i => `[if(equals(reference('a${i}').b, 1), concat('x', variables('v${i + 1}')), variables('v${i + 1}'))]`,
        ),
        v100: "a",
      },
    },
    "choices in every argument": {
      variables: {
        ...numbered(
          60,
          i =>
            `[format('{0}{1}{2}', ${[1, 2, 3].map(n => `if(equals(reference('a').b, ${n}), variables('v${i + 1}'), '${n}')`)})]`,
        ),
        v60: "a",
      },
    },
    "quotes that never close": { variables: { v0: `[json('${"''\\".repeat(20_000)}')]` } },
  };
  for (const [what, template] of Object.entries(rows))
    it(what, () => {
      const { length } = JSON.stringify(value(template, "[variables('v0')]"));
      assert.ok(length < 300_000, `it grew to ${length} characters`);
    });

  it("choices of large data", () => {
    const large = Object.fromEntries(Array.from({ length: 2000 }, (_, i) => [`k${i}`, `${i}`]));
    const next = (i: number) => `variables('v${i + 1}')`;
    const variables = {
      ...numbered(
        40,
        i => `[if(equals(reference('a${i}').b, 1), createObject('a', ${next(i)}, 'n', ${i}), ${next(i)})]`,
      ),
      v40: large,
    };
    const { size } = weigh(value({ variables }, "[variables('v0')]"));
    assert.ok(size <= 1024 * 1024, `it grew to ${size} characters and nodes`);
  });

  it("lists that are one of a few, and long", () => {
    const long = (from: number) => `range(${from}, 9000)`;
    const pools = `[map(if(equals(reference('a').b, 1), ${long(0)}, concat(${long(1)}, createArray(1))), lambda('i', createObject('vmSize', string(lambdaVariables('i')))))]`;
    const cluster = { type: "Microsoft.ContainerService/managedClusters", properties: { agentPoolProfiles: pools } };
    const { data, looks } = counted({ resources: [cluster] });
    const facts = factsOf("azure-native:resources:Deployment", { properties: { template: data as Tree } });
    assert.ok((facts?.requests.length ?? 0) + (facts?.opaque.length ?? 0) > 0);
    assert.ok(looks() < 1000);
  });

  it("what is made of itself is an expression, and nothing else is lost for it", () => {
    const variables = { v0: "[variables('v1')]", v1: "[concat('a', variables('v0'))]" };
    assert.deepEqual(expand({ variables, resources: [thing("[variables('v0')]")] }).opaque, []);
  });

  it("deep nesting of brackets, data, children and templates", () => {
    const deep = (n: number, wrap: (inner: Tree) => Tree, core: Tree): Tree => {
      let tree = core;
      for (let i = 0; i < n; i++) tree = wrap(tree);
      return tree;
    };
    const calls = `[${"concat(".repeat(50_000)}'Standard_N'${")".repeat(50_000)}]`;
    assert.deepEqual({ ...(value({}, calls) as Withheld) }, { state: "expression", hints: ["Standard_N"] });
    assert.ok(value({}, `[createArray()${"[0]".repeat(50_000)}]`) instanceof Withheld);
    assert.equal(expand({ resources: [thing(deep(20_000, inner => [inner], "x"))] }).opaque[0]?.state, "cutOff");
    const children = deep(20_000, inner => ({ type: "a.b/c", resources: [inner] }), { type: "a.b/c" });
    assert.ok(expand({ resources: [children] }).opaque.some(({ state }) => state === "cutOff"));
    const nest = (scope: string) => (inner: Tree) => ({
      resources: [
        {
          type: "Microsoft.Resources/deployments",
          properties: { template: inner, expressionEvaluationOptions: { scope } },
        },
      ],
    });
    for (const scope of ["inner", "outer"])
      assert.ok(expand(deep(2000, nest(scope), { resources: [] })).opaque.some(({ state }) => state === "cutOff"));
  });

  it("more than Azure takes in one loop of properties is cut off, and it is said", () => {
    const of = (count: number) =>
      expand({ resources: [{ type: "a.b/c", properties: { copy: [{ name: "p", count, input: 1 }] } }] }).opaque;
    assert.deepEqual(of(800), []);
    assert.equal(of(801)[0]?.state, "cutOff");
  });

  it("names of Object.prototype are names like any other", () => {
    const variables = JSON.parse('{"__proto__": "a", "constructor": "b"}') as { [key: string]: Tree };
    assert.equal(value({ variables }, "[concat(variables('__proto__'), variables('Constructor'))]"), "ab");
    assert.ok(value({ variables: {} }, "[variables('toString')]") instanceof Withheld);
    assert.ok(value({}, "[constructor('x')]") instanceof Withheld);
  });

  it("cost grows with the template, not with its square", () => {
    const template = (n: number): Tree => ({
      variables: numbered(n, i => (i ? `[concat('x', variables('v${(i / 2) | 0}'))]` : "x")),
      resources: Array.from({ length: n }, (_, i) =>
        thing(`[format('{0}-{1}', variables('v${i}'), toLower('ABC${i}'))]`),
      ),
    });
    const looks = (n: number) => {
      const { data, looks } = counted(template(n) as object);
      expand(data as Tree);
      return looks();
    };
    const ratio = looks(1000) / looks(100);
    assert.ok(ratio < 11, `ten times the template was looked into ${ratio.toFixed(1)} times as often`);
  });
});

describe("templates at random", () => {
  const names = [...builtins.keys(), "lambda", "reference", "nosuch", "c.f"];
  const { expression } = fc.letrec<{ expression: string }>(tie => ({
    expression: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      fc.constantFrom("'a'", "''", "'x'", "1", "-3", "99999999", "'Microsoft.Compute/x'", "'{}'", "'[1]'"),
      fc
        .tuple(fc.constantFrom(...names), fc.array(tie("expression"), { maxLength: 4 }))
        .map(([name, args]) => `${name}(${args.join(", ")})`),
      fc.tuple(tie("expression"), tie("expression")).map(([of, key]) => `createArray(${of})[${key}]`),
      tie("expression").map(of => `if(reference(), ${of}, 'a').name`),
    ),
  }));
  const around = {
    parameters: { a: { type: "string", defaultValue: "p" }, x: { type: "object" } },
    variables: { a: [1, "b", { c: "d" }], x: "[parameters('x')]" },
  };

  it("any call of any function yields a value", () =>
    fc.assert(
      fc.property(expression, text => void value(around, `[${text}]`)),
      { numRuns: runs(2000) },
    ));

  it("any text between brackets yields a value", () =>
    fc.assert(
      fc.property(fc.string({ maxLength: 60, unit: fc.constantFrom(..."()[]',.?'ab 1{}\\\"-\n") }), text => {
        value(around, `[${text}]`);
      }),
      { numRuns: runs(2000) },
    ));

  it("any JSON is a template that can be looked at, and a part that is not read is said", () => {
    const key = fc.constantFrom(
      "resources",
      "type",
      "Type",
      "copy",
      "name",
      "count",
      "input",
      "condition",
      "properties",
      "template",
      "templateLink",
      "parameters",
      "variables",
      "functions",
      "namespace",
      "members",
      "output",
      "value",
      "defaultValue",
      "mainTemplate",
    );
    const leaf = fc.oneof(
      fc.jsonValue({ maxDepth: 1 }),
      expression.map(text => `[${text}]`),
      fc.constantFrom("Microsoft.Resources/deployments", "Microsoft.Compute/virtualMachines", new Withheld("unknown")),
    );
    const { tree } = fc.letrec<{ tree: unknown }>(tie => ({
      tree: fc.oneof(
        { depthSize: "medium" },
        leaf,
        fc.array(tie("tree"), { maxLength: 3 }),
        fc.dictionary(key, tie("tree"), { maxKeys: 5 }),
      ),
    }));
    return fc.assert(
      fc.property(tree, fc.array(tree, { maxLength: 3 }), (template, resources) => {
        for (const one of [
          template,
          { resources },
          {
            ...(template as object),
            resources: [...resources, { type: "Microsoft.Resources/deployments", properties: template }],
          },
        ]) {
          const { resources, opaque } = expand(one as Tree);
          if (one === template && (typeof one !== "object" || one === null))
            assert.ok(resources.length + opaque.length > 0);
          for (const { resource } of resources) assert.equal(typeof (resource as { type: Tree }).type, "string");
        }
      }),
      { numRuns: runs(1000) },
    );
  });
});
