import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020";
import Ajv04 from "ajv-draft-04";
import addFormats from "ajv-formats";
import { consoleSummary } from "../../posture/report/console";
import { formats } from "../../posture/report/formats";
import { reportJsonSchema } from "../../posture/report/schema";
import { hostile, sample } from "./sample";

const schemas = join(__dirname, "../../../shared/schemas");

describe("the JSON report", () => {
  const validate = addFormats(new Ajv2020({ strict: false })).compile(reportJsonSchema());
  it("keeps its published schema", () => {
    assert(validate(JSON.parse(formats.json(sample))), JSON.stringify(validate.errors));
  });
  it("and the schema refuses what is no report", () => {
    assert(!validate({ ...sample, summary: { ...sample.summary, status: "fine" } }));
    assert(!validate({ ...sample, outcomes: [{ ...sample.outcomes[0], findings: [{}] }] }));
  });
});

describe("the SARIF report", () => {
  const { results, tool, invocations } = JSON.parse(formats.sarif(sample)).runs[0];

  it("keeps the published schema of SARIF 2.1.0", function () {
    const file = join(schemas, "sarif-2.1.0-errata01.json");
    if (!existsSync(file)) {
      console.log("      the published schema of SARIF is not at hand: not validated");
      return this.skip();
    }
    const ajv = new Ajv04({ strict: false });
    addFormats(ajv as never);
    const validate = ajv.compile(JSON.parse(readFileSync(file, "utf8")));
    assert(validate(JSON.parse(formats.sarif(sample))), JSON.stringify(validate.errors));
  });
  it("says each finding as a failure, and what could not be judged as open", () => {
    assert.deepEqual(
      results.map(({ kind, level, ruleId }: never) => [kind, level, ruleId]),
      [
        ["fail", "error", "compute-creator-without-mfa"],
        ["fail", "error", "compute-creator-without-mfa"],
        ["fail", "error", "compute-creator-without-mfa"],
        ["open", "none", "account-without-mfa"],
      ],
    );
  });
  it("suppresses what is excepted, with the reason, and says of all else that it is not suppressed", () =>
    assert.deepEqual(
      results.map(({ suppressions }: never) => suppressions),
      [
        [],
        [],
        [
          {
            kind: "external",
            status: "accepted",
            justification: `excepted until 2026-12-31 by ${hostile.markup}: ${hostile.formula}`,
          },
        ],
        [],
      ],
    ));
  it("speaks of suppression only where something is suppressed", () =>
    assert.doesNotMatch(formats.sarif({ ...sample, excepted: [] }), /suppressions/));
  it("points each result at its rule", () => {
    for (const { ruleId, ruleIndex } of results) assert.equal(tool.driver.rules[ruleIndex].id, ruleId);
  });
  it("names the ids that a rule had before, so that viewers join its results with older ones", () =>
    assert.deepEqual(
      tool.driver.rules.map(({ deprecatedIds }: never) => deprecatedIds),
      [["orderer-without-mfa"], undefined, undefined],
    ));
  it("names the permission that a gap was for", () => {
    assert.match(invocations[0].toolExecutionNotifications[0].message.text, /AuditLog\.Read\.All/);
  });
  it("writes ids as URIs", () => {
    for (const { locations } of results) new URL(locations[0].physicalLocation.artifactLocation.uri, "file:///");
    assert.match(results[1].locations[0].physicalLocation.artifactLocation.uri, /^subscriptions\/.*rg%20one/);
  });
});

describe("the CSV report", () => {
  const lines = formats.csv(sample).trimEnd().split("\n");
  it("has a header, and a line for each finding, excepted or not, unknown and gap", () => {
    // the terminal name holds a line break inside its quotes
    assert.equal(lines.filter(line => /^"(fail|excepted|unknown|gap)"/.test(line)).length, 5);
    assert.match(lines[0]!, /^"status","severity","rule"/);
  });
  it("says until when, by whom and why something is excepted", () =>
    assert.equal(lines.filter(line => line.includes(`"excepted until 2026-12-31 by `)).length, 1));
  it("makes formulas text", () => {
    for (const line of lines) assert.doesNotMatch(line, /(^|,)"?[=+@-]/);
    assert(formats.csv(sample).includes(`"'=HYPERLINK`));
  });
});

describe("the HTML report", () => {
  const page = formats.html(sample);
  it("escapes every name", () => {
    assert(!page.includes("<img"));
    assert(page.includes("&lt;/script&gt;&lt;img src=x onerror=&quot;"));
  });
  it("allows no style or script but its own, and nothing from outside", () => {
    const [, policy] = page.match(/http-equiv="Content-Security-Policy" content="([^"]+)"/)!;
    assert.match(policy!, /^default-src &#39;none&#39;; style-src &#39;sha256-/);
    assert.doesNotMatch(page, /unsafe-inline|href="(?!#)/);
    const tags = page.replace(/="[^"]*"/g, "="); // what stands inside quotes is text
    assert.doesNotMatch(tags, /<[^>]*\s(on\w+|style|src)=/);
  });
  it("shows the exceptions, used and idle", () => {
    const section = page.slice(page.indexOf('<section id="exceptions">')).split("</section>")[0] ?? "";
    for (const text of ["compute-creator-without-mfa", "Contoso Sandbox", "excepted until 2026-12-31", "has ended"])
      assert(section.includes(text), text);
    assert(!formats.html({ ...sample, excepted: [], idleExceptions: [] }).includes('id="exceptions"'));
  });
  it("has the finding, the framework, the gap and the blast radius", () => {
    for (const text of ["compute-creator-without-mfa", "IM-6", "AuditLog.Read.All", "$8,124", "MFA not registered"])
      assert(page.includes(text), text);
  });
});

describe("the console summary", () => {
  const text = consoleSummary(sample, { colour: false });
  it("cannot be steered by a name", () => {
    assert(!text.includes("\u001b"));
    assert(!text.split("\n").some(line => line.startsWith("FAIL critical forged")));
    assert(!text.includes(hostile.terminal));
  });
  it("says what failed, what could not be read, and the totals", () => {
    for (const part of [
      "FAIL critical compute-creator-without-mfa",
      "needs AuditLog.Read.All",
      "compute-creator-without-mfa: ",
      "excepted until 2026-12-31 by ",
      "standing-root-access for ",
      " has ended (security@contoso.com)",
      "1 critical, 1 high, 0 medium, 0 low, 1 excepted",
    ])
      assert(text.includes(part), `${part}\n${text}`);
  });
  it("uses colour only when asked", () => assert(consoleSummary(sample, { colour: true }).includes("\u001b[31m")));
});
