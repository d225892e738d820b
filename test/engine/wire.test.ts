import assert from "node:assert/strict";
import fc from "fast-check";
import { asset, flattened, fromWire, type Json, toWire, visible, withOutputs, withoutOutputs } from "../../engine/wire";

/** From Pulumi's own sources: `sdk/go/common/resource/sig/sig.go` and `plugin/rpc.go`. */
const key = "4dabf18193072939515e22adb298388d";
const cases: readonly (readonly [what: string, fixture: Json, wire: Json])[] = [
  ["plain values", { a: [1, "b", true, null] }, { a: [1, "b", true, null] }],
  ["an unknown", { size: { $unknown: true } }, { size: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" }],
  ["a secret", { $secret: "x" }, { [key]: "1b47061264138c4ac30d75fd1eb44270", value: "x" }],
  [
    "an unknown secret",
    { $secret: { $unknown: true } },
    { [key]: "1b47061264138c4ac30d75fd1eb44270", value: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" },
  ],
  ["an asset", { $asset: "text" }, { [key]: "c44067f5952c0a294b673a41bacd8c17", text: "text" }],
  [
    "an archive",
    { $archive: { "run.sh": { $asset: "text" } } },
    {
      [key]: "0def7320c3a5731c473e5ecbe6d01bc7",
      assets: { "run.sh": { [key]: "c44067f5952c0a294b673a41bacd8c17", text: "text" } },
    },
  ],
  ["what only looks like a mark", { $unknown: false, $secret: 1 }, { $unknown: false, $secret: 1 }],
];

describe("wire", () => {
  for (const [what, fixture, wire] of cases) {
    it(`writes and reads ${what}`, () => {
      assert.deepEqual(toWire(fixture), wire);
      assert.deepEqual(fromWire(wire), fixture);
    });
  }

  it("reads every kind of unknown, and of assets that are not text, which no fixture writes", () => {
    assert.deepEqual(fromWire("3eeb2bf0-c639-47a8-9e75-3b44932eb421"), { $unknown: true });
    assert.deepEqual(fromWire({ ...asset(""), path: "a", text: null }), { $asset: "" });
  });

  it("loses nothing on the way there and back", () => {
    const { fixture } = fc.letrec<{ fixture: Json }>(tie => ({
      fixture: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom<Json>({ $unknown: true }, null, true, 1.5, "", "$unknown"),
        fc.string(),
        fc.string().map(text => ({ $asset: text })),
        tie("fixture").map(value => ({ $secret: value })),
        fc.array(tie("fixture"), { maxLength: 3 }),
        fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), tie("fixture"), { maxKeys: 3, noNullPrototype: true }),
      ),
    }));
    fc.assert(fc.property(fixture, value => assert.deepEqual(fromWire(toWire(value)), value)));
  });

  it("shows a pack no resources and no outputs: an id, a URN, a value", () => {
    const reference = (more: object) => ({ [key]: "5cf8f73096256a8f31e491e813e4eb8e", urn: "urn:a", ...more });
    const output = (more: object) => ({ [key]: "d0e6a833031e9bbcd3f4e8bde6ca49a4", ...more });
    const shown = (value: Json) => fromWire(flattened({ value: [value] }).value ?? null);
    const rows: readonly (readonly [Json, Json])[] = [
      [reference({ id: "an id" }), "an id"],
      [reference({ id: "" }), { $unknown: true }],
      [reference({}), "urn:a"],
      [output({}), { $unknown: true }],
      [output({ value: [reference({ id: "an id" })], dependencies: ["urn:a"] }), ["an id"]],
      [output({ value: output({ secret: true }) }), { $secret: { $unknown: true } }],
      [asset("text"), { $asset: "text" }],
    ];
    for (const [wire, wanted] of rows) assert.deepEqual(shown(wire), [wanted]);
    const plain = { a: [1, { b: "c" }] };
    assert.equal(flattened(plain), plain);
  });

  it("gives transforms outputs, and takes them back as they were", () => {
    const wire = toWire({ a: { $unknown: true }, b: [{ $secret: { $unknown: true } }, { $secret: "x" }], c: "d" });
    const outputs = withOutputs(wire as { a: Json });
    assert.deepEqual(outputs.a, { [key]: "d0e6a833031e9bbcd3f4e8bde6ca49a4" });
    assert.deepEqual(withoutOutputs(outputs), wire);
  });

  it("hides the engine's own properties at the top, and only there", () => {
    assert.deepEqual(visible({ __internal: 1, __defaults: [], a: { __b: 2 } }), { a: { __b: 2 } });
  });
});
