import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fc from "fast-check";
import { az, graph, quotedForBash, quotedForPowerShell } from "../../posture/cures/command";
import { runs } from "../depth";

/** Names that an attacker may give to what is found, to have them run by whoever pastes a command. */
const hostile = [
  "$(touch owned)",
  "`touch owned`",
  "a; rm -rf ~",
  "a && b || c | d > e < f &",
  "it's",
  "'; touch owned; '",
  '" ; touch owned ; "',
  "a\\",
  "$HOME $IFS $'\\n'",
  "!history",
  "~root",
  "*?[a-z]{a,b}",
  "# comment",
  "=cmd",
  "-o table",
  "--debug",
  "two\nlines",
  "tab\tand  blanks ",
  "",
  "ünïcödé ‘curly’ “quotes” ‚low‛",
  "@file",
];

/** What bash hands on as the words of a line. */
const wordsOf = (line: string): readonly string[] => {
  const { stdout, status, stderr } = spawnSync("bash", ["-c", `printf '%s\\0' ${line}`], { encoding: "utf8" });
  assert.equal(status, 0, stderr);
  return stdout.split("\0").slice(0, -1);
};

describe("a command of Azure CLI", () => {
  it("hands each hostile name on as it is, in one word", () =>
    assert.deepEqual(wordsOf(hostile.map(quotedForBash).join(" ")), hostile));
  it("hands any name on as it is", () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.string({ unit: "binary" }).filter(text => !text.includes("\0")),
          { minLength: 1 },
        ),
        names => {
          const decodable = names.map(name => Buffer.from(name, "utf8").toString("utf8"));
          assert.deepEqual(wordsOf(decodable.map(quotedForBash).join(" ")), decodable);
        },
      ),
      { numRuns: runs(25) },
    ));
  it("leaves plain ids as they are", () => {
    const id = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-web";
    assert.equal(az`group show --ids ${id}`.line, `az group show --ids ${id}`);
  });
  it("takes no value for another option", () => {
    assert.deepEqual(wordsOf(az`group member remove --group ${"--debug"} --member-id ${"x"}`.line).slice(1), [
      ...["group", "member", "remove", "--group=--debug", "--member-id", "x"],
    ]);
    assert.deepEqual(wordsOf(az`group member remove --group ${"-o it's"}`.line).at(-1), "--group=-o it's");
  });
});

describe("a command of Microsoft Graph PowerShell", () => {
  // about_quoting_rules: nothing is expanded in single quotes, and a doubled quote of any form is one that belongs to the text
  const cases: readonly (readonly [name: string, quoted: string])[] = [
    ["plain", "'plain'"],
    ["$(Remove-Item x)", "'$(Remove-Item x)'"],
    ["`n", "'`n'"],
    ["it's", "'it''s'"],
    ["‘left’", "'‘‘left’’'"],
    ["‚low‛", "'‚‚low‛‛'"],
    ["'; Remove-Item x; '", "'''; Remove-Item x; '''"],
    ["’; Remove-Item x; ’", "'’’; Remove-Item x; ’’'"],
    ["-Force", "'-Force'"],
    ["", "''"],
  ];
  for (const [name, quoted] of cases)
    it(`quotes ${JSON.stringify(name)}`, () => assert.equal(quotedForPowerShell(name), quoted));
  it("quotes every value", () =>
    assert.equal(
      graph`Remove-MgGroupMember -GroupId ${"a b"} -Id ${"it's"}`.line,
      "Remove-MgGroupMember -GroupId 'a b' -Id 'it''s'",
    ));
});
