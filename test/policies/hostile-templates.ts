import type { Tree } from "../../compute/value";
import type { Example } from "../../policies/policy";
import { base64, deployed, deployment, nested, numbered, script, sized, vm } from "./hostile-kit";

/** Templates whose expressions and loops grow without end. Some give the size of a machine, others stand before one that is refused. */

const gpu = "Standard_NC6s_v3";
const giving = (vmSize: string, rest: object = {}): Example => deployed({ ...rest, resources: [vm(sized(vmSize))] });
/** Something that is worked out, and behind it a machine with GPUs. */
const before = (of: Tree, rest: object = {}): Example =>
  deployed({ ...rest, resources: [vm({ ...(sized("Standard_D2s_v5") as object), of }), vm(sized(gpu))] });
/** Variables each made of the next one, which comes twice in it. */
const doubling = (make: (next: string) => string, core: Tree, n = 60): object => ({
  variables: { ...numbered(n, i => `[${make(`variables('v${i + 1}')`)}]`), [`v${n}`]: core },
});
const heavy: Tree = {
  resources: [
    vm(
      sized(
        "[string(map(range(0, 10000), lambda('a', map(range(0, 10000), lambda('b', string(lambdaVariables('b')))))))]",
      ),
    ),
  ],
};
const loop = (count: number, input: Tree, name = "c"): Tree => ({ name, count, input });

export const hostileTemplates: { readonly [what: string]: () => Example } = {
  "filters in filters": () =>
    giving(
      "[string(filter(range(0, 10000), lambda('a', equals(length(filter(range(0, 10000), lambda('b', less(lambdaVariables('b'), lambdaVariables('a'))))), 0))))]",
    ),
  "a list that grows in reduce": () =>
    giving(
      "[string(reduce(range(0, 10000), createArray(), lambda('a', 'b', concat(lambdaVariables('a'), range(0, 10000)))))]",
    ),
  "objects that double": () =>
    before(
      "[variables('v0')]",
      doubling(v => `createObject('a', ${v}, 'b', ${v})`, gpu),
    ),
  "unions that double": () =>
    before(
      "[variables('v0')]",
      doubling(v => `union(${v}, map(${v}, lambda('a', concat(lambdaVariables('a'), '${v.length}', 'x'))))`, ["a"]),
    ),
  "splits that double": () =>
    before(
      "[variables('v0')]",
      doubling(v => `split(concat(join(${v}, ','), ',', join(${v}, ',')), ',')`, ["a", gpu]),
    ),
  "a text of a million commas, split": () => before("[split(padLeft('', 1000000, ','), ',')]"),
  "copies of copies in variables": () =>
    before("[variables('c')]", {
      variables: { copy: [loop(800, { inner: { copy: [loop(800, { a: "[copyIndex('d')]" }, "d")] } })] },
    }),
  "copies of copies in properties": () =>
    before({ copy: [loop(800, { copy: [loop(800, { copy: [loop(800, "[copyIndex('e')]", "e")] }, "d")] })] }),
  "copies of copies in outputs": () =>
    before("a", {
      outputs: {
        o: { type: "array", copy: loop(800, { copy: [loop(800, { copy: [loop(800, "a", "e")] }, "d")] }) },
      },
    }),
  "functions that call each other twice": () =>
    giving("[f.v0('Standard_NC6s_v3')]", {
      functions: [
        {
          namespace: "f",
          members: numbered(60, i => ({
            parameters: [{ name: "x", type: "string" }],
            output: {
              type: "string",
              value:
                i === 59
                  ? "[parameters('x')]"
                  : `[first(createArray(f.v${i + 1}(parameters('x')), f.v${i + 1}(parameters('x'))))]`,
            },
          })),
        },
      ],
    }),
  "a function that calls itself": () =>
    giving("[f.a('Standard_NC6s_v3')]", {
      functions: [
        {
          namespace: "f",
          members: {
            a: {
              parameters: [{ name: "x", type: "string" }],
              output: { value: "[concat(f.a(parameters('x')), 'x')]" },
            },
          },
        },
      ],
    }),
  "300 templates in each other": () =>
    deployed(
      nested(300, (template: Tree): Tree => ({ resources: [deployment(template)] }), { resources: [vm(sized(gpu))] }),
    ),
  "loops of 800 in a loop of 800": () =>
    deployed({
      resources: [
        deployment(
          {
            resources: [vm({ ...(sized(gpu) as object), copy: [loop(800, "a")] }, { copy: { name: "d", count: 800 } })],
          },
          { copy: { name: "c", count: 800 } },
        ),
      ],
    }),
  "a format of 100,000 places": () => giving(`[format('${"{0}".repeat(100_000)}', padLeft('a', 100000, 'a'))]`),
  "formats that double": () =>
    giving(
      "[variables('v0')]",
      doubling(v => `format('{0}{0}', ${v})`, gpu),
    ),
  "padLeft to a billion": () => giving(`[concat('${gpu}', padLeft('a', 1000000000, 'x'))]`),
  "base64 undone a thousand times": () =>
    giving(`[${"base64ToString(base64(".repeat(1000)}'${gpu}'${"))".repeat(1000)}]`),
  "json of string a thousand times": () => giving(`[${"json(string(".repeat(1000)}'"${gpu}"'${"))".repeat(1000)}]`),
  "JSON that doubles": () =>
    before(
      "[variables('v0')]",
      doubling(v => `json(concat('[', string(${v}), ',', string(${v}), ']'))`, [gpu]),
    ),
  "JSON of 100,000 brackets": () => before(`[json('${"[".repeat(100_000)}${"]".repeat(100_000)}')]`),
  "brackets of an expression, 100,000 deep": () =>
    giving(`[${"first(createArray(".repeat(50_000)}'${gpu}'${"))".repeat(50_000)}]`),
  "a dear template in each of 300 resources of azapi": () => [
    "azapi:resources:Resource",
    {
      type: "Microsoft.Resources/resourceGroups@2024-03-01",
      body: { resources: [...Array.from({ length: 300 }, () => deployment(heavy)), vm(sized(gpu))] },
    },
  ],
  "a dear template in each of 300 templates": () =>
    deployed({ resources: [...Array.from({ length: 300 }, () => deployment(heavy)), vm(sized(gpu))] }),
  "a dear template before a thousand dear scripts": () =>
    deployed({
      resources: [
        ...Array.from({ length: 1000 }, (_, i) =>
          vm({
            hardwareProfile: { vmSize: "Standard_D2s_v5" },
            osProfile: {
              customData: i === 999 ? base64(script) : base64(`#!/bin/sh\n${`rm -rf /tmp/${i}/xmrig\n`.repeat(1000)}`),
            },
          }),
        ),
        deployment(heavy),
      ],
    }),
};
