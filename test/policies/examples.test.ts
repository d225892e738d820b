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
      "excepted.ts",
      "held.ts",
      "extension-names.ts",
      "hints.ts",
      "judge-value.ts",
      "options.ts",
      "policy.ts",
      "printed-exemptions.ts",
      "quote.ts",
      "trusted-source.ts",
    ];
    const files = readdirSync(join(__dirname, "../../policies")).filter(
      file => file.endsWith(".ts") && !notRules.includes(file),
    );
    const listed = policies.map(({ id }) => `${id}.ts`);
    const unlisted = files.filter(file => !listed.includes(file));
    assert.deepEqual(unlisted, [], `policies/all.ts does not list: ${unlisted.join(", ")}`);
    const misnamed = listed.filter(file => !files.includes(file));
    assert.deepEqual(misnamed, [], `rules without a file named by their id: ${misnamed.join(", ")}`);
  });
});
