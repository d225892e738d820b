import assert from "node:assert/strict";
import { join } from "node:path";
import { type Pack, startPack } from "../../engine/pack";
import type { Patience } from "../../engine/patience";
import type { JsonObject } from "../../engine/wire";

const key = "4dabf18193072939515e22adb298388d";

describe("values that the SDK cannot read", () => {
  let pack: Pack;
  // nothing sleeps here: what is not answered is a failure by mocha's own limit
  const endless: Patience = () => () => {};
  before(async () => {
    pack = await startPack(join(__dirname, "../../policies"), {
      patience: endless,
      policyConfig: { "oversized-scale-set": { enforcementLevel: "remediate", maxInstances: 2 } },
    });
  });
  after(() => pack.close());

  const strangers: readonly (readonly [what: string, value: JsonObject])[] = [
    ["an asset with no text", { [key]: "c44067f5952c0a294b673a41bacd8c17", text: "", hash: "a" }],
    ["a kind of a later Pulumi", { [key]: "ffffffffffffffffffffffffffffffff", value: 1 }],
  ];
  for (const [what, value] of strangers)
    it(`${what} hides itself alone, and the machine beside it is judged`, async () => {
      const type = "azure-native:compute:VirtualMachineScaleSet";
      const properties = { tags: { a: value }, sku: { name: "Standard_NC6s_v3", capacity: 9 } };
      const resource = { urn: `urn:pulumi:a::b::${type}::c`, type, name: "c", properties };
      const { violations } = await pack.analyze(resource);
      assert.ok(violations.some(({ policy }) => policy === "unapproved-gpu-size"));
      const changes = (await pack.remediate(resource)).filter(change => change.properties);
      assert.deepEqual(changes, []);
    });
});
