import assert from "node:assert/strict";
import type { GivenConfig } from "../../engine/config";
import { type Pack, startPack } from "../../engine/pack";
import { type Installation, install } from "../cli/installation";

const machine = (urn: string, hardwareProfile: object) => ({
  urn,
  type: "azure-native:compute:VirtualMachine",
  name: urn.split("::").pop()!,
  properties: { location: "westeurope", hardwareProfile: { ...hardwareProfile } },
});
const urn = "urn:pulumi:dev::p::azure-native:compute:VirtualMachine::a";
const unreadable = machine(urn, {});
const later = machine(urn, { vmSize: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" });
const hint =
  "unreadable-order is now called unreadable-size; please rename it in the configuration of the policy pack\n";

/** What every pack says when it starts. */
const judgedBy = /^computeguard: judged by .*\n/;

describe("former ids of policies, driven as Pulumi's engine does", () => {
  let here: Installation;
  before(() => {
    here = install({ pack: true });
  });
  after(() => here.remove());

  async function withPack<T>(options: { config?: GivenConfig; estate?: object }, run: (pack: Pack) => Promise<T>) {
    const file = here.write("estate.yaml", JSON.stringify({ regions: ["westeurope"], ...options.estate }));
    const pack = await startPack(here.pack, {
      env: { COMPUTEGUARD_ESTATE: file },
      ...(options.config && { policyConfig: options.config }),
    });
    try {
      return await run(pack);
    } finally {
      await pack.close();
    }
  }
  const levelsOf = async (pack: Pack, resource = unreadable) =>
    (await pack.analyze(resource)).violations.map(({ policy, level }) => `${policy}: ${level}`);

  const table: readonly (readonly [what: string, config: GivenConfig, expected: readonly string[], says: string])[] = [
    ["nothing is configured", {}, ["unreadable-size: mandatory"], ""],
    ["a level under the former id counts", { "unreadable-order": "advisory" }, ["unreadable-size: advisory"], hint],
    ["and switches the policy off", { "unreadable-order": "disabled" }, [], hint],
    [
      "the level under the current id counts before it",
      { "unreadable-order": "disabled", "unreadable-size": "advisory" },
      ["unreadable-size: advisory"],
      hint,
    ],
    ["a level for all policies is not taken for one under the former id", { all: "disabled" }, [], ""],
    [
      "a level under the former id counts before the one for all policies",
      { all: "disabled", "unreadable-order": "mandatory" },
      ["unreadable-size: mandatory"],
      hint,
    ],
  ];
  for (const [what, config, expected, says] of table)
    it(what, () =>
      withPack({ config }, async pack => {
        assert.deepEqual(await levelsOf(pack), expected);
        assert.equal(pack.output().replace(judgedBy, ""), says);
      }),
    );

  it("an option under the former id counts, unless the same is set under the current id", async () => {
    const mandatory = { unknownValues: "mandatory" };
    const levelOf = (config: GivenConfig) => withPack({ config }, pack => levelsOf(pack, later));
    assert.deepEqual(await levelOf({}), ["unreadable-size: advisory"]);
    assert.deepEqual(await levelOf({ "unreadable-order": mandatory }), ["unreadable-size: mandatory"]);
    const estate = { unknownValues: "mandatory" };
    const config = {
      "unreadable-order": { unknownValues: "mandatory" },
      "unreadable-size": { unknownValues: "advisory" },
    };
    assert.deepEqual(await withPack({ config, estate }, pack => levelsOf(pack, later)), ["unreadable-size: advisory"]);
  });

  it("an exception under a former id applies, and the pack asks once to rename it", () => {
    const exception = {
      rule: "unreadable-order",
      resource: urn,
      reason: "known until the module is mended",
      owner: "ml@contoso.com",
      until: "2099-12-31",
    };
    return withPack({ estate: { exceptions: [exception, exception] } }, async pack => {
      assert.deepEqual(await levelsOf(pack), ["unreadable-size: advisory"]);
      assert.match(
        pack.output().replace(judgedBy, ""),
        /^unreadable-order is now called unreadable-size; please rename it in .*estate\.yaml\n$/,
      );
    });
  });
});
