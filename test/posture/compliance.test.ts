import assert from "node:assert/strict";
import { controls } from "../../catalogue/controls";
import { frameworks } from "../../catalogue/frameworks";
import type { Outcome, Status } from "../../catalogue/outcome";
import { complianceOf } from "../../posture/run/compliance";
import { auditRules } from "../../posture/run/kinds";
import { report } from "./checks-tenant";

const outcome = (id: string, control: string, status: Status): Outcome => ({
  rule: { id, title: "", severity: "low", why: "", fix: "", control },
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
      for (const { title, rules } of requirements) assert(title && rules.length > 0);
    const ids = complianceOf([outcome("r", one, "pass")])[0]!.requirements.map(({ id }) => id);
    assert.deepEqual(ids, [...ids].sort(new Intl.Collator("en", { numeric: true }).compare));
  });
  it("says nothing where nothing was judged", () => assert.deepEqual(complianceOf([]), []));
});
