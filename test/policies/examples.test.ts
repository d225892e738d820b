import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { policies } from "../../policies/all";
import { keepsItsWord } from "./kit";

describe("every policy keeps its word", () => {
  for (const policy of policies) keepsItsWord(policy);

  it("one rule, one file, named by its id", () => {
    const notRules = [
      "all.ts",
      "extension-names.ts",
      "hints.ts",
      "judge-value.ts",
      "options.ts",
      "policy.ts",
      "quote.ts",
    ];
    const files = readdirSync(join(__dirname, "../../policies")).filter(
      file => file.endsWith(".ts") && !notRules.includes(file),
    );
    assert.deepEqual(policies.map(({ id }) => `${id}.ts`).sort(), files.sort());
  });
});
