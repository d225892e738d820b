import assert from "node:assert/strict";
import { expandTemplate } from "../../compute/template/expand";
import type { Tree } from "../../compute/value";
import { inner, machine, type Node, seenOf } from "./deployed";

const gpu = "Standard_NC6s_v3";
const plain = "Standard_D2s_v5";
const output = (value: Tree, type = "string") => ({ outputs: { size: { type, value } } });
const loop = (name: Tree, template: Node, count: Tree = 2, properties: Node = {}): Node => ({
  type: "Microsoft.Resources/deployments",
  name,
  copy: { name: "each", count },
  properties: { mode: "Incremental", template: { resources: [], ...template }, ...properties },
});
const byId = (name: string) =>
  `[reference(resourceId('Microsoft.Resources/deployments', ${name}), '2022-09-01').outputs.size.value]`;

/** Two deployments, of which the second puts out a GPU size. */
const bySizes = output("[variables('sizes')[copyIndex()]]");
const numbered = loop("[concat('d', copyIndex())]", bySizes);
const variables = { sizes: [plain, gpu], zero: 0 };

describe("outputs of deployments in a copy loop", () => {
  const rows: Record<string, readonly [resources: readonly Node[], size: Tree, expected: readonly string[]]> = {
    "by the name of one": [[numbered], "[reference('d1').outputs.size.value]", [gpu]],
    "by the id of one": [[numbered], byId("'d0'"), [plain]],
    "by the id of one, in full": [
      [numbered],
      "[reference(resourceId('Microsoft.Resources/deployments', 'd1'), '2022-09-01', 'Full').properties.outputs.size.value]",
      [gpu],
    ],
    "by an index that is worked out": [[numbered], byId("concat('d', add(variables('zero'), 1))"), [gpu]],
    "by the indexes that Bicep writes": [
      [loop("[format('d{0}', range(0, 2)[copyIndex()])]", output("[variables('sizes')[range(0, 2)[copyIndex()]]]"))],
      byId("format('d{0}', range(0, 2)[1])"),
      [gpu],
    ],
    "by a name made of a hash and an index": [
      [loop("[format('{0}-{1}', uniqueString(deployment().name), copyIndex())]", bySizes)],
      byId("format('{0}-{1}', uniqueString(deployment().name), 1)"),
      [gpu],
    ],
    "with a scope of its own": [
      [
        loop(
          "[concat('d', copyIndex())]",
          { parameters: { s: { type: "string" } }, ...output("[concat('Standard_', parameters('s'))]") },
          2,
          { ...inner, parameters: { s: { value: "[createArray('D2s_v5', 'NC6s_v3')[copyIndex('each')]]" } } },
        ),
      ],
      byId("'d1'"),
      [gpu],
    ],
    "handed on from turn to turn": [
      [
        loop(
          "[concat('d', copyIndex())]",
          { parameters: { s: { type: "string" } }, ...output("[parameters('s')]") },
          3,
          {
            ...inner,
            parameters: {
              s: {
                value: `[if(equals(copyIndex(), 0), '${gpu}', reference(concat('d', sub(copyIndex(), 1))).outputs.size.value)]`,
              },
            },
          },
        ),
      ],
      byId("'d2'"),
      [gpu],
    ],
    "of a loop whose count nobody knows, all alike": [
      [loop("[concat('d', copyIndex())]", output(gpu), "[length(parameters('none'))]")],
      byId("concat('d', copyIndex())"),
      [gpu],
    ],
    "of a loop of one without an index in its name": [[loop("d", output(gpu), 1)], byId("'d'"), [gpu]],
    // what stays open is not followed
    "of a turn that there is not": [[numbered], byId("'d2'"), ["expression"]],
    "of two turns of one name": [[loop("d", output(gpu))], byId("'d'"), ["expression"]],
    "of a hash of another index": [
      [loop("[format('{0}-{1}', uniqueString('a'), copyIndex())]", bySizes)],
      byId("format('{0}-{1}', uniqueString('a'), 2)"),
      ["expression"],
    ],
    "of a loop whose count nobody knows, by the name of one": [
      [loop("[concat('d', copyIndex())]", output(gpu), "[length(parameters('none'))]")],
      byId("'d0'"),
      ["expression"],
    ],
    "of one whose name only begins like another": [
      [
        {
          type: "Microsoft.Resources/deployments",
          name: "d",
          properties: { template: { resources: [], ...output(plain) } },
        },
      ],
      byId("concat('d', parameters('none'))"),
      ["expression"],
    ],
    "that only Azure knows": [
      [loop("[concat('d', copyIndex())]", output("[reference('a').b]"))],
      byId("'d0'"),
      ["expression"],
    ],
    "that are secret": [[loop("[concat('d', copyIndex())]", output(gpu, "securestring"))], byId("'d0'"), ["hidden"]],
    "of a loop that is hidden": [[{ ...numbered, copy: "[parameters('none')]" }], byId("'d0'"), ["expression"]],
  };
  for (const [what, [resources, size, expected]] of Object.entries(rows))
    it(what, () => {
      const parameters = { none: { type: "array" } };
      assert.deepEqual(seenOf({ parameters, variables, resources: [...resources, machine(size)] }).sizes, expected);
    });

  it("each by the machine of the same turn", () => {
    for (const name of ["concat('d', copyIndex())", "format('d{0}', copyIndex())"]) {
      const machines = machine(byId(name), { copy: { name: "vms", count: 2 } });
      assert.deepEqual(seenOf({ variables, resources: [numbered, machines] }).sizes, [plain, gpu], name);
    }
    const hashed = loop("[concat(uniqueString('a'), copyIndex())]", bySizes);
    const machines = machine(byId("concat(uniqueString('a'), copyIndex())"), { copy: { name: "vms", count: 2 } });
    assert.deepEqual(seenOf({ variables, resources: [hashed, machines] }).sizes, [plain, gpu]);
  });

  it("any of them, where the index is open: each size that it may be is judged", () => {
    const machines = machine(byId("concat('d', copyIndex())"), { copy: { name: "vms", count: "[parameters('n')]" } });
    const parameters = { n: { type: "int" } };
    assert.deepEqual(seenOf({ parameters, variables, resources: [numbered, machines] }).sizes, [plain, gpu]);
  });

  it("are followed for regions and scopes too", () => {
    const grant: Node = {
      type: "Microsoft.Authorization/roleAssignments",
      name: "a",
      scope: "[reference('d1').outputs.size.value]",
      properties: {},
    };
    const disk: Node = {
      type: "Microsoft.Compute/disks",
      name: "d",
      location: "[reference('d0').outputs.size.value]",
    };
    const places = loop("[concat('d', copyIndex())]", output("[createArray('brazilsouth', '/')[copyIndex()]]"));
    const found = seenOf({ resources: [places, grant, disk] });
    assert.deepEqual([found.scopes, found.regions], [["/"], ["brazilsouth"]]);
  });
});

