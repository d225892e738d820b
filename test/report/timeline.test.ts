import assert from "node:assert/strict";
import type { Finding } from "../../catalogue/outcome";
import { timeline } from "../../posture/report/html/timeline";
import { namingOf } from "../../posture/report/naming";
import { timelineOf } from "../../posture/report/timeline";
import { hostile, sample } from "./sample";

const [outcome] = sample.outcomes;
const [first] = outcome!.findings;
const { at: _, ...timeless } = first!;
const happening = (fingerprint: string, at?: string): Finding => ({
  ...timeless,
  fingerprint,
  ...(at !== undefined && { at }),
});
const reportOf = (...findings: readonly (readonly Finding[])[]) => ({
  ...sample,
  outcomes: findings.map(of => ({ ...outcome!, findings: of })),
});
const page = (report: typeof sample) => {
  const markup = timeline(report, namingOf(report));
  return markup === false ? "" : [...markup.pieces()].join("");
};

describe("the timeline", () => {
  it("puts what happened in the order of time, over all rules, and leaves out how things stand", () => {
    const report = reportOf(
      [happening("b", "2026-11-23T11:04:00.000Z"), happening("stands")],
      [happening("c", "2026-11-24T01:00:00.000Z"), happening("a", "2026-11-04T12:00:00.000Z")],
    );
    assert.deepEqual(
      timelineOf(report).shown.map(({ fingerprint }) => fingerprint),
      ["c", "b", "a"],
    );
    assert.equal(page(reportOf([happening("stands")])), "");
  });
  it("shows the newest 200, tells how many were before, and folds most of them", () => {
    const many = Array.from({ length: 230 }, (_, i) =>
      happening(`n${i}`, new Date(Date.UTC(2026, 10, 1) + i * 60_000).toISOString()),
    );
    const { shown, older } = timelineOf(reportOf(many));
    assert.deepEqual([shown.length, shown[0]!.fingerprint, older], [200, "n229", 30]);
    const markup = page(reportOf(many));
    assert.match(markup, /<summary>And 185 before<\/summary>/);
    assert.match(markup, /The newest 200 are shown; 30 before them stand among the findings\./);
    assert.doesNotMatch(page(reportOf(many.slice(0, 3))), /summary|are shown/);
  });
  it("links to the finding, and shows a name as text", () => {
    const markup = page(reportOf([happening("a1", "2026-11-23T11:04:09.000Z")]));
    assert.match(markup, /<time datetime="2026-11-23T11:04:09.000Z">2026-11-23 11:04<\/time>/);
    assert.match(markup, /href="#findings\?open=a1"/);
    assert(!markup.includes(hostile.markup));
  });
});
