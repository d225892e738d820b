import assert from "node:assert/strict";
import { controls } from "../../catalogue/controls";
import { frameworks } from "../../catalogue/frameworks";
import type { Outcome, Status } from "../../catalogue/outcome";
import { requirementsTestedBy, rulesTesting } from "../../catalogue/requirements";
import { complianceOf } from "../../posture/run/compliance";
import { auditRules } from "../../posture/run/kinds";
import { report } from "./checks-tenant";

const outcome = (id: string, status: Status): Outcome => ({
  rule: { id, title: "", faultTitle: "", severity: "low", why: "", fix: "", control: "" },
  status,
  findings: [],
  unknowns: [],
  gaps: [],
});
describe("compliance", () => {
  it("every rule hangs on a control that there is", () =>
    assert.deepEqual(
      auditRules.filter(({ control }) => !controls.has(control)).map(({ id }) => id),
      [],
    ));

  it("every rule tests a requirement, or is one of those that are known to test none", () =>
    assert.deepEqual(
      auditRules.flatMap(({ id }) => (requirementsTestedBy(id).length === 0 ? [id] : [])),
      ["dangling-policy-reference"],
    ));
  it("a requirement names only rules that there are, each once", () => {
    const known = new Set(auditRules.map(({ id }) => id));
    for (const { id: framework, requirements } of frameworks)
      for (const id of requirements) {
        const rules = rulesTesting({ framework, id });
        assert.deepEqual(
          rules.filter(rule => !known.has(rule)),
          [],
          `${framework} ${id}`,
        );
        assert.equal(new Set(rules).size, rules.length, `${framework} ${id}`);
      }
  });

  const table: readonly (readonly [Status, Status, Status])[] = [
    ["pass", "pass", "pass"],
    ["pass", "unknown", "unknown"],
    ["unknown", "pass", "unknown"],
    ["unknown", "fail", "fail"],
    ["fail", "pass", "fail"],
  ];
  for (const [a, b, expected] of table)
    it(`a requirement under ${a} and ${b} is ${expected}`, () => {
      const results = complianceOf([outcome("phishable-break-glass", b), outcome("unready-break-glass", a)]);
      const { status, rules } = results.find(({ id }) => id === "mcsb")!.requirements.find(({ id }) => id === "PA-5")!;
      assert.deepEqual([status, rules], [expected, ["phishable-break-glass", "unready-break-glass"]]);
    });

  it("lists the requirements that were addressed, in the order of their numbers, each with a title", () => {
    const { compliance } = report();
    assert.deepEqual(
      compliance.map(({ id }) => id),
      frameworks.map(({ id }) => id).filter(id => compliance.some(c => c.id === id)),
    );
    assert(compliance.length > 5);
    for (const { requirements } of compliance)
      for (const { title, rules, status } of requirements) {
        assert(title);
        assert.equal(status === "notTested", rules.length === 0, "each row names the checks that test it");
      }
    const ids = complianceOf([outcome("phishable-break-glass", "pass")])[0]!.requirements.map(({ id }) => id);
    assert.deepEqual(ids, [...ids].sort(new Intl.Collator("en", { numeric: true }).compare));
  });
  it("says of everything that it is not tested, where nothing was judged", () => {
    const statuses = complianceOf([]).flatMap(({ requirements }) => requirements.map(({ status }) => status));
    assert(statuses.length > 100);
    assert.deepEqual([...new Set(statuses)], ["notTested"]);
  });

  const statusOf = (results: ReturnType<typeof complianceOf>, framework: string, requirement: string) =>
    results.find(({ id }) => id === framework)?.requirements.find(({ id }) => id === requirement)?.status;
  // a requirement takes its status from what tests it: what another rule of the same control finds says nothing of it
  for (const [rule, framework, requirement, status] of [
    ["disabled-compute-role", "cis-azure-5", "5.3.5", "fail"],
    ["dormant-compute-role", "cis-azure-5", "5.3.5", "notTested"],
    ["orphaned-compute-role", "cis-azure-6", "5.3.5", "notTested"],
    ["account-without-mfa", "cis-azure-5", "5.1.2", "fail"],
    ["phishable-administrator", "cis-azure-5", "5.1.2", "notTested"],
    ["phishable-administrator", "cis-m365-7", "5.2.2.5", "fail"],
    ["phishable-break-glass", "cis-m365-7", "5.2.3.4", "notTested"],
    ["standing-root-access", "cis-azure-5", "5.3.3", "fail"],
    ["synced-global-administrator", "cis-azure-5", "5.3.3", "notTested"],
    ["global-administrator-sprawl", "cis-azure-6", "5.3.3", "notTested"],
    ["weak-activation", "cis-m365-7", "5.3.1", "notTested"],
    ["standing-directory-role", "cis-m365-7", "5.3.1", "fail"],
    ["standing-directory-role", "cis-m365-7", "5.3.4", "notTested"],
    ["compute-creating-custom-role", "cis-azure-5", "5.23", "notTested"],
    ["dormant-compute-role", "pci-dss", "8.2.6", "fail"],
    ["standing-directory-role", "pci-dss", "8.2.6", "notTested"],
    ["account-without-mfa", "pci-dss", "8.3.1", "notTested"],
    ["gpu-quota-increase", "iso-27001", "A.8.16", "notTested"],
    ["unready-break-glass", "attack", "T1556.009", "notTested"],
    ["open-device-code", "cis-azure-5", "5.2.3", "fail"],
    ["open-device-code", "cis-m365-7", "5.2.2.12", "fail"],
    ["open-device-code", "cis-m365-7", "5.2.2.3", "notTested"],
    ["open-legacy-authentication", "cis-m365-7", "5.2.2.3", "fail"],
    ["open-legacy-authentication", "cis-azure-5", "5.2.3", "notTested"],
    ["unenforced-risk-policy", "cis-azure-5", "5.2.5", "fail"],
    ["unenforced-risk-policy", "cis-m365-7", "5.2.2.6", "fail"],
    ["unenforced-risk-policy", "cis-m365-7", "5.2.2.7", "fail"],
    ["risky-compute-role", "cis-m365-7", "5.2.2.7", "notTested"],
    // what no rule of this tool looks at
    ["dangling-policy-reference", "cis-azure-5", "5.2.1", "notTested"],
    ["elevate-access-use", "pci-dss", "10.6.3", "notTested"],
    ["open-compute-abuse-alert", "cis-azure-5", "8.1.13", "notTested"],
    ["compute-role-sprawl", "cis-azure-5", "5.27", "notTested"],
    ["guest-compute-role", "cis-m365-7", "5.1.6.3", "notTested"],
  ] as const)
    it(`a failure of ${rule} leaves ${framework} ${requirement} ${status}`, () => {
      const results = complianceOf([outcome(rule, "fail")]);
      assert.equal(statusOf(results, framework, requirement), status);
      assert(
        auditRules.some(({ id }) => id === rule),
        "the rule is one of the audit's",
      );
    });
});
