import assert from "node:assert/strict";
import { type GivenConfig, type PolicyConfig, reconcile } from "../../engine/config";

const policies = [
  {
    name: "sized",
    level: "mandatory",
    configSchema: {
      properties: {
        most: { type: "integer", minimum: 1, default: 10 },
        except: { type: "array", items: { type: "string" }, default: ["a", "b"] },
        note: { type: "string" },
      },
      required: ["most"],
    },
  },
  { name: "plain", level: "advisory" },
] as const;

const cases: readonly {
  what: string;
  initial?: GivenConfig;
  file?: GivenConfig;
  expected: Record<string, PolicyConfig>;
}[] = [
  {
    what: "takes the schema's defaults and the policies' own levels",
    expected: {
      sized: { level: "mandatory", properties: { most: 10, except: ["a", "b"] } },
      plain: { level: "advisory", properties: {} },
    },
  },
  {
    what: "puts what the pack starts with over the defaults, and the file over both, key by key",
    initial: { sized: { most: 3, note: "pack" } },
    file: { sized: { enforcementLevel: "advisory", except: [], note: "file" } },
    expected: {
      sized: { level: "advisory", properties: { most: 3, except: [], note: "file" } },
      plain: { level: "advisory", properties: {} },
    },
  },
  {
    what: 'heeds "all" first, wherever it stands',
    file: { sized: "remediate", all: "disabled" },
    expected: {
      sized: { level: "remediate", properties: { most: 10, except: ["a", "b"] } },
      plain: { level: "disabled", properties: {} },
      all: { level: "disabled", properties: {} },
    },
  },
  {
    what: "accepts a policy that is not there, and passes over environments",
    file: { environments: ["prod"], misspelt: "mandatory" },
    expected: {
      sized: { level: "mandatory", properties: { most: 10, except: ["a", "b"] } },
      plain: { level: "advisory", properties: {} },
      misspelt: { level: "mandatory", properties: {} },
    },
  },
];

const refusals: readonly (readonly [what: string, file: GivenConfig, message: RegExp])[] = [
  ["a level that does not exist", { plain: "fatal" }, /^plain: "fatal" is no policy configuration/],
  ["the same in an object", { plain: { enforcementLevel: "fatal" } }, /^plain: "fatal" is no level/],
  ["a list", { plain: [] }, /^plain: \[\] is no policy configuration/],
  ["a value against the schema", { sized: { most: 0 } }, /sized: \/most must be >= 1/],
  ["a value of another type", { sized: { except: "a" } }, /sized: \/except must be array/],
];

describe("policy configuration", () => {
  for (const { what, initial, file, expected } of cases) {
    it(what, () => assert.deepEqual(Object.fromEntries(reconcile(policies, initial, file)), expected));
  }

  for (const [what, file, message] of refusals) {
    it(`refuses ${what}`, () => assert.throws(() => reconcile(policies, {}, file), { name: "EngineError", message }));
  }

  it("refuses to go without what the schema requires", () => {
    const [{ configSchema, ...sized }] = policies;
    const without = { ...sized, configSchema: { ...configSchema, properties: {} } };
    assert.throws(() => reconcile([without]), { message: /sized: must have required property 'most'/ });
  });
});
