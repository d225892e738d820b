import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { controls } from "../../catalogue/controls";
import rulesOfRequirements from "../../catalogue/data/requirement-rules.json";
import { requirementTitle } from "../../catalogue/frameworks";
import { requirementsTestedBy, rulesTesting } from "../../catalogue/requirements";

const ids = `mfa-coverage mfa-compute-creators ca-azure-management ca-hygiene emergency-access password-protection
  risky-identities compute-rbac-sprawl custom-roles elevate-access administrator-accounts subscription-transfer quota-headroom unused-regions quota-increase-activity
  sign-in-activity compute-activity
  gpu-extension-activity allowed-skus pim guests stale-and-blocked-accounts workload-identity-credentials
  signin-from-unowned-azure-ip defender-plans defender-alert-handling logging-and-sentinel mining-workload`.split(
  /\s+/,
);

describe("controls", () => {
  it("are these", () => assert.deepEqual([...controls.keys()], ids));
  it("state the healthy tenant", () => {
    for (const { title } of controls.values()) assert.match(title, /^[A-Z]/);
  });
});

describe("requirements of frameworks", () => {
  it("are known wherever a rule tests them", () => {
    for (const [framework, requirements] of Object.entries(rulesOfRequirements))
      for (const id of Object.keys(requirements)) assert.ok(requirementTitle(framework, id), `${framework} ${id}`);
  });
  it("mining is T1496", () => assert.ok(rulesTesting({ framework: "attack", id: "T1496" }).includes("mining-payload")));
  it("MFA for the Azure management API is CIS Azure 5.0, 5.2.6", () =>
    assert.ok(rulesTesting({ framework: "cis-azure-5", id: "5.2.6" }).includes("unenforced-management-mfa")));
  it("say nothing of what is not there", () => {
    assert.equal(requirementTitle("attack", "constructor"), undefined);
    assert.equal(requirementTitle("nothing", "1"), undefined);
    assert.deepEqual(rulesTesting({ framework: "nothing", id: "1" }), []);
    assert.deepEqual(requirementsTestedBy("constructor"), []);
  });
});

describe("the tables stay small", () => {
  const bytes = (...tables: string[]) =>
    tables.reduce((sum, name) => sum + readFileSync(join(__dirname, `../../${name}.json`)).length, 0);
  const ofCatalogue = (...names: string[]) => bytes(...names.map(name => `catalogue/data/${name}`));
  const ofRoles = (name: string) => bytes(`compute/roles/data/${name}`);
  it("what a policy pack carries", () =>
    assert.ok(ofCatalogue("sizes", "regions") + bytes("payloads/data/indicators") + ofRoles("role-powers") < 120_000));
  it("what the audit carries besides", () =>
    assert.ok(
      ofCatalogue("prices", "controls", "frameworks", "requirement-rules") + ofRoles("builtin-roles") < 200_000,
    ));
});