describe("outputs of modules in a copy loop, by symbolic name", () => {
  const sizesOf = (size: Tree, more: Node = {}, loops: Node = { mods: numbered }) =>
    seenOf({
      languageVersion: "2.0",
      parameters: { n: { type: "int" }, cond: { type: "bool" } },
      variables,
      resources: { ...loops, vm: machine(size, more) },
    }).sizes;
  const unknownCount = loop("[concat('d', copyIndex())]", bySizes, "[parameters('n')]");

  const rows: Record<string, readonly [size: string, expected: readonly string[]]> = {
    "by index": ["[reference('mods[1]').outputs.size.value]", [gpu]],
    "by index, as Bicep writes it": ["[reference(format('mods[{0}]', range(0, 2)[0])).outputs.size.value]", [plain]],
    "in another letter case": ["[reference('MODS[1]').outputs.size.value]", [gpu]],
    "by one index of a few": [
      "[reference(format('mods[{0}]', if(parameters('cond'), 0, 1))).outputs.size.value]",
      [plain, gpu],
    ],
    "by an index that is open": ["[reference(format('mods[{0}]', parameters('n'))).outputs.size.value]", [plain, gpu]],
    "in the list of all": ["[references('mods')[1].outputs.size.value]", [gpu]],
    "in the list of all, in full": ["[references('mods', 'Full')[1].properties.outputs.size.value]", [gpu]],
    "one by one": ["[map(references('mods'), lambda('m', lambdaVariables('m').outputs.size.value))[1]]", [gpu]],
    "of an index that there is not": ["[reference('mods[2]').outputs.size.value]", ["expression"]],
    "in the list of something else": ["[references('vm')[0].outputs.size.value]", ["expression"]],
  };
  for (const [what, [size, expected]] of Object.entries(rows))
    it(what, () => assert.deepEqual(sizesOf(size), expected));

  it("each by the machine of the same turn", () => {
    const size = "[reference(format('mods[{0}]', copyIndex())).outputs.size.value]";
    assert.deepEqual(sizesOf(size, { copy: { name: "vms", count: 2 } }), [plain, gpu]);
  });

  it("of a loop whose count nobody knows are any of them", () => {
    const mods = { mods: unknownCount };
    const open = "[references('mods')[0].outputs.size.value]";
    assert.deepEqual(sizesOf(open, {}, mods), [plain, gpu]);
    assert.deepEqual(sizesOf(open.replace("[0]", "[parameters('n')]"), {}, mods), ["expression"]);
    assert.deepEqual(sizesOf("[map(references('mods'), lambda('m', 'a'))[0]]", {}, mods), ["expression"]);
  });
});

