import assert from "node:assert/strict";
import { junit } from "../../posture/report/junit";
import { printed } from "./printed";
import { empty, reports } from "./reports";
import { hostile, sample } from "./sample";

const count = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].length;

/** The suites of a report, each with its attributes and its text. */
const suitesOf = (xml: string) =>
  [...xml.matchAll(/<testsuite ([^>]*)>(.*?)<\/testsuite>/gs)].map(([, head = "", body = ""]) => ({
    ...Object.fromEntries([...head.matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name, value])),
    body,
  })) as (Readonly<Record<string, string>> & { readonly body: string })[];

describe("the JUnit report", () => {
  const xml = printed(junit, sample);
  it("has a suite for each check, and one of what could not be read", () =>
    assert.deepEqual(
      suitesOf(xml).map(({ name, tests, failures, skipped }) => [name, tests, failures, skipped]),
      [
        ["What was seen", "0", "0", undefined],
        ["compute-creator-without-mfa", "3", "2", "1"],
        ["account-without-mfa", "1", "0", "1"],
        ["standing-root-access", "1", "0", "0"],
        ["What could not be read", "1", "0", "1"],
      ],
    ));
  it("says each finding with its severity, and skips what is excepted and what could not be judged", () => {
    assert.match(xml, /<failure type="critical" message="can create machines on Contoso Production without MFA">/);
    assert.match(xml, /<skipped type="excepted" message="excepted until 2026-12-31 by /);
    assert.match(xml, /<skipped type="unknown" message="the registration could not be read"\/>/);
    assert.match(xml, /<testcase classname="standing-root-access" name="standing-root-access is healthy"\/>/);
  });
  it("counts what it has, in every report", () => {
    for (const [what, report] of reports()) {
      const text = printed(junit, report);
      for (const { name, body, ...head } of suitesOf(text)) {
        assert.equal(Number(head.tests), count(body, /<testcase /g), `${what}: ${name}`);
        assert.equal(Number(head.failures), count(body, /<failure /g), `${what}: ${name}`);
        assert.equal(Number(head.skipped ?? 0), count(body, /<skipped /g), `${what}: ${name}`);
      }
      const [, tests, failures] = text.match(/<testsuites name="computeguard" tests="(\d+)" failures="(\d+)"/)!;
      assert.deepEqual(
        [Number(tests), Number(failures)],
        [count(text, /<testcase /g), count(text, /<failure /g)],
        what,
      );
    }
  });
  it("counts a check whose findings are all hidden as one failure", () => {
    const outcomes = [{ ...sample.outcomes[0]!, findings: [], hidden: 7 }];
    const [, suite] = suitesOf(printed(junit, { ...empty, outcomes }));
    assert.deepEqual([suite?.tests, suite?.failures], ["1", "1"]);
  });
  it("has nothing that XML has no place for, and no name that is a tag", () => {
    assert(!xml.includes("<img"));
    assert(xml.includes("&lt;img src=x"));
    assert(!xml.includes(hostile.terminal));
    for (const [what, report] of reports())
      assert.doesNotMatch(printed(junit, report), /(?!\n)\p{Cc}|\p{Cs}|[\uFFFE\uFFFF]/u, what);
  });
});
