import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv";
import addFormats from "ajv-formats";
import { parse } from "yaml";
import { parseEstate } from "../../catalogue/estate-file";
import { estateJsonSchema } from "../../catalogue/estate-schema";
import { estateExamples } from "../../docs/estate-examples";

const example = readFileSync(join(__dirname, "../../examples/computeguard.yaml"), "utf8");
const exception = "rule: x, resource: y, reason: it is known, owner: z";

describe("the JSON Schema of the estate", () => {
  const schema = estateJsonSchema();
  const validate = addFormats(new Ajv({ strict: false })).compile(schema);
  const isValid = (text: string) => validate(parse(text) ?? {});

  it("takes the example of this repository", () => assert(isValid(example), JSON.stringify(validate.errors)));

  const good: readonly (readonly [what: string, text: string])[] = [
    ["nothing at all", "{}"],
    ["a region in Azure's own spelling", "regions: [West Europe]"],
    ["an approval with a scope", "gpuSizes: [{size: Standard_NC*_T4_v3, in: [a], tag: a=b, max: 4}]"],
    ["thresholds of which most are left out", "thresholds: {dormantDays: 30}"],
    ["an exception", `exceptions: [{${exception}, until: "2026-12-31", upTo: {size: [a, b], count: 1}}]`],
    [
      "a cap",
      "quotaCaps: [{subscription: 00000000-0000-0000-0000-000000000001, region: japaneast, family: abc, cap: 0}]",
    ],
  ];
  for (const [what, text] of good) it(`takes ${what}`, () => assert(isValid(text), JSON.stringify(validate.errors)));

  const bad: readonly (readonly [what: string, text: string])[] = [
    ["an unknown key", "gpuSize: []"],
    ["an unknown threshold", "thresholds: {dormantDay: 30}"],
    ["a text in place of a list", "regions: westeurope"],
    ["a size in brackets", 'gpuSizes: ["[x]"]'],
    ["an approval without a size", "gpuSizes: [{max: 4}]"],
    ["a tag without a value", "gpuSizes: [{size: a, tag: b}]"],
    ["a count of nothing", "maxInstances: 0"],
    ["half a machine", "maxInstances: 1.5"],
    ["a price below nothing", "maxUsdPerHour: -1"],
    ["a level that is none", "unknownValues: maybe"],
    ["a tenant by name", "trustedTenants: [contoso.com]"],
    ["a workspace by name", "workspace: log-contoso"],
    ["more days than Azure keeps", "thresholds: {historyDays: 91}"],
    ["an exception for ever", `exceptions: [{${exception}}]`],
    ["an exception until a day that is none", `exceptions: [{${exception}, until: "2026-13-31"}]`],
    [
      "an exception without a reason worth the name",
      'exceptions: [{rule: x, resource: y, reason: no, owner: z, until: "2026-12-31"}]',
    ],
    ["a switch that is a text", 'allowTagExceptions: "yes"'],
    [
      "a cap without its family",
      "quotaCaps: [{subscription: 00000000-0000-0000-0000-000000000001, region: japaneast, cap: 0}]",
    ],
  ];
  for (const [what, text] of bad)
    it(`refuses ${what}, as the estate file does`, () => {
      assert(!isValid(text));
      assert.throws(() => parseEstate(text, "x"));
    });

  for (const [setting, text] of Object.entries(estateExamples))
    it(`the example of ${setting} in docs/estate.md is an estate that sets it`, () => {
      assert(isValid(text), JSON.stringify(validate.errors));
      assert.deepEqual(Object.keys(parse(text)), [setting]);
      assert(parseEstate(text, "x"));
    });

  it("describes each property", () => {
    const undescribed = (node: unknown, at: string): string[] => {
      if (node === null || typeof node !== "object") return [];
      const { properties } = node as {
        readonly properties?: Readonly<Record<string, { readonly description?: string }>>;
      };
      return [
        ...Object.entries(properties ?? {}).flatMap(([name, { description }]) =>
          description ? [] : [`${at}.${name}`],
        ),
        ...Object.entries(node).flatMap(([key, below]) => undescribed(below, `${at}/${key}`)),
      ];
    };
    assert.deepEqual(undescribed(schema, ""), []);
  });
});
