import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { auditRules } from "../../posture/run/kinds";
import { reviewedIn } from "./public/causes";
import { page } from "./public/page";

describe("the reviewed refusals of public templates", () => {
  const text = readFileSync(join(__dirname, "refused.tsv"), "utf8");

  it("each have a cause, a rule that there is, and stand once and in order", () => {
    const rows = reviewedIn(text);
    const rules = new Set(auditRules.map(({ id }) => id));
    assert.deepEqual(
      rows.filter(({ rule }) => !rules.has(rule)),
      [],
    );
    const lines = text.trimEnd().split("\n").slice(1);
    assert.deepEqual(lines, [...lines].sort());
    const head = "repository\tfile\trule\testates\tcause\n";
    for (const bad of ["a\tb\tc\tboth\tnone\n", "a\tb\tc\tall\tgpu\n", "a\tb\tc\tboth\tgpu\na\tb\tc\tboth\tcount\n"])
      assert.throws(() => reviewedIn(head + bad), /refused.tsv, line [23]/);
  });

  it("are counted on the page as they stand", () => {
    const counts = page([], reviewedIn(text)).match(/^\| `\S+` \|.*\|$/gm);
    const stored = readFileSync(join(__dirname, "../../docs/corpus.md"), "utf8");
    for (const line of counts ?? []) assert.ok(stored.includes(line), line);
    assert.ok((counts ?? []).length > 10);
  });
});
