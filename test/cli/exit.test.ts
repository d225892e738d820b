import assert from "node:assert/strict";
import type { Severity } from "../../catalogue/outcome";
import { exitCodeOf, type FailOn } from "../../cli/exit";
import { sample } from "../report/sample";

type Found = {
  readonly findings?: Partial<Record<Severity, number>>;
  readonly unknown?: number;
  readonly gaps?: number;
};

const exitCode = (failOn: FailOn, { findings, unknown = 0, gaps = 0 }: Found): number =>
  exitCodeOf(
    {
      ...sample,
      summary: {
        ...sample.summary,
        findings: { low: 0, medium: 0, high: 0, critical: 0, ...findings },
        checks: { pass: 1, fail: 0, unknown },
        gaps,
      },
    },
    failOn,
  );

describe("the exit code of an audit", () => {
  const cases: readonly (readonly [what: string, failOn: FailOn, found: Found, code: number])[] = [
    ["nothing found, everything read", "low", {}, 0],
    ["a finding of the severity", "medium", { findings: { medium: 1 } }, 1],
    ["a finding above the severity", "medium", { findings: { critical: 2 } }, 1],
    ["only findings below the severity", "high", { findings: { low: 3, medium: 3 } }, 0],
    ["evidence that could not be read", "high", { gaps: 1 }, 3],
    ["a check that is unknown though everything was read", "high", { unknown: 1 }, 3],
    ["a finding, and a check that is unknown", "high", { findings: { high: 1 }, unknown: 1 }, 1],
    ["a finding, and evidence that could not be read", "high", { findings: { high: 1 }, gaps: 1 }, 1],
    ["only findings below the severity, and a check that is unknown", "high", { findings: { low: 1 }, unknown: 1 }, 3],
    ["anything at all, where --fail-on is none", "none", { findings: { critical: 1 }, unknown: 1, gaps: 1 }, 0],
  ];
  for (const [what, failOn, found, code] of cases)
    it(`is ${code} for ${what} (--fail-on ${failOn})`, () => assert.equal(exitCode(failOn, found), code));

  const notOne = { ...sample.summary, checks: { pass: 0, fail: 0, unknown: 4 } };
  it("is 2 where nothing could be assessed, also where --fail-on is none", () => {
    for (const failOn of ["low", "none"] as const) {
      assert.equal(exitCodeOf({ ...sample, summary: notOne }, failOn), 2);
      assert.notEqual(
        exitCodeOf({ ...sample, summary: { ...notOne, checks: { pass: 1, fail: 0, unknown: 3 } } }, failOn),
        2,
      );
    }
  });
  it("is 3 where reading was cut off, whatever was found", () => {
    const coverage = { ...sample.coverage, stopped: "by Ctrl+C" };
    for (const failOn of ["low", "new:low", "none"] as const)
      for (const summary of [sample.summary, notOne])
        assert.equal(exitCodeOf({ ...sample, summary, coverage }, failOn), 3);
  });

  it("is 2 where no subscription was seen, whatever was found; but not where no check reads subscriptions", () => {
    const { coverage } = sample;
    const none = { ...coverage, subscriptions: { seen: 0, of: 2, chosen: false, inactive: [], unseen: [] } };
    for (const failOn of ["low", "none"] as const) assert.equal(exitCodeOf({ ...sample, coverage: none }, failOn), 2);
    const { subscriptions: _, ...unread } = coverage;
    assert.equal(exitCodeOf({ ...sample, coverage: unread }, "low"), 1);
  });
});
