import assert from "node:assert/strict";
import { type Amount, atLeast, atMost, exactly, largest, unknownAmount } from "../../posture/facts/amount";
import { pageData } from "../../posture/report/html/data";
import { markdown } from "../../posture/report/markdown";
import type { Report } from "../../posture/report/model";
import { namingOf } from "../../posture/report/naming";
import { text } from "../../posture/report/text";
import { verdictOf } from "../../posture/report/verdict";
import { actsOf } from "../../posture/run/acts";
import { sample } from "./sample";

describe("the largest of several amounts", () => {
  const cases: readonly (readonly [string, readonly Amount[], Amount])[] = [
    ["of none is nothing", [], exactly(0)],
    ["of those that are known", [exactly(3), exactly(7)], exactly(7)],
    ["of those of which the largest is a lower bound", [exactly(3), atLeast(7)], atLeast(7)],
    ["of those of which a smaller one is a lower bound: it may be more", [atLeast(3), exactly(7)], atLeast(7)],
    ["beside one that is not known", [unknownAmount, exactly(7)], atLeast(7)],
    ["of one that is not known", [unknownAmount], unknownAmount],
    ["of those of which the largest is an upper bound", [exactly(3), atMost(7)], atMost(7)],
    ["of those of which a smaller one is an upper bound", [atMost(3), exactly(7)], exactly(7)],
    ["of both bounds", [atLeast(3), atMost(7)], atLeast(3)],
  ];
  for (const [what, amounts, expected] of cases) it(what, () => assert.deepEqual(largest(amounts), expected));
});

describe("a figure that is a bound says so", () => {
  /** Of whom a finding tells. */
  const finding = sample.outcomes.flatMap(({ findings }) => findings)[0]!;
  const radius = (usdPerDay: Amount): Report["blastRadius"][number] => ({
    ...sample.blastRadius[0]!,
    principal: { id: finding.subject.id, name: "dana@contoso.com", kind: "user" },
    defended: false,
    usdPerDay,
  });
  const reportOf = (usdPerDay: Amount): Report => ({
    ...sample,
    burning: { ...sample.burning!, resources: [] },
    blastRadius: [radius(usdPerDay)],
  });
  const cases: readonly (readonly [Amount, prefix: string])[] = [
    [exactly(1234), ""],
    [atLeast(1234), "at least "],
    [atMost(1234), "at most "],
  ];
  for (const [amount, prefix] of cases)
    describe(amount.is, () => {
      const report = reportOf(amount);
      it("in the page's table of findings", () => {
        const { bounds, rows } = JSON.parse([...pageData(report, namingOf(report))].join(""));
        const row = (rows as unknown[][]).find(one => one[3] === finding.subject.id)!;
        assert.deepEqual([bounds[row[13] as number], row[8]], [prefix, 1234]);
      });
      it("in the text, in Markdown and in the verdict", () => {
        assert.match([...text.print(report)].join(""), new RegExp(`(?<!at \\w+ ) ${prefix}\\$1,234 +dana@`));
        assert.match([...markdown.print(report)].join(""), new RegExp(`\\| ${prefix}1,234\\.00 \\|`));
        assert(verdictOf(report).includes(`with a password alone, for ${prefix}$1,234 a day`), verdictOf(report));
      });
      it("in what an act takes away", () => {
        const subject = { kind: "user", id: finding.subject.id, name: "dana@contoso.com" } as const;
        const cures = new Map([["f", { act: "secureAccount", to: subject, commands: [] } as const]]);
        const outcome = { ...sample.outcomes[0]!, findings: [{ ...finding, subject, fingerprint: "f" }] };
        assert.deepEqual(actsOf([outcome], cures, report)[0]!.usdPerDay, amount);
      });
    });
});
