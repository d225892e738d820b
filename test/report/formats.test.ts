import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020";
import addFormats from "ajv-formats";
import * as fc from "fast-check";
import { formatNames, formats } from "../../posture/report/formats";
import { page } from "../../posture/report/html/page";
import { json } from "../../posture/report/json";
import { jsonPieces } from "../../posture/report/json-pieces";
import type { Report } from "../../posture/report/model";
import { sarif } from "../../posture/report/sarif";
import { reportJsonSchema } from "../../posture/report/stored-schema";
import { summary, text } from "../../posture/report/text";
import { runs } from "../depth";
import { printed } from "./printed";
import { reports } from "./reports";
import { hostile, sample } from "./sample";

describe("the JSON report", () => {
  const validate = addFormats(new Ajv2020({ strict: false })).compile(reportJsonSchema());
  it("keeps its published schema", () => {
    assert(validate(JSON.parse(printed(json, sample))), JSON.stringify(validate.errors));
  });
  it("and the schema refuses what is no report", () => {
    assert(!validate({ ...sample, summary: { ...sample.summary, status: "fine" } }));
    assert(!validate({ ...sample, outcomes: [{ ...sample.outcomes[0], findings: [{}] }] }));
  });
});

describe("the SARIF report", () => {
  const { results, tool, invocations } = JSON.parse(printed(sarif, sample)).runs[0];

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
  it("has a level and a score for each severity, of the finding and of its rule", () => {
    const expected = [
      ["low", "note", "2.0"],
      ["medium", "warning", "5.5"],
      ["high", "error", "8.0"],
      ["critical", "error", "9.5"],
    ] as const;
    const [outcome] = sample.outcomes;
    const [finding] = outcome?.findings ?? [];
    assert(outcome && finding);
    for (const [severity, level, score] of expected) {
      const outcomes: Report["outcomes"] = [
        { ...outcome, rule: { ...outcome.rule, severity }, findings: [{ ...finding, severity }] },
      ];
      const report: Report = { ...sample, outcomes, excepted: [] };
      const [run] = JSON.parse(printed(sarif, report)).runs;
      const [descriptor] = run.tool.driver.rules;
      assert.equal(run.results[0].level, level, severity);
      assert.equal(descriptor.defaultConfiguration.level, level, severity);
      assert.equal(descriptor.properties["security-severity"], score, severity);
    }
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
    assert.doesNotMatch(printed(sarif, { ...sample, excepted: [] }), /suppressions/));
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

describe("the HTML report", () => {
  const markup = printed(page, sample);
  it("escapes every name", () => {
    assert(!markup.includes("<img"));
    assert(markup.includes("&lt;/script&gt;&lt;img src=x onerror=&quot;"));
  });
  it("allows no style or script but its own, and nothing from outside", () => {
    const [, policy] = markup.match(/http-equiv="Content-Security-Policy" content="([^"]+)"/)!;
    assert.match(policy!, /^default-src &#39;none&#39;; style-src &#39;sha256-/);
    assert.doesNotMatch(
      markup,
      /unsafe-inline|href="(?!#|https:\/\/(?:learn\.microsoft\.com|entra\.microsoft\.us|portal\.azure\.us)\/)/,
    );
    const tags = markup.replace(/="[^"]*"/g, "="); // what stands inside quotes is text
    assert.doesNotMatch(tags, /<[^>]*\s(on\w+|style|src)=/);
  });
  it("shows the exceptions, used and idle", () => {
    const section = markup.slice(markup.indexOf('<section id="exceptions">')).split("</section>")[0] ?? "";
    for (const text of ["compute-creator-without-mfa", "Contoso Sandbox", "excepted until 2026-12-31", "has ended"])
      assert(section.includes(text), text);
    assert(!printed(page, { ...sample, excepted: [], idleExceptions: [] }).includes('id="exceptions"'));
  });
  it("has the finding, the framework, the gap and the blast radius", () => {
    for (const text of [
      "compute-creator-without-mfa",
      "IM-6",
      "AuditLog.Read.All",
      "$8,124",
      "1,400 MH/s",
      "MFA not registered",
    ])
      assert(markup.includes(text), text);
  });
});

describe("the console summary", () => {
  const lines = [...summary(sample, { colour: false })].join("");
  it("cannot be steered by a name", () => {
    const [outcome] = sample.outcomes;
    const [finding] = outcome?.findings ?? [];
    assert(outcome && finding);
    const forged: Report = {
      ...sample,
      tenant: { id: "00000000-0000-0000-0000-00000000c0de", name: hostile.terminal },
      outcomes: [{ ...outcome, findings: [{ ...finding, subject: { ...finding.subject, name: hostile.terminal } }] }],
    };
    const shown = [...summary(forged, { colour: false })].join("");
    assert.equal(
      shown.split("forged line").length,
      6,
      "the tenant, the estate, the act, the subject and the rule are shown",
    );
    assert(!shown.includes("\u001b"));
    assert(!shown.split("\n").some(line => line.startsWith("FAIL critical forged")));
  });
  it("says in one line what a right would open, and a tier of which nothing is granted", () => {
    const gap = (what: string, missing: string) => ({ what, missing, reason: "denied" as const });
    const told = (gaps: Report["gaps"]) => [...summary({ ...sample, gaps }, { colour: false })].join("");
    const policies = [gap("policies", "Policy.Read.All"), gap("strengths", "Policy.Read.All")];
    assert.match(told(policies), /^ +policies, strengths: needs Policy\.Read\.All$/m);
    const people = [
      ...policies,
      gap("users", "Directory.Read.All"),
      gap("federation", "Application.Read.All"),
      gap("roles", "RoleManagement.Read.Directory"),
    ];
    assert.match(
      told(people),
      /^ +the directory: .*: needs the rights of the tier people \(Application\.Read\.All, Directory\.Read\.All, /m,
    );
    assert.doesNotMatch(told(people), /strengths/);
  });
  it("says what failed, what could not be read, and the totals", () => {
    for (const part of [
      "FAIL critical compute-creator-without-mfa is broken",
      "needs AuditLog.Read.All",
      "compute-creator-without-mfa: ",
      "excepted until 2026-12-31 by ",
      "standing-root-access for ",
      " has ended (security@contoso.com)",
      "1 critical, 1 high, 0 medium, 0 low, 1 excepted",
    ])
      assert(lines.includes(part), `${part}\n${lines}`);
  });
  it("tells GPUs and hashes beside the money, and of spot machines no more than was read", () => {
    assert.match(
      lines,
      /at least 16 GPUs; at least 1,400 MH\/s on .*; spot machines, as far as known: at most \$640; MFA/,
    );
    assert.match(lines, /together, .*\(at least 16 GPUs; at least 1,400 MH\/s .*as far as known: at most \$640\)/);
  });
  it("makes text only of what it shows, however much was found", () => {
    let read = 0;
    const [outcome] = sample.outcomes;
    const like = outcome!.findings[0]!;
    const findings = Array.from({ length: 1000 }, (_, i) => ({
      ...like,
      severity: i === 999 ? ("critical" as const) : ("low" as const),
      fingerprint: `${i}`,
      get message() {
        read += 1;
        return `message ${i}`;
      },
    }));
    const report: Report = { ...sample, outcomes: [{ ...outcome!, findings }] };
    const told = [...summary(report, { colour: false, proof: false })].join("");
    assert.equal(read, 5);
    assert.deepEqual(
      [...told.matchAll(/message (\d+)/g)].map(([, i]) => i),
      ["999", "0", "1", "2", "3"],
    );
    assert.match(told, /and 995 more/);
  });
  it("uses colour only when asked", () =>
    assert([...summary(sample, { colour: true })].join("").includes("\u001b[31m")));
  it("is the text format where no terminal reads it", () => assert.equal(printed(text, sample), lines));
});

describe("every format", () => {
  /** Like the sample, with very many rows in each list that grows with the tenant. */
  const copies = <T>(rows: readonly T[]): T[] => Array.from({ length: 500 }, () => rows).flat();
  const burning = sample.burning as NonNullable<Report["burning"]>;
  const large: Report = {
    ...sample,
    outcomes: sample.outcomes.map(outcome => ({
      ...outcome,
      findings: copies(outcome.findings),
      unknowns: copies(outcome.unknowns),
    })),
    excepted: copies(sample.excepted),
    burning: {
      ...burning,
      regions: copies(burning.regions),
      resources: copies(burning.resources),
    },
    blastRadius: copies(sample.blastRadius),
  };
  const longest = (report: Report, { print }: (typeof formats)[number]) =>
    [...print(report)].reduce((most, piece) => Math.max(most, piece.length), 0);

  it("has a name and a file that no other has", () => {
    assert.equal(new Set(formatNames).size, formats.length);
    assert.equal(new Set(formats.map(({ extension }) => extension)).size, formats.length);
  });
  it("has a row in docs/formats.md, and none that is gone has one", () => {
    const page = readFileSync(join(__dirname, "../../docs/formats.md"), "utf8");
    assert.deepEqual(
      [...page.matchAll(/^\| `(\w+)` \| `report\.([\w.]+)` \|/gm)].map(([, name, extension]) => [name, extension]),
      formats.map(({ name, extension }) => [name, extension]),
    );
  });
  for (const format of formats)
    it(`${format.name} tells what failed, what could not be judged, and the right that was missing`, () => {
      for (const part of ["compute-creator-without-mfa", "account-without-mfa", "AuditLog.Read.All"])
        assert(printed(format, sample).includes(part), `${format.name} does not tell of ${part}`);
    });
  for (const format of formats)
    it(`${format.name} prints the same bytes for the same report`, () => {
      for (const [what, report] of reports().slice(0, 2))
        assert.equal(printed(format, report), printed(format, structuredClone(report)), what);
    });
  for (const format of formats)
    it(`${format.name} prints a large report in pieces that are no longer than those of a small one`, () => {
      // the summary counts what it leaves out, and the counts have more digits
      const digits = 10;
      assert.ok(longest(large, format) <= longest(sample, format) + digits);
    });
});

describe("a format of all findings", () => {
  const [outcome] = sample.outcomes;
  const like = outcome!.findings[0]!;
  // the page and the text tell the digest of report.json, which is of all of it; the graph has no messages
  const others = new Set(["html", "text", "markdown", "opengraph"]);
  for (const format of formats.filter(({ name }) => !others.has(name)))
    it(`holds no more of them than one while it prints: ${format.name}`, () => {
      let read = 0;
      const findings = Array.from({ length: 100 }, (_, i) => ({
        ...like,
        fingerprint: `${i}`,
        get message() {
          read = Math.max(read, i + 1);
          return `message ${i}!`;
        },
      }));
      const told = new Set<string>();
      for (const piece of format.print({ ...sample, outcomes: [{ ...outcome!, findings }] })) {
        for (const [, i = ""] of piece.matchAll(/message (\d+)!/g)) told.add(i);
        assert.ok(read - told.size <= 1, `${read} were read, and ${told.size} printed`);
      }
      assert.equal(told.size, 100);
    });
});

describe("JSON in pieces", () => {
  it("is the text of JSON.stringify, whatever the value", () =>
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 8 }), value =>
        assert.equal([...jsonPieces(value)].join(""), `${JSON.stringify(value, null, 2)}\n`),
      ),
      { numRuns: runs(500) },
    ));
  const bare: Report = { ...sample, blastRadius: [] };
  it("is the text of JSON.stringify for a report, where nobody reaches a subscription", () =>
    assert.equal(printed(json, bare), `${JSON.stringify(bare, null, 2)}\n`));
  it("leaves out what is undefined, and takes iterables for lists", () => {
    const values = { a: undefined, b: new Set([1, "two\n", { c: [] }]), d: new Set(), e: {} };
    const expected = { b: [1, "two\n", { c: [] }], d: [], e: {} };
    assert.equal([...jsonPieces(values)].join(""), `${JSON.stringify(expected, null, 2)}\n`);
  });
});