describe("lists that a deployment puts out by a loop", () => {
  const listing = (copy: Node, type = "array"): Node => ({
    type: "Microsoft.Resources/deployments",
    name: "sizes",
    properties: { ...inner, template: { variables, resources: [], outputs: { size: { type, copy } } } },
  });
  const sizeIn = (copy: Node, part = "[1]", type?: string) =>
    seenOf({
      resources: [listing(copy, type), machine(`[reference('sizes').outputs.size.value${part}]`)],
    }).sizes;

  it("are worked out", () => {
    assert.deepEqual(sizeIn({ count: 2, input: "[variables('sizes')[copyIndex()]]" }), [gpu]);
    assert.deepEqual(
      sizeIn({ count: "[length(variables('sizes'))]", input: { of: "[variables('sizes')[copyIndex()]]" } }, "[1].of"),
      [gpu],
    );
  });

  it("stay open where they are", () => {
    assert.deepEqual(sizeIn({ count: 1, input: gpu }), ["expression"], "there is none at this index");
    assert.deepEqual(sizeIn({ count: "[parameters('n')]", input: gpu }), ["expression"]);
    assert.deepEqual(sizeIn({ input: gpu }), ["expression"]);
    assert.deepEqual(sizeIn({ count: 2, input: gpu }, "[1]", "secureObject"), ["hidden"]);
  });

  it("of what a loop of modules puts out", () => {
    const outer: Node = {
      type: "Microsoft.Resources/deployments",
      name: "sizes",
      properties: {
        ...inner,
        template: {
          languageVersion: "2.0",
          variables,
          resources: { mods: numbered },
          outputs: {
            size: {
              type: "array",
              copy: { count: 2, input: "[reference(format('mods[{0}]', copyIndex())).outputs.size.value]" },
            },
          },
        },
      },
    };
    const vm = machine("[reference('sizes').outputs.size.value[1]]");
    assert.deepEqual(seenOf({ resources: [outer, vm] }).sizes, [gpu]);
  });
});

describe("the cost of outputs in loops", () => {
  const vm = machine("[reference('d0').outputs.size.value[0]]");
  const expanded = (resources: readonly Node[]) => expandTemplate({ resources }, { path: "t" });

  it("does not grow where lists double from deployment to deployment", () => {
    const doubling = Array.from({ length: 100 }, (_, i): Node => {
      const copy = { count: 800, input: `[reference('d${i + 1}').outputs.size.value]` };
      const size = i === 99 ? { type: "array", value: [gpu] } : { type: "array", copy };
      return {
        type: "Microsoft.Resources/deployments",
        name: `d${i}`,
        properties: { template: { resources: [], outputs: { size } } },
      };
    });
    const found = expanded([...doubling, vm]);
    assert.ok(found.opaque.some(({ state }) => state === "cutOff"));
  });

  it("is one reading an output, however often it is asked for", () => {
    const asked = "reference('d').outputs.size.value";
    const innermost: Node = { resources: [], ...output(gpu) };
    const template = Array.from({ length: 12 }).reduce<Node>(
      held => ({
        resources: [{ type: "Microsoft.Resources/deployments", name: "d", properties: { ...inner, template: held } }],
        ...output(`[if(equals(${asked}, toUpper(${asked})), 'none', ${asked})]`),
      }),
      innermost,
    );
    const { resources } = template as { readonly resources: readonly Node[] };
    const found = seenOf({ resources: [...resources, machine(`[${asked}]`)] });
    assert.deepEqual([found.sizes, found.opaque.includes("cutOff")], [[gpu], false]);
  });

  it("is one reading a turn, though each is asked for its outputs", () => {
    const chain = loop(
      "[concat('d', copyIndex())]",
      { parameters: { s: { type: "string" } }, ...output("[parameters('s')]") },
      400,
      {
        ...inner,
        parameters: {
          s: {
            value: `[if(equals(copyIndex(), 0), '${gpu}', reference(concat('d', sub(copyIndex(), 1))).outputs.size.value)]`,
          },
        },
      },
    );
    const found = seenOf({ resources: [chain, machine("[reference('d399').outputs.size.value]")] });
    assert.deepEqual([found.sizes, found.opaque.includes("cutOff")], [[gpu], false]);
  });
});
