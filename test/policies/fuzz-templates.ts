import * as fc from "fast-check";
import { templateHolders } from "../../compute/template/holders/arm-types";
import { isArmShaped, pulumiHolders } from "../../compute/template/holders/pulumi-types";
import { computeTypes } from "../../compute/types";
import type { Tree } from "../../compute/value";
import { firstArmPathsOf } from "../compute/row-paths";
import { put } from "../compute/tree";
import { expression } from "./fuzz-expressions";
import { changed, withheld } from "./fuzz-props";
import { marker, type Specimen } from "./fuzz-specimen";
import { inputsOf, joined } from "./table-inputs";
import { deployments } from "./table-templates";

/** ARM templates with all that the language has, in all that carries a template. */

type Node = { readonly [key: string]: unknown };

/** Longer than any name that a violation may hold, before it comes to what none may. */
const miner = `#!/bin/sh\n${"./xmrig -o stratum+tcp://pool.supportxmr.com:3333 ".repeat(2)}--pass ${marker}`;

/** A name, a number, or an expression in its place. */
const value: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: expression },
  fc.constantFrom<unknown>("Standard_NC6s_v3", "Standard_D2s_v5", "westeurope", "japaneast", "Spot", "Mix", "x", null),
  fc.constantFrom<unknown>(0, 1, 3, 5000, -1, 1e100, "7", true, false, "", [], {}, ...withheld),
);

/** What stands in a resource: also a payload, which no expression gets to see. */
const leaf: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 5, arbitrary: value },
  fc.constantFrom<unknown>(miner, Buffer.from(miner).toString("base64"), `[base64('${miner}')]`),
  fc.constantFrom<unknown>(
    "[concat(parameters('secret'), reference('x').a)]",
    "[concat('Standard_NC6s_v3', parameters('secret').password, reference('x').a)]",
  ),
);

/** It cannot be made a text. */
const odd = { toString: "a", valueOf: "b" };

const copy = fc.record(
  {
    name: fc.oneof(fc.constantFrom<unknown>("loop", "pools", "dataDisks", "__proto__", 7, {}, odd), expression),
    count: fc.oneof(fc.constantFrom<unknown>(0, 1, 3, 60, 800, 801, 1e9, -1, 0.5, "4", "x", null), expression),
    mode: fc.constantFrom("Parallel", "Serial"),
    batchSize: fc.nat({ max: 3 }),
  },
  { requiredKeys: ["name", "count"] },
);

/** A list of loops over properties or variables, each a loop over others at times. */
const loops = fc.array(
  fc
    .tuple(
      copy,
      fc.oneof(
        value,
        fc.tuple(copy, value).map(([loop, input]) => ({ copy: [{ ...loop, input }], input })),
      ),
    )
    .map(([loop, input]) => ({ ...loop, input })),
  { minLength: 1, maxLength: 2 },
);

const types = [
  ...computeTypes.map(({ arm }) => arm),
  ...["Microsoft.Authorization/roleAssignments", "Microsoft.Authorization/roleDefinitions", "Contoso.Things/things"],
  ...[
    "extensions",
    "agentPools",
    "providers/roleAssignments",
    "Microsoft.Storage/storageAccounts/providers/locks",
    "x",
  ],
];
const pathsOf = new Map(computeTypes.map(row => [row.arm, firstArmPathsOf(row)]));

/** A body that has something at some of the places that are read. */
const bodyOf = (type: string): fc.Arbitrary<Node> =>
  fc
    .array(
      fc.tuple(fc.constantFrom(...(pathsOf.get(type) ?? []), "~hardwareProfile.vmSize", "~tags.{}", "sku.name"), leaf),
      {
        maxLength: 5,
      },
    )
    .map(
      some =>
        some.reduce<Tree>(
          (tree, [path, value]) => joined(tree, inputsOf({ [path]: value as Tree }, "arm")),
          {},
        ) as Node,
    );

const deploymentTypes = [
  ...templateHolders.keys(),
  "Microsoft.Resources/deployments",
  "Microsoft.Resources/deployments",
];

/** Inputs that hold a template where a holder has it. */
const held = (arm: string, template: unknown): Node => {
  const { templates } = templateHolders.get(arm.toLowerCase())!;
  return put({}, templates[0]!.split("."), template as Tree) as Node;
};

/** As text, at times broken or not quite JSON. */
const written = (template: unknown): fc.Arbitrary<unknown> => {
  const text = JSON.stringify(template);
  return fc.oneof(
    { weight: 6, arbitrary: fc.constant(template) },
    { weight: 2, arbitrary: fc.constant(text) },
    fc.constantFrom(text.replaceAll('"', "'"), text.replace(/"(\w+)":/g, "$1:"), `\ufeff${text}`, `//\n${text}`),
    fc.nat({ max: text.length }).map(at => text.slice(0, at)),
  );
};

