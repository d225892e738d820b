import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { controls } from "../../catalogue/controls";
import { frameworks, requirementTitle } from "../../catalogue/frameworks";

const ids = `mfa-coverage mfa-compute-creators ca-azure-management ca-hygiene emergency-access password-protection
  risky-identities compute-rbac-sprawl custom-roles elevate-access administrator-accounts subscription-transfer quota-headroom unused-regions quota-increase-activity
  gpu-extension-activity allowed-skus pim guests stale-and-blocked-accounts workload-identity-credentials
  signin-from-unowned-azure-ip defender-plans defender-alert-handling logging-and-sentinel mining-workload`.split(
  /\s+/,
);

describe("controls", () => {
  it("are these", () => assert.deepEqual([...controls.keys()], ids));
  it("hang on requirements that are known", () => {
    const known = new Set(frameworks.map(({ id }) => id));
    for (const { id, title, requirements: tested, related } of controls.values()) {
      const requirements = [...tested, ...related];
      assert.match(title, /^[A-Z]/);
      assert.ok(requirements.length > 0, id);
      assert.equal(new Set(requirements.map(each => `${each.framework} ${each.id}`)).size, requirements.length, id);
      for (const requirement of requirements) {
        assert.ok(known.has(requirement.framework), requirement.framework);
        assert.ok(
          requirementTitle(requirement.framework, requirement.id),
          `${requirement.framework} ${requirement.id}`,
        );
      }
    }
  });
  it("mining is T1496", () =>
    assert.ok(
      controls.get("mining-workload")?.requirements.some(each => each.framework === "attack" && each.id === "T1496"),
    ));
  it("MFA for the Azure management API is CIS Azure 5.0, 5.2.6", () => {
    const requirements = controls.get("ca-azure-management")?.requirements ?? [];
    assert.ok(requirements.some(each => each.framework === "cis-azure-5" && each.id === "5.2.6"));
  });
  it("say nothing of what is not there", () => {
    assert.equal(requirementTitle("attack", "constructor"), undefined);
    assert.equal(requirementTitle("nothing", "1"), undefined);
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
    assert.ok(ofCatalogue("prices", "controls", "frameworks") + ofRoles("builtin-roles") < 200_000));
});
