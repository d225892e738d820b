import assert from "node:assert/strict";
import { layersOf } from "../../payloads/decoders/decode";
import { addsNothing, base64, comesOut, needle, script } from "./decoder-table";

const quoted = './worker -o s"tratum"+tcp://pool.con"tos"o.com:3333';

describe("payloads: texts in JSON", () => {
  comesOut({
    "quotes in words": JSON.stringify({ commandToExecute: quoted }),
    "quotes in words, in a list": JSON.stringify([{ a: [1, null, quoted] }]),
    "JSON in JSON": JSON.stringify({ settings: JSON.stringify({ commandToExecute: quoted }) }),
    "among many": JSON.stringify([...Array.from({ length: 5000 }, (_, i) => `value "${i}"`), quoted]),
    "a cloud-config": JSON.stringify({
      data: '#cloud-config\nruncmd:\n- "./worker -o stratum+\\\n   tcp://pool.contoso.com:3333"\n',
    }),
    "a script in base64": JSON.stringify({ script: base64(script) }),
  });
  addsNothing({
    numbers: "[1, 2, 3]",
    "names that stand there as they are": JSON.stringify({ name: "render", tags: { team: "graphics" } }, null, 2),
    "no JSON": '{"a": "b \\" c"',
  });

  it("what is not quoted in it stays beside its name", () => {
    const { texts } = layersOf(JSON.stringify({ blocked: "pool.contoso.com", note: 'a "note"' }));
    assert.ok(texts.includes('a "note"'));
    assert.ok(!texts.includes("pool.contoso.com"));
  });

  it("deep nesting is no fault", () => {
    const deep = `${"[".repeat(200_000)}"${quoted.replaceAll('"', '\\"')}"${"]".repeat(200_000)}`;
    assert.equal(layersOf(deep).texts[0], deep);
    assert.equal(layersOf(`${"[".repeat(200_000)}`).cutOff, undefined);
    assert.ok(!layersOf(JSON.stringify({ __proto__: null, toString: quoted })).texts[0]?.includes(needle));
  });
});