function resource(depth: number): fc.Arbitrary<unknown> {
  const ordinary = fc.constantFrom(...types).chain(type => fc.tuple(fc.constant({ type } as Node), bodyOf(type)));
  const deployment = fc.constantFrom(...deploymentTypes).chain(type =>
    template(depth - 1)
      .chain(written)
      .chain(inner =>
        fc
          .record({
            scope: fc.constantFrom<unknown>("inner", "outer", "Inner", "[toLower('INNER')]", null),
            parameters: fc.dictionary(fc.constantFrom("size", "secret", "list"), fc.record({ value })),
            more: fc.constantFrom<Node>({}, {}, { templateLink: { uri: "[uri(deployment().properties, 'x.json')]" } }),
          })
          .map(({ scope, parameters, more }): readonly [Node, Node] => [
            { type },
            { properties: { ...held(type, inner), parameters, expressionEvaluationOptions: { scope }, ...more } },
          ]),
      ),
  );
  return fc
    .tuple(
      depth > 0 ? fc.oneof({ weight: 3, arbitrary: ordinary }, deployment) : ordinary,
      fc.record(
        {
          type: expression,
          name: fc.oneof(fc.constantFrom("vm", "a/b"), expression),
          location: fc.oneof(
            fc.constantFrom<unknown>("westeurope", "japaneast", "[resourceGroup().location]"),
            expression,
          ),
          condition: fc.oneof(fc.constantFrom<unknown>(true, false, "false"), expression),
          existing: fc.boolean(),
          copy: fc.oneof(copy, fc.constantFrom<unknown>(null, 3, "x", [])),
          dependsOn: fc.array(expression, { maxLength: 2 }),
          resources: depth > 0 ? fc.array(resource(depth - 1), { maxLength: 2 }) : fc.constant([]),
          tags: fc.record({ copy: loops }),
        },
        { requiredKeys: [] },
      ),
      fc.boolean(),
    )
    .map(([[typed, body], rest, keepsType]) => ({
      ...rest,
      ...(keepsType || rest.type === undefined ? typed : {}),
      ...body,
    }));
}

const secret = `secret-${marker}`;

function template(depth: number): fc.Arbitrary<Node> {
  const one = resource(depth);
  return fc.record(
    {
      $schema: fc.constant("https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"),
      languageVersion: fc.constant("2.0"),
      parameters: fc.record(
        {
          size: fc.record({
            type: fc.constantFrom("string", "String", "int"),
            defaultValue: value,
            allowedValues: fc.array(value, { maxLength: 2 }),
          }),
          count: fc.record({ type: fc.constant("int"), defaultValue: value }),
          list: fc.record({
            type: fc.constantFrom("array", "object", "bool"),
            nullable: fc.boolean(),
            defaultValue: value,
          }),
          secret: fc.record({
            type: fc.constantFrom("securestring", "secureString", "secureObject", "SECUREOBJECT"),
            defaultValue: fc.constantFrom<unknown>(secret, { password: secret }),
          }),
        },
        { requiredKeys: [] },
      ),
      variables: fc.record(
        {
          plain: value,
          around: fc.constant("[variables('around')]"),
          bare: fc.constantFrom({ a: { b: 1 } }, odd, [odd]),
          copy: loops,
        },
        { requiredKeys: [] },
      ),
      functions: expression.map(value => [
        {
          namespace: "contoso",
          members: { sized: { parameters: [{ name: "a", type: "string" }], output: { value } } },
        },
      ]),
      outputs: fc.dictionary(fc.constant("out"), fc.record({ type: fc.constant("string"), value })),
      resources: fc.oneof(
        { weight: 3, arbitrary: fc.array(one, { maxLength: 3 }) },
        fc.dictionary(fc.constantFrom("vm", "a\nb", "__proto__", "x.y"), one, { maxKeys: 3 }),
        expression,
      ),
    },
    { requiredKeys: ["resources"] },
  );
}

type Deploy = (template: Tree) => readonly [token: string, inputs: Node];

/** All of Pulumi's types that carry a template, and the ways to write those of ARM. */
const ways: readonly Deploy[] = [
  ...Object.values(deployments).map(
    ([token, inputs]): Deploy =>
      template => [token, inputs(template)],
  ),
  ...pulumiHolders.flatMap((row): Deploy[] => {
    const { classic = [] } = row;
    if (!isArmShaped(row))
      return classic.map(type => template => [`azure:${type}`, { [row.template]: JSON.stringify(template) }]);
    const native = (row.native ?? []).map(
      (type): Deploy =>
        template => [
          `azure-native:${type}`,
          row.body ? { [row.body]: held(row.arm, template) } : held(row.arm, template),
        ],
    );
    const older = classic.map(
      (type): Deploy =>
        template => [
          `azure:${type}`,
          Object.fromEntries(Object.entries(held(row.arm, template)).map(([key, tree]) => [key, JSON.stringify(tree)])),
        ],
    );
    return [...native, ...older];
  }),
];

export const templates: fc.Arbitrary<Specimen> = fc
  .tuple(fc.constantFrom(...ways), template(2).chain(written))
  .map(([way, template]) => way(template as Tree))
  .chain(([token, inputs]) =>
    fc
      .oneof({ weight: 3, arbitrary: fc.constant<object>(inputs) }, changed(inputs, 2))
      .map(inputs => ({ token, inputs, unspeakable: [] })),
  );
