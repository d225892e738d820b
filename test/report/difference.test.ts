import assert from "node:assert/strict";
import * as fc from "fast-check";
import type { Finding, Outcome, Severity } from "../../catalogue/outcome";
import { differenceOf } from "../../posture/report/difference";
import type { Report } from "../../posture/report/model";
import { sinceWords } from "../../posture/report/since-words";
import { fingerprint } from "../../posture/run/fingerprint";
import { sample } from "./sample";

const finding = (rule: string, id: string, more: Partial<Finding> = {}): Finding => ({
  rule,
  severity: "high",
  subject: { kind: "user", id, name: id },
  message: "is broken",
  proof: [],
  fingerprint: fingerprint(rule, id),
  ...more,
});
const outcome = (id: string, findings: readonly Finding[], more: Partial<Outcome> = {}): Outcome => ({
  rule: { ...sample.outcomes[0]!.rule, id },
  status: findings.length > 0 ? "fail" : "pass",
  findings,
  unknowns: [],
  gaps: [],
  ...more,
});
const report = (outcomes: readonly Outcome[], more: Partial<Report> = {}): Report => ({
  ...sample,
  excepted: [],
  outcomes,
  ...more,
});
const gap = { what: "users", missing: "Directory.Read.All", reason: "denied" } as const;
const [a, b] = [finding("one", "a"), finding("one", "b")];

