import assert from "node:assert/strict";
import * as fc from "fast-check";
import { lexer, type Token } from "marked";
import { markdown, mostCharacters } from "../../posture/report/markdown";
import { code, plain } from "../../posture/report/markdown-text";
import type { Report } from "../../posture/report/model";
import { verdictOf } from "../../posture/report/verdict";
import { runs } from "../depth";
import { printed } from "./printed";
import { awkward, everyRule, reports } from "./reports";
import { hostile, sample } from "./sample";

/** Every token of a text, at whatever depth. */
const tokensOf = (text: string): Token[] => {
  const all: Token[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const each of value) visit(each);
    else if (typeof value === "object" && value !== null) {
      if ("type" in value && "raw" in value) all.push(value as Token);
      for (const each of Object.values(value)) visit(each);
    }
  };
  visit(lexer(text));
  return all;
};

/** Words outside of code, as GitHub looks through them for people, issues and addresses. */
const proseOf = (text: string): string =>
  tokensOf(text)
    .filter(token => token.type === "text" && !("tokens" in token && token.tokens))
    .map(token => ("text" in token ? String(token.text) : ""))
    .join("\n");

const active = ["link", "image", "html", "def", "del", "hr", "blockquote"];

describe("the Markdown report", () => {
  const text = printed(markdown, sample);

  it("says the verdict, the totals, what burns, the worst findings, who could burn most, and what could not be read", () => {
    for (const part of [
      /^# At least 4 machines that the estate does not approve run in 1 region for at least \\\$512\.25 a day, and /,
      /^\| 1 \| 1 \| 0 \| 0 \| 1 \| 1 \| 1 \| 1 \|$/m,
      /^- \*\*Sign out and block the account\*\*: `<\/script>.*` \(`at least \$1,234 a day that one of them could burn, closes 1 finding`; minutes\)\n\n {2}Microsoft Graph PowerShell:\n\n {2}~~~~~ powershell\n {2}Revoke-MgUserSignInSession -UserId '00000000-0000-0000-0000-0000000000d1'\n {2}~~~~~$/m,
      /^\| `=HYPERLINK.*` \| `Contoso Production` \| `japaneast` \| 4 \| 512\.25 \|$/m,
      /^\| \*\*critical\*\* \| `<\/script>.*` \| `can create machines on Contoso Production without MFA` \| compute-creator-without-mfa \|$/m,
      /^\| `<\/script>.*` \| at least 8,123\.50 \| at least 16 \| `MFA not registered` \|$/m,
      /^- account-without-mfa: 1 subject, first `.*: the registration could not be read`$/m,
      /^- compute-creator-without-mfa, until 2026-12-31 by `/m,
      /^- `MFA registration of all users` needs `AuditLog\.Read\.All`$/m,
    ])
      assert.match(text, part);
  });
  it("says what is new since an earlier report", () => {
    const since = {
      collectedAt: "2026-11-23T06:00:00Z",
      ...{ new: ["b1b2c3d4e5f60718"], changed: [], unchanged: 1, fixed: [], excepted: [], unseen: [] },
    };
    const told = printed(markdown, { ...sample, since });
    assert.match(told, /^`Since 2026-11-23T06:00:00Z: 1 finding new, 1 unchanged`$/m);
    assert.match(told, /^\| \*\*high\*\* new \| /m);
    assert.match(told, /^\| \*\*critical\*\* \| /m);
  });
  it("has the verdict of every format for its heading", () => {
    const { burning: _, ...quiet } = sample;
    for (const report of [sample, quiet, { ...quiet, blastRadius: [] }]) {
      const [heading] = lexer(printed(markdown, report));
      assert(heading?.type === "heading");
      assert.equal(heading.depth, 1);
      const words = (heading.tokens as { text: string }[]).map(({ text }) => text).join("");
      assert.equal(words, verdictOf(report));
    }
  });
  it("runs, links, fetches and mentions nothing, whatever the names are", () => {
    for (const [what, report] of reports()) {
      const told = printed(markdown, report);
      for (const { type, raw } of tokensOf(told)) assert(!active.includes(type), `${what}: ${type} ${raw}`);
      assert.doesNotMatch(proseOf(told), /@|(?:^|\W)#\d|GH-\d|https?:|www\.|\$[^\s].*\$|:\w+:/, what);
    }
  });
  it("keeps its tables whole, whatever the names are", () => {
    for (const [what, report] of reports())
      for (const token of tokensOf(printed(markdown, report)))
        if (token.type === "table") for (const row of token.rows) assert.equal(row.length, token.header.length, what);
    const rows = (printed(markdown, sample).match(/^\|.*\|$/gm) ?? []).length;
    const hostileRows = (
      printed(markdown, { ...sample, tenant: { id: "x", name: "a\n| b | c |\n" } }).match(/^\|.*\|$/gm) ?? []
    ).length;
    assert.equal(hostileRows, rows);
  });
  it("stays below GitHub's limit of a comment, and says how much is left out", () => {
    const copies = <T>(rows: readonly T[]): T[] => Array.from({ length: 2000 }, () => rows).flat();
    const long = "`".repeat(400);
    const [failed, unknown] = sample.outcomes;
    const large: Report = {
      ...sample,
      tenant: { id: long, name: long },
      coverage: { ...sample.coverage, estate: { name: long } },
      outcomes: [
        { ...failed!, findings: copies(failed!.findings.map(finding => ({ ...finding, message: long }))) },
        ...Array.from({ length: 500 }, () => unknown!),
      ],
      excepted: copies(sample.excepted),
      gaps: Array.from({ length: 2000 }, (_, n) => ({ what: long, missing: `${n}${long}`, reason: "denied" as const })),
      burning: { ...sample.burning!, resources: copies(sample.burning!.resources), unread: copies([long]) },
      blastRadius: copies(sample.blastRadius),
      acts: copies(sample.acts.map(act => ({ ...act, says: long }))),
    };
    const told = printed(markdown, large);
    assert(told.length < mostCharacters, String(told.length));
    assert.equal(told.match(/^and [\d,]+ more; the other formats have them all$/gm)?.length, 7);
  });
  it("has no rule whose own words mention anybody or link anywhere", () => {
    for (const { rule } of everyRule().outcomes)
      for (const words of [rule.title, rule.faultTitle, rule.why, rule.fix])
        for (const { type, raw } of tokensOf(`x ${plain(words)}`)) assert(!active.includes(type), `${rule.id}: ${raw}`);
  });
});

describe("text in Markdown", () => {
  const text = (markup: string) => tokensOf(markup).find(({ type }) => type === "codespan");
  it("is one span of code, with all its letters", () => {
    for (const name of ["a", "a`b", "``", "`a", "a`", "<b>", "@x", "a_b_c", hostile.markup]) {
      const span = text(code(name));
      assert(span && "text" in span);
      assert.equal(span.raw, code(name));
      assert.equal(span.text, name);
    }
    assert.equal(code("a|b"), "`a¦b`");
    assert.equal(code(" \t "), "`\u0020\uFFFD\u0020`");
    assert.equal(code(""), "");
  });
  it("is one span of code in a cell of a table, whatever it is made of", () =>
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."`\\|*_[]()<>@#&!~$: a\n\t-=1"), maxLength: 40 }), name => {
        const [table] = lexer(`| a | b |\n| --- | --- |\n| ${code(name)} | end |\n`);
        assert(table?.type === "table");
        const [row] = table.rows as { readonly text: string; readonly tokens: readonly Token[] }[][];
        assert.equal(row?.length, 2);
        assert.equal(row[1]?.text, "end");
        for (const { type } of row[0]?.tokens ?? []) assert.equal(type, "codespan", name);
      }),
      { numRuns: runs(200) },
    ));
  it("is cut, and never in the middle of a letter", () => {
    assert.equal(code("abcdef", 4), "`abc…`");
    assert.equal(code("ab😀cd", 4), "`ab…`");
    for (const name of awkward) assert(code(name, 50).length <= 3 * 50 + 4, name);
  });
  it("of our own has its marks as letters", () =>
    assert.equal(plain("a*b_c [d](e) <f> #1 $2 `g` x-y"), "a\\*b\\_c \\[d\\]\\(e\\) \\<f\\> \\#1 \\$2 \\`g\\` x-y"));
});
