import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkConfig, faultsOfConfig } from "../../cli/pack-config";

describe("a file for --policy-pack-config", () => {
  const good: readonly object[] = [
    {},
    { all: "advisory", environments: ["contoso/dev"] },
    { "unapproved-region": { enforcementLevel: "mandatory", approved: ["westeurope"] } },
    { "oversized-scale-set": "remediate", "compute-budget": { vCpus: 8 } },
    { "unapproved-region": { approved: ["West Europe"] } },
    { "unapproved-gpu-size": { except: ["Standard_NC*_T4_v3", { size: "Standard_NC6s_v3", max: 2 }] } },
    // by the id that it had before
    { "unreadable-order": "disabled" },
  ];
  for (const config of good) it(`${JSON.stringify(config)} holds`, () => assert.deepEqual(faultsOfConfig(config), []));

  const bad: readonly (readonly [config: unknown, fault: RegExp])[] = [
    [[], /^it holds no object/],
    [{ "unaproved-region": "mandatory" }, /^unaproved-region: .*unapproved-region/],
    [
      { "unapproved-region": { aproved: ["westeurope"] } },
      /^unapproved-region: there is no option aproved; did you mean approved\?$/,
    ],
    [
      { "unapproved-region": { approved: ["westeurope", "westeurop"] } },
      /^unapproved-region: approved\.1: unknown region "westeurop"; did you mean westeurope\?$/,
    ],
    [{ "unapproved-vm-size": { approved: ["D2s_v5"] } }, /approved\.0: .*did you mean Standard_D2s_v5\?$/],
    [
      { "unapproved-gpu-size": { except: [{ size: "NC6s_v3", max: 2 }] } },
      /^unapproved-gpu-size: except\.0: unknown size "NC6s_v3"; did you mean Standard_NC6s_v3\?$/,
    ],
    [{ "quota-increase": { limit: 1 } }, /^quota-increase: there is no option limit; it has no options$/],
    [{ "unapproved-region": "strict" }, /^unapproved-region: "strict" is no level; use advisory, mandatory/],
    [{ all: { enforcementLevel: "strict" } }, /^all: "strict" is no level/],
    [{ "unapproved-region": "remediate" }, /it has no remedy/],
    [{ "oversized-scale-set": { maxInstances: "ten" } }, /^oversized-scale-set: maxInstances: /],
    [{ "oversized-scale-set": 3 }, /^oversized-scale-set: 3 is no level/],
  ];
  for (const [config, fault] of bad)
    it(`${JSON.stringify(config)} does not`, () => {
      const faults = faultsOfConfig(config);
      assert.equal(faults.length, 1, faults.join("; "));
      assert.match(faults[0] ?? "", fault);
    });

  it("is read, and one that is no JSON, or not there, is refused in one line", () => {
    const folder = mkdtempSync(join(tmpdir(), "computeguard-config-"));
    try {
      const file = join(folder, "config.json");
      assert.throws(() => checkConfig(file), { message: /config\.json cannot be read: ENOENT$/ });
      writeFileSync(file, "{");
      assert.throws(() => checkConfig(file), { message: /config\.json cannot be read: [^\n]+$/ });
      writeFileSync(file, '{ "al": "advisory" }');
      assert.throws(() => checkConfig(file), { message: /config\.json: al: / });
      writeFileSync(file, '{ "all": "advisory" }');
      checkConfig(file);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