describe("what has changed since an earlier report", () => {
  const before = report([outcome("one", [a, b])]);
  const marks = (found: readonly Finding[]) => found.map(each => each.fingerprint);

  it("is nothing where nothing has", () =>
    assert.deepEqual(differenceOf(before, before), { ...empty(), collectedAt: sample.collectedAt, unchanged: 2 }));
  it("is what is new, and what is fixed where its rule was judged in full", () => {
    const c = finding("two", "c");
    const since = differenceOf(before, report([outcome("one", [a]), outcome("two", [c])]));
    assert.deepEqual(
      [since.new, marks(since.fixed), since.unchanged, since.unseen],
      [[c.fingerprint], [b.fingerprint], 1, []],
    );
  });
  it("survives another order and another letter case of ids", () => {
    const other = finding("one", "A");
    assert.equal(differenceOf(before, report([outcome("one", [b, { ...other, subject: a.subject }])])).unchanged, 2);
  });
  it("is what weighs more or says something else, as it was", () => {
    const worse = { ...a, severity: "critical" as Severity };
    assert.deepEqual(
      differenceOf(before, report([outcome("one", [worse, { ...b, message: "is very broken" }])])).changed,
      [
        { fingerprint: a.fingerprint, severity: "high", message: "is broken" },
        { fingerprint: b.fingerprint, severity: "high", message: "is broken" },
      ],
    );
  });
  const unjudged: readonly (readonly [string, readonly Outcome[]])[] = [
    ["whose rule was not selected", []],
    ["whose rule could not read all that it needs", [outcome("one", [], { status: "unknown", gaps: [gap] })]],
    [
      "whose subject could not be judged",
      [outcome("one", [a], { unknowns: [{ rule: "one", subject: { ...b.subject, id: "B" }, why: "x" }] })],
    ],
    ["that may be among the findings that are not shown", [outcome("one", [a], { hidden: 1 })]],
  ];
  for (const [what, outcomes] of unjudged)
    it(`knows nothing of a finding ${what}`, () => {
      const since = differenceOf(before, report(outcomes));
      assert(marks(since.unseen).includes(b.fingerprint));
      assert(!marks(since.fixed).includes(b.fingerprint));
    });
  const low = finding("one", "low", { severity: "low" });
  const other = finding("two", "c");
  const selections: readonly (readonly [string, Report["selected"], Finding, isNew: boolean])[] = [
    ["of a rule that was not selected then", { rules: ["one"] }, other, false],
    ["of a rule that was", { rules: ["one", "two"] }, other, true],
    ["below what it showed", { least: "medium" }, low, false],
    ["not below what it showed", { least: "high" }, other, true],
    ["where only the frameworks were selected", { frameworks: ["nist"] }, other, true],
    ["where everything was selected", undefined, low, true],
  ];
  for (const [what, selected, found, isNew] of selections)
    it(`calls a finding ${isNew ? "new" : "first judged now"}: one ${what}`, () => {
      const narrow = report([outcome("one", [a])], selected && { selected });
      const since = differenceOf(narrow, report([outcome("one", [a, low]), outcome("two", [other])]));
      assert.deepEqual(
        [since.new.includes(found.fingerprint), since.firstJudged?.includes(found.fingerprint) ?? false],
        [isNew, !isNew],
      );
      assert.equal(since.new.length + (since.firstJudged?.length ?? 0), 2);
    });
  it("knows a rule that was selected by the id that it had", () => {
    const renamed = outcome("new", [finding("new", "x")]);
    const now = report([{ ...renamed, rule: { ...renamed.rule, formerIds: ["one"] } }]);
    assert.equal(differenceOf(report([outcome("one", [])], { selected: { rules: ["one"] } }), now).new.length, 1);
  });
  it("says that the estate was another one, by what is in it", () => {
    const judgedBy = (name: string, sha256?: string) =>
      report([outcome("one", [])], { coverage: { ...sample.coverage, estate: { name, ...(sha256 && { sha256 }) } } });
    const strict = "a".repeat(64);
    const loose = "b".repeat(64);
    const rows = [
      [judgedBy("computeguard.yaml", strict), judgedBy("computeguard.yaml", loose), true],
      [judgedBy("computeguard.yaml", strict), judgedBy("moved.yaml", strict), false],
      [judgedBy("the defaults"), judgedBy("computeguard.yaml", loose), true],
      [judgedBy("the defaults"), judgedBy("the defaults"), false],
    ] as const;
    for (const [earlier, now, isOther] of rows) {
      const since = differenceOf(earlier, now);
      assert.deepEqual(since.estate, isOther ? earlier.coverage.estate : undefined);
    }
    assert.match(
      sinceWords(differenceOf(rows[0][0], rows[0][1])),
      /; the earlier report was judged by another estate, computeguard\.yaml \(sha256 aaaaaaaaaaaa\)$/,
    );
  });
  it("calls a finding excepted that an exception covers now", () => {
    const exception = sample.excepted[0]!.exception;
    const since = differenceOf(before, report([outcome("one", [a])], { excepted: [{ finding: b, exception }] }));
    assert.deepEqual([marks(since.excepted), since.fixed], [[b.fingerprint], []]);
  });
  it("knows a rule by the id that it had", () => {
    const renamed = outcome("new", []);
    const since = differenceOf(before, report([{ ...renamed, rule: { ...renamed.rule, formerIds: ["one"] } }]));
    assert.equal(since.fixed.length, 2);
  });
  it("loses no finding and counts none twice", () =>
    fc.assert(
      fc.property(fc.subarray([..."abcdefgh"]), fc.subarray([..."abcdefgh"]), fc.boolean(), (old, now, whole) => {
        const of = (ids: readonly string[], gaps: Outcome["gaps"]) =>
          report([
            outcome(
              "one",
              ids.map(id => finding("one", id)),
              { gaps },
            ),
          ]);
        const since = differenceOf(of(old, []), of(now, whole ? [] : [gap]));
        assert.equal(since.new.length + since.changed.length + since.unchanged, now.length);
        assert.equal(since.fixed.length + since.unseen.length + since.changed.length + since.unchanged, old.length);
        assert.equal(whole ? since.unseen.length : since.fixed.length, 0);
      }),
    ));
  it("is said in one line, without what there is none of", () => {
    assert.equal(
      sinceWords({ ...empty(), new: ["x"], unchanged: 1200 }),
      "Since 2026-11-23T06:00:00Z: 1 finding new, 1,200 unchanged",
    );
    assert.equal(
      sinceWords({ ...empty(), firstJudged: ["x", "y"] }),
      "Since 2026-11-23T06:00:00Z: 0 findings new, 2 first judged now",
    );
    assert.equal(
      sinceWords({ ...empty(), fixed: [a], unseen: [b] }),
      "Since 2026-11-23T06:00:00Z: 0 findings new, 1 fixed, 1 not judged in full this time",
    );
  });
});

const empty = () => ({
  collectedAt: "2026-11-23T06:00:00Z",
  new: [],
  changed: [],
  unchanged: 0,
  fixed: [],
  excepted: [],
  unseen: [],
});
