import assert from "node:assert/strict";
import type { Finding } from "../../catalogue/outcome";
import { fixedOf } from "../../posture/report/fixed";
import { page } from "../../posture/report/html/page";
import { markdown } from "../../posture/report/markdown";
import type { Report } from "../../posture/report/model";
import { namingOf } from "../../posture/report/naming";
import { text } from "../../posture/report/text";
import { printed } from "./printed";
import { hostile, sample } from "./sample";

const [known] = sample.outcomes[0]!.findings;
const gone = (name: string, more: Partial<Finding> = {}): Finding => ({
  ...known!,
  severity: "medium",
  subject: { kind: "user", id: `id of ${name}`, name },
  fingerprint: `gone ${name}`,
  ...more,
});
const since = (...fixed: readonly Finding[]): Report => ({
  ...sample,
  since: { collectedAt: "2026-11-23T06:00:00Z", new: [], changed: [], unchanged: 2, fixed, excepted: [], unseen: [] },
});
const many = Array.from({ length: 23 }, (_, i) => gone(`person-${String(i).padStart(2, "0")}`));

describe("what was fixed since an earlier report", () => {
  const told = (report: Report) => fixedOf(report, namingOf(report));
  it("has its title and its subject, the worst first", () =>
    assert.deepEqual(told(since(gone("b"), gone("a", { severity: "high" }))).shown, [
      { severity: "high", title: "compute-creator-without-mfa is broken", subject: "a" },
      { severity: "medium", title: "compute-creator-without-mfa is broken", subject: "b" },
    ]));
  it("has the title of a rule by an id that it had before, and the id of one that is no more", () =>
    assert.deepEqual(
      told(since(gone("a", { rule: "orderer-without-mfa" }), gone("b", { rule: "gone-rule" }))).shown.map(
        ({ title }) => title,
      ),
      ["compute-creator-without-mfa is broken", "gone-rule"],
    ));
  it("is nothing without an earlier report", () => assert.deepEqual(told(sample), { shown: [], more: 0 }));
  it("is twenty at most, with the number of the others", () => {
    assert.equal(told(since(...many)).shown.length, 20);
    assert.equal(told(since(...many)).more, 3);
    assert.equal(told(since(...many.slice(0, 20))).more, 0);
  });

  for (const [format, named, more, hidden] of [
    [
      page,
      /<section id="fixed">\s*<h2>Fixed since 2026-11-23<\/h2>[\s\S]*<bdi>person-00<\/bdi>/,
      /<p class="soft">And 3 more\.<\/p>/,
      /id="fixed"/,
    ],
    [markdown, /^- medium compute-creator-without-mfa is broken: `person-00`$/m, /^- and 3 more$/m, /^## Fixed/m],
    [text, /^ +fixed medium +compute-creator-without-mfa is broken: person-00$/m, /^ +and 3 more fixed$/m, /^ +fixed/m],
  ] as const) {
    it(`stands by name in ${format.name}`, () => {
      const report = printed(format, since(...many));
      assert.match(report, named);
      assert.match(report, more);
      assert(!report.includes("person-20"));
      assert.doesNotMatch(printed(format, since(many[0]!)), more);
    });
    it(`is left out of ${format.name} where there is none`, () =>
      assert.doesNotMatch(printed(format, since()), hidden));
    it(`stands as text in ${format.name}, whatever a name holds`, () => {
      const all = printed(format, since(...Object.values(hostile).map(name => gone(name))));
      const report =
        format.name === "html" ? all.slice(all.indexOf('<section id="fixed">')).split("</section>")[0]! : all;
      assert(report.includes("\uFFFD[31m"));
      assert(!report.includes("\u001b"));
      assert(format.name !== "html" || !report.includes("<img"));
    });
  }
});
