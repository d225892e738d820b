import assert from "node:assert/strict";
import type { Finding, Severity } from "../../catalogue/outcome";
import { page } from "../../posture/report/html/page";
import { worstOnPage } from "../../posture/report/html/worst";
import { markdown } from "../../posture/report/markdown";
import type { Report } from "../../posture/report/model";
import { text } from "../../posture/report/text";
import { printed } from "./printed";
import { sample } from "./sample";

const [failed] = sample.outcomes;
const like = failed!.findings[0]!;
const finding = (severity: Severity, i: number): Finding => ({
  ...like,
  severity,
  subject: { kind: "user", id: `id of ${i}`, name: `person ${i}` },
  message: `is open to ${i % 3 === 0 ? "everybody" : "somebody"}`,
  proof: [`proof of ${i % 5}`],
  fingerprint: `${severity} ${i}`,
});
const withFindings = (...of: readonly (readonly Finding[])[]): Report => ({
  ...sample,
  outcomes: of.map((findings, i) => ({ ...failed!, rule: { ...failed!.rule, id: `rule-${i}` }, findings })),
});

/** The rows of the page's table, as its script has them. */
function rowsOf(text: string): unknown[][] {
  const [, block = ""] = /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(text) ?? [];
  const { rows } = JSON.parse(block) as { rows: unknown[][] };
  for (const row of rows)
    for (let i = 2; i <= 7; i++) if (typeof row[i] === "number") row[i] = rows[row[i] as number]![i];
  return rows;
}

describe("a page of more findings than it holds", () => {
  const report = withFindings(
    [finding("low", 1), finding("high", 2)],
    [],
    [finding("critical", 3), finding("high", 4)],
  );
  const cases: readonly (readonly [room: number, those: readonly string[]])[] = [
    [0, []],
    [1, ["1 critical 3"]],
    [2, ["0 high 2", "1 critical 3"]],
    [3, ["0 high 2", "1 critical 3", "1 high 4"]],
    [4, ["0 low 1", "0 high 2", "1 critical 3", "1 high 4"]],
    [5, ["0 low 1", "0 high 2", "1 critical 3", "1 high 4"]],
  ];
  for (const [room, those] of cases)
    it(`with room for ${room} has the worst, in the report's order`, () =>
      assert.deepEqual(
        [...worstOnPage(report, room)].map(({ rule, finding: { fingerprint } }) => `${rule} ${fingerprint}`),
        those,
      ));

  it("says how many it leaves out and where they are, counts all, and has the worst", () => {
    const low = Array.from({ length: 50_000 }, (_, i) => finding("low", i));
    const text = printed(page, withFindings(low, [finding("critical", 50_000)]));
    const rows = rowsOf(text);
    assert.match(
      text,
      /The table has the worst 50,000 of 50,001 findings\. Figures on this page are over all of them, and all stand in the same report as CSV and as JSON/,
    );
    assert.match(text, />50,000 findings<\/a>/);
    assert.deepEqual([rows.length, rows.at(-1)?.[9], rows.at(-2)?.[9]], [50_000, "critical 50000", "low 49998"]);
    assert.ok(Buffer.byteLength(text) < 15e6, `${Buffer.byteLength(text)} bytes`);
  });
  it("says nothing of it where all are there", () =>
    assert.doesNotMatch(printed(page, withFindings([finding("low", 1)])), /id="left-out"/));

  it("has of every other list a thousand, and says so", () => {
    const copies = <T>(one: T): T[] => Array.from({ length: 1200 }, () => one);
    const text = printed(page, {
      ...sample,
      outcomes: sample.outcomes.map(outcome => ({ ...outcome, unknowns: outcome.unknowns.flatMap(copies) })),
      excepted: sample.excepted.flatMap(copies),
      blastRadius: copies(sample.blastRadius[0]!),
      burning: { ...sample.burning!, resources: copies(sample.burning!.resources[0]!) },
      acts: sample.acts.map(act => ({ ...act, targets: copies(act.targets[0]!) })),
    });
    for (const what of ["subjects", "excepted findings", "identities", "resources", "targets"])
      assert.ok(text.includes(`1,000 of 1,200 ${what} are shown`), what);
    assert.doesNotMatch(printed(page, sample), /are shown; all of them/);
  });
});

describe("figures of thousands", () => {
  const findings = { critical: 1001, high: 10_002, medium: 20_003, low: 30_004 };
  const many: Report = { ...sample, summary: { ...sample.summary, findings, excepted: 4005 } };
  it("are written in groups of three digits on the page", () =>
    assert.match(printed(page, many), />11,003<\/b>.*20,003 medium findings, 30,004 low;/));
  it("are so in text", () =>
    assert.match(printed(text, many), /1,001 critical, 10,002 high, 20,003 medium, 30,004 low, 4,005 excepted;/));
  it("are so in Markdown", () =>
    assert.match(printed(markdown, many), /\| 1,001 \| 10,002 \| 20,003 \| 30,004 \| 4,005 \|/));
});

describe("what many findings of the page share", () => {
  const found = Array.from({ length: 100 }, (_, i) => finding("high", i % 20));
  const text = printed(page, withFindings(found));
  it("stands in it once", () => {
    const [, block = ""] = /id="data">(.*?)<\/script>/s.exec(text) ?? [];
    for (const once of ["is open to everybody", "id of 17", "person 17", "proof of 4"])
      assert.equal(block.split(`"${once}"`).length, 2, once);
  });
  it("is put back in every row", () =>
    assert.deepEqual(
      rowsOf(text).map(([, , name, id, , message, , proof]) => [name, id, message, proof]),
      found.map(({ subject, message, proof }) => [subject.name, subject.id, message, proof]),
    ));
});
