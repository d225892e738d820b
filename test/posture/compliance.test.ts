import assert from "node:assert/strict";
import { controls } from "../../catalogue/controls";
import { frameworks } from "../../catalogue/frameworks";
import type { Outcome, Status } from "../../catalogue/outcome";
import { complianceOf } from "../../posture/run/compliance";
import { auditRules } from "../../posture/run/kinds";
import { report } from "./checks-tenant";

const outcome = (id: string, control: string, status: Status): Outcome => ({
  rule: { id, title: "", faultTitle: "", severity: "low", why: "", fix: "", control },
  status,
  findings: [],
  unknowns: [],
  gaps: [],
});
const shared = (one: string, other: string) => {
  const of = (id: string) => controls.get(id)!.requirements.map(({ framework, id }) => `${framework} ${id}`);
  return of(one).filter(requirement => of(other).includes(requirement));
};

describe("compliance", () => {
  it("every rule hangs on a control that there is", () =>
    assert.deepEqual(
      auditRules.filter(({ control }) => !controls.has(control)).map(({ id }) => id),
      [],
    ));

  const [one, other] = [...controls.keys()]
    .flatMap((a, i, all) => all.slice(i + 1).map(b => [a, b] as const))
    .find(([a, b]) => shared(a, b).length > 0)!;
  const table: readonly (readonly [Status, Status, Status])[] = [
    ["pass", "pass", "pass"],
    ["pass", "unknown", "unknown"],
    ["unknown", "pass", "unknown"],
    ["unknown", "fail", "fail"],
    ["fail", "pass", "fail"],
  ];
  for (const [a, b, expected] of table)
    it(`a requirement under ${a} and ${b} is ${expected}`, () => {
      const results = complianceOf([outcome("rule-b", other, b), outcome("rule-a", one, a)]);
      for (const name of shared(one, other)) {
        const requirement = results.flatMap(({ id, requirements }) =>
          requirements.filter(r => `${id} ${r.id}` === name),
        )[0];
        assert.deepEqual([requirement?.status, requirement?.rules], [expected, ["rule-a", "rule-b"]]);
      }
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
    const ids = complianceOf([outcome("r", one, "pass")])[0]!.requirements.map(({ id }) => id);
    assert.deepEqual(ids, [...ids].sort(new Intl.Collator("en", { numeric: true }).compare));
  });
  it("says of everything that it is not tested, where nothing was judged", () => {
    const statuses = complianceOf([]).flatMap(({ requirements }) => requirements.map(({ status }) => status));
    assert(statuses.length > 100);
    assert.deepEqual([...new Set(statuses)], ["notTested"]);
  });

  const statusOf = (results: ReturnType<typeof complianceOf>, framework: string, requirement: string) =>
    results.find(({ id }) => id === framework)?.requirements.find(({ id }) => id === requirement)?.status;
  // what no check of this tool looks at, though it is about the same thing as one that does
  for (const [control, framework, requirement, what] of [
    ["ca-hygiene", "cis-azure-5", "5.2.1", "trusted locations"],
    ["elevate-access", "pci-dss", "10.6.3", "time settings"],
    ["defender-alert-handling", "cis-azure-5", "8.1.13", "a security contact"],
    ["compute-rbac-sprawl", "cis-azure-5", "5.27", "the number of owners"],
    ["guests", "cis-m365-7", "5.1.6.3", "who may invite guests"],
  ] as const)
    it(`${what} (${framework} ${requirement}) does not fail with ${control}`, () => {
      const results = complianceOf([outcome("rule", control, "fail")]);
      assert.equal(statusOf(results, framework, requirement), "notTested");
      assert(results.some(({ requirements }) => requirements.some(({ status }) => status === "fail")));
    });

  it("what one control only touches can be tested by another", () => {
    assert.equal(statusOf(complianceOf([outcome("rule", "guests", "fail")]), "mcsb", "PA-3"), "notTested");
    const both = complianceOf([
      outcome("rule", "guests", "fail"),
      outcome("other", "stale-and-blocked-accounts", "pass"),
    ]);
    assert.equal(statusOf(both, "mcsb", "PA-3"), "pass");
  });
});
