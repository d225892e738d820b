import assert from "node:assert/strict";
import { asset } from "@pulumi/pulumi";
import type { Tree } from "../../compute/value";
import type { Example } from "../../policies/policy";
import { base64, deployed, deployment, machine, nested, numbered, refusals, sized, times, vm } from "./hostile-kit";

/** The quiet twins of hostile resources: the same functions, loops and places, in measure. They are read right, and pass. */

const size = "Standard_D2s_v5";

function read(example: Example) {
  const { facts, found } = refusals(example);
  const sizes = (facts?.requests ?? []).map(({ size, count }) => [
    size.state === "known" ? size.value : size.state,
    count.state === "known" ? count.value : 1,
  ]);
  return { found, sizes };
}

const chain = (n: number): Tree =>
  numbered(n, i => ({
    parameters: [{ name: "x", type: "string" }],
    output: { type: "string", value: i === n - 1 ? "[parameters('x')]" : `[f.v${i + 1}(parameters('x'))]` },
  }));

/** Expressions that give the size, with what else they need of the template. */
const expressions: { readonly [what: string]: readonly [text: string, rest?: object] } = {
  "map in map": [
    "[first(map(range(0, 3), lambda('a', first(map(range(0, 3), lambda('b', concat('Standard_D', string(add(lambdaVariables('b'), 2)), 's_v5')))))))]",
  ],
  filter: [`[first(filter(createArray('a', '${size}'), lambda('x', contains(lambdaVariables('x'), 'D2s'))))]`],
  reduce: [
    "[reduce(createArray('Standard_', 'D2s', '_v5'), '', lambda('a', 'b', concat(lambdaVariables('a'), lambdaVariables('b'))))]",
  ],
  createObject: [`[createObject('a', '${size}').a]`],
  union: [`[union(createArray('${size}'), createArray('b'))[0]]`],
  split: [`[split('a,${size}', ',')[1]]`],
  "copies in variables": ["[variables('c')[2]]", { variables: { copy: [{ name: "c", count: 3, input: size }] } }],
  "functions in a chain": [`[f.v0('${size}')]`, { functions: [{ namespace: "f", members: chain(5) }] }],
  format: ["[format('Standard_{0}_{1}', 'D2s', 'v5')]"],
  padLeft: ["[concat('Standard_D', padLeft('2', 1, '0'), 's_v5')]"],
  "base64 undone, ten times": [`[${"base64ToString(base64(".repeat(10)}'${size}'${"))".repeat(10)}]`],
  "json of string": [`[json(string('"${size}"'))]`],
};

describe("the quiet twins of resources that mean harm", () => {
  for (const [what, [text, rest = {}]] of Object.entries(expressions))
    it(what, () =>
      assert.deepEqual(read(deployed({ ...rest, resources: [vm(sized(text))] })), { found: [], sizes: [[size, 1]] }),
    );

  it("templates in each other", () =>
    assert.deepEqual(
      read(
        deployed(
          nested(4, (inner: Tree): Tree => ({ resources: [deployment(inner)] }), { resources: [vm(sized(size))] }),
        ),
      ),
      { found: [], sizes: [[size, 1]] },
    ));

  it("a loop in a loop", () => {
    const inner = deployment(
      { resources: [vm(sized(size), { copy: { name: "d", count: 2 } })] },
      { copy: { name: "c", count: 2 } },
    );
    const { found, sizes } = read(deployed({ resources: [inner] }));
    assert.deepEqual(found, []);
    assert.equal(
      sizes.reduce((sum, [, count]) => sum + (count as number), 0),
      4,
    );
  });

  it("deployments in a resource of azapi", () =>
    assert.deepEqual(
      read([
        "azapi:resources:Resource",
        {
          type: "Microsoft.Resources/resourceGroups@2024-03-01",
          body: { resources: Array.from({ length: 5 }, () => deployment({ resources: [vm(sized(size))] })) },
        },
      ]),
      { found: [], sizes: Array.from({ length: 5 }, () => [size, 1]) },
    ));

  it("machines of one template, each with a script of its own", () => {
    const { found, sizes } = read(
      deployed({
        resources: Array.from({ length: 4 }, (_, i) =>
          vm({
            ...(sized(size) as object),
            osProfile: { customData: base64(`#!/bin/sh\n${times(2000, n => `echo ${i} ${n}\n`)}`) },
          }),
        ),
      }),
    );
    assert.deepEqual(found, []);
    assert.equal(sizes.length, 4);
  });

  it("a script that removes a miner from a hundred places", () =>
    assert.deepEqual(read(machine(`#!/bin/sh\n${times(100, i => `rm -rf /tmp/${i}/xmrig\n`)}`)).found, []));

  it("a formula of a hundred terms", () =>
    assert.deepEqual(
      read([
        "azure-native:batch:Pool",
        {
          vmSize: size,
          scaleSettings: {
            autoScale: { formula: `$TargetDedicatedNodes = min(2, $ActiveTasks${" + 1".repeat(100)});` },
          },
        },
      ]).found,
      [],
    ));

  it("an asset where no script stands", () =>
    assert.deepEqual(
      read([
        "azure-native:compute:VirtualMachine",
        { ...(sized(size) as object), tags: { readme: new asset.StringAsset("hello") as never } },
      ]).found,
      [],
    ));
});
