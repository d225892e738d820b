import assert from "node:assert/strict";
import type { Outcome, Population, Subject } from "../../catalogue/outcome";
import type { Judgement } from "../../posture/check";
import { populationWords } from "../../posture/report/population-words";
import { countedOf, recounted } from "../../posture/run/population";
import { outcome, user } from "./checks-tenant";

const ada = { kind: "user", id: "00000000-0000-0000-0000-0000000000a1", name: "Ada" } as const;
const bo = { kind: "user", id: "00000000-0000-0000-0000-0000000000B2", name: "Bo" } as const;
const contoso = { kind: "tenant", id: "00000000-0000-0000-0000-00000000c0de", name: "Contoso" } as const;
const words = ["person", "people"] as const;

describe("what was examined", () => {
  const fault = (subject: Subject): Judgement => ({ subject, fault: "is wrong" });
  const unknown = (subject: Subject): Judgement => ({ subject, unknown: "was not read" });
  const each = (examined: number, of = "people") => ({ is: "each", of, examined, faulty: 0, unknown: 0 }) as const;
  const cases: readonly (readonly [what: string, ids: readonly string[], Judgement[], Population])[] = [
    ["nobody", [], [], each(0)],
    ["one", [ada.id], [], each(1, "person")],
    [
      "those who are judged count once, whatever their letter case",
      [ada.id, bo.id.toLowerCase()],
      [fault(bo)],
      each(2),
    ],
    ["who is judged and was not listed counts as well", [ada.id], [fault(bo), unknown(bo)], each(2)],
    ["what is not known of the tenant is of nobody", [ada.id], [unknown(contoso)], each(1, "person")],
    ["a fault of the tenant as a whole is the tenant's", [ada.id], [fault(contoso)], { is: "tenant" }],
    ["but a tenant that is among those looked at is one of them", [contoso.id], [fault(contoso)], each(1, "person")],
  ];
  for (const [what, ids, judgements, expected] of cases)
    it(what, () => assert.deepEqual(countedOf({ words, ids }, judgements), expected));
  it("a question of the tenant has no number", () =>
    assert.deepEqual(countedOf("tenant", [fault(ada)]), { is: "tenant" }));
});

describe("of how many the findings are", () => {
  it("one with two findings is one; whoever has a finding is not counted as unknown", () => {
    const found = (subject: Subject) => ({ subject }) as Outcome["findings"][number];
    const open = (subject: Subject) => ({ subject, rule: "", why: "" });
    const { population } = recounted({
      population: { is: "each", of: "people", examined: 9, faulty: 7, unknown: 7 },
      findings: [found(ada), found({ ...ada, id: ada.id.toUpperCase() })],
      unknowns: [open(ada), open(bo), open(contoso)],
    } as unknown as Outcome);
    assert.deepEqual(population, { is: "each", of: "people", examined: 9, faulty: 1, unknown: 1 });
  });

  it("a check of people counts those who can sign in", () => {
    const rows = { users: [user(1), user(2), user(3, { enabled: false })], registrations: [] };
    const { population } = outcome("account-without-mfa", rows);
    assert.deepEqual(population, { is: "each", of: "people of this directory", examined: 2, faulty: 0, unknown: 2 });
  });

  const gap = { what: "users", missing: "User.Read.All", reason: "denied" } as const;
  const table: readonly (readonly [Population | undefined, boolean, string | undefined])[] = [
    [undefined, false, undefined],
    [{ is: "tenant" }, true, "the tenant"],
    [{ is: "each", of: "people", examined: 1340, faulty: 12, unknown: 0 }, false, "12 of 1,340 people"],
    [
      { is: "each", of: "people", examined: 340, faulty: 0, unknown: 3 },
      false,
      "0 of 340 people; 3 could not be judged",
    ],
    [{ is: "each", of: "people", examined: 340, faulty: 12, unknown: 0 }, true, "12 of 340 people, as far as was read"],
    [{ is: "each", of: "decoys", examined: 0, faulty: 0, unknown: 0 }, false, "no decoys"],
  ];
  for (const [population, inPart, expected] of table)
    it(`${expected}`, () =>
      assert.equal(populationWords({ ...(population && { population }), gaps: inPart ? [gap] : [] }), expected));
});
