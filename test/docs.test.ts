import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pages } from "../docs/pages";

describe("the generated pages", () => {
  for (const [file, text] of Object.entries(pages()))
    it(`docs/${file} is up to date`, () =>
      assert.ok(
        readFileSync(join(__dirname, "../docs", file), "utf8") === text,
        `docs/${file} is stale: run npm run docs, and commit what it writes`,
      ));
});
