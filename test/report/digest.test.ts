import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { proofOf, reportDigest } from "../../posture/report/digest";
import { page } from "../../posture/report/html/page";
import { json } from "../../posture/report/json";
import { knownDigest } from "../../posture/report/json-digest";
import type { Report } from "../../posture/report/model";
import { summary, text } from "../../posture/report/text";
import { printed } from "./printed";
import { sample } from "./sample";

const sha256 = (words: string): string => createHash("sha256").update(words).digest("hex");
/** More than is hashed at once, with letters that are more than one byte. */
const large: Report = {
  ...sample,
  subscriptions: Array.from({ length: 5000 }, (_, i) => ({ id: `${i}`, name: "Größe 文" })),
};

describe("the digest of a report", () => {
  for (const [what, report] of [
    ["a small", sample],
    ["a large", large],
  ] as const)
    it(`is that of report.json, of ${what} one`, () =>
      assert.equal(reportDigest(report), sha256(printed(json, report))));
  it("is known once report.json was printed to its end, and no earlier", () => {
    const report = structuredClone(large);
    const pieces = json.print(report);
    pieces.next();
    assert.equal(knownDigest(report), undefined);
    const text = printed(json, report);
    assert.equal(knownDigest(report), sha256(text));
  });
  it("is another for another report", () =>
    assert.notEqual(reportDigest({ ...sample, collectedAt: "2026-11-25T06:00:00Z" }), reportDigest(sample)));

  const { sha256: _, ...defaults } = sample.coverage.estate;
  const bare: Report = { ...sample, coverage: { ...sample.coverage, estate: defaults } };
  const evidence = { sha256: "cd".repeat(32) };
  const commands: readonly (readonly [Report, of: readonly string[], command: string])[] = [
    [bare, ["report.json"], "computeguard verify report.json"],
    [sample, ["report.json", "estate"], "computeguard verify report.json"],
    [{ ...bare, evidence }, ["report.json", "saved evidence"], "computeguard verify report.json --from <evidence>"],
    [
      { ...sample, evidence },
      ["report.json", "saved evidence", "estate"],
      "computeguard verify report.json --from <evidence> --estate <file>",
    ],
  ];
  for (const [report, of, command] of commands)
    it(`stands with the others, and ${command} checks them`, () => {
      const proof = proofOf(report);
      assert.deepEqual([proof.digests.map(([name]) => name), proof.command], [of, command]);
    });

  it("does not stand in the console where report.json is not written, and is not worked out for it", () => {
    const report = structuredClone(sample);
    const lines = [...summary(report, { colour: false, proof: false })];
    assert.equal(knownDigest(report), undefined);
    assert.deepEqual(lines, [...summary(report, { colour: false })].slice(0, -1));
  });

  it("stands on the cover and at the end of the page, and once at the end of the console", () => {
    const [markup, lines] = [printed(page, { ...sample, evidence }), printed(text, { ...sample, evidence })];
    const digest = sha256(printed(json, { ...sample, evidence }));
    for (const each of [digest, evidence.sha256, sample.coverage.estate.sha256!])
      assert.equal(markup.split(each).length, 3);
    assert.match(lines, new RegExp(`\\nsha256 ${digest}; to check: computeguard verify [^\\n]+\\n$`));
  });
});
