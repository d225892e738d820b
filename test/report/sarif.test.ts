import assert from "node:assert/strict";
import type { Log } from "sarif";
import type { Report } from "../../posture/report/model";
import { sarif } from "../../posture/report/sarif";
import { githubLimits } from "../../posture/report/sarif-rules";
import { printed } from "./printed";
import { everyRule, namedAs, reports } from "./reports";
import { hostile, sample } from "./sample";

const runOf = (report: Report) => (JSON.parse(printed(sarif, report)) as Log).runs[0]!;

describe("SARIF for GitHub's code scanning", () => {
  const { results = [] } = runOf(sample);

  it("names the subject in the message, and the place in it", () => {
    assert.equal(
      results[0]?.message.text,
      `${hostile.markup}: can create machines on Contoso Production without MFA\n${hostile.terminal}\nVirtual Machine Contributor, direct`,
    );
    for (const { locations } of results)
      assert.deepEqual(locations?.[0]?.physicalLocation?.region, {
        startLine: 1,
        startColumn: 1,
        endLine: 1,
        endColumn: 1,
      });
  });

  it("gives every result a fingerprint that no other has, the same in every run", () => {
    const marks = results.map(({ partialFingerprints }) => partialFingerprints?.primaryLocationLineHash);
    assert.deepEqual(marks.slice(0, 3), ["a1b2c3d4e5f60718:1", "b1b2c3d4e5f60718:1", "c1b2c3d4e5f60718:1"]);
    assert.match(marks[3] ?? "", /^[0-9a-f]{16}:1$/);
    assert.deepEqual(
      runOf(sample).results?.map(({ partialFingerprints }) => partialFingerprints?.primaryLocationLineHash),
      marks,
    );
  });

  it("lets no name become a link", () => {
    for (const { message } of runOf(namedAs("[pay](https://198.51.100.7)")).results ?? []) {
      assert.match(message.text ?? "", /\[pay\] \(https:\/\/198\.51\.100\.7\)/);
      assert.doesNotMatch(message.text ?? "", /\]\(/);
    }
  });

  it("helps in Markdown: why, what to do, and the frameworks", () => {
    const [rule] = runOf(sample).tool.driver.rules ?? [];
    assert.match(
      rule?.help?.markdown ?? "",
      /^\*\*Why it matters\.\*\* A stolen account is worth what it can create\.\n\n\*\*What to do\.\*\* Take the right away\.\n\n\*\*Frameworks\.\*\* .*NIST SP 800-53 IA-2/,
    );
  });

  it("shows the worst 5,000, and says how many are left out", () => {
    const [outcome] = sample.outcomes;
    const [worst] = outcome!.findings;
    const many = (count: number, severity: "low" | "critical") =>
      Array.from({ length: count }, (_, n) => ({ ...worst!, severity, fingerprint: `${severity}${n}` }));
    const report = (low: number): Report => ({
      ...sample,
      excepted: [],
      gaps: [],
      outcomes: [
        { ...outcome!, findings: many(low, "low") },
        { ...outcome!, findings: many(1000, "critical") },
      ],
    });
    const over = runOf(report(4003));
    assert.equal(over.results?.length, 5000);
    assert(over.results?.slice(0, 1000).every(({ level }) => level === "error"));
    assert(over.results?.slice(1000).every(({ level }) => level === "note"));
    assert.deepEqual(
      over.invocations?.[0]?.toolExecutionNotifications?.map(({ message }) => message.text),
      [
        "3 results are left out, the least severe, because GitHub shows 5,000 results of a run. The JSON report has all",
      ],
    );
    const whole = runOf(report(4000));
    assert.equal(whole.results?.length, 5000);
    assert.deepEqual(whole.invocations?.[0]?.toolExecutionNotifications, []);
  });

  it("keeps GitHub's limits for every rule that there is", () => {
    for (const { id, name, shortDescription, fullDescription, properties } of runOf(everyRule()).tool.driver.rules ??
      []) {
      assert((properties?.tags?.length ?? 0) <= githubLimits.tags, id);
      assert((name ?? id).length <= 255, id);
      for (const text of [shortDescription?.text, fullDescription?.text])
        assert(text && text.length <= githubLimits.description, id);
    }
  });

  it("is made of any name", () => {
    for (const [what, report] of reports()) assert(runOf(report).results, what);
  });
});
