import assert from "node:assert/strict";
import { type Pack, startPack } from "../../engine/pack";
import { onConfigure } from "../../policies/pulumi/former-ids";
import { type Installation, install } from "../cli/installation";

/** One case; former-ids.deep.ts has all of them. */
/** What every pack says when it starts. */
const judgedBy = /^computeguard: judged by .*\n/;

describe("a former id of a policy", () => {
  let here: Installation;
  let pack: Pack;
  before(async () => {
    here = install({ pack: true });
    pack = await startPack(here.pack, {
      env: { COMPUTEGUARD_ESTATE: here.write("estate.yaml", "{}") },
      policyConfig: { "unreadable-order": "advisory" },
    });
  });
  after(async () => {
    await pack.close();
    here.remove();
  });

  it("configures the policy, and is said once", async () => {
    const machine = {
      urn: "urn:pulumi:dev::p::azure-native:compute:VirtualMachine::a",
      type: "azure-native:compute:VirtualMachine",
      name: "a",
      properties: { hardwareProfile: {} },
    };
    const levels = (await pack.analyze(machine)).violations.map(({ policy, level }) => `${policy}: ${level}`);
    assert.ok(levels.includes("unreadable-size: advisory"), levels.join());
    assert.equal(
      pack.output().replace(judgedBy, ""),
      "unreadable-order is now called unreadable-size; please rename it in the configuration of the policy pack\n",
    );
  });

  it("is left alone in a service that the SDK describes otherwise", () => {
    for (const service of [{}, { configure: { requestDeserialize: 1 } }]) {
      const before = structuredClone(service);
      onConfigure(service, () => assert.fail("nothing is read"));
      assert.deepEqual(service, before);
    }
  });
});
