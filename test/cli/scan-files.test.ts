import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { filesAt } from "../../cli/scan-files";

/** Runs with the files in a folder of their own, and takes it away. */
function within<T>(files: { readonly [name: string]: string }, run: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), "computeguard-scan-"));
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    return run(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe("the files that a scan is given", () => {
  describe("with a template that is named", () => {
    const files = {
      "main.json": "{}",
      "main.prod.parameters.json": "{}",
      "other.json": "{}",
      "other.parameters.json": "{}",
      "below/main.parameters.json": "{}",
    };
    const named = (path: string, options = {}) =>
      within(files, folder =>
        filesAt([`${folder}/${path}`], options).files.map(({ name }) => name.slice(folder.length + 1)),
      );

    it("come its parameter files, and nobody else's", () =>
      assert.deepEqual(named("main.json"), ["main.json", "main.prod.parameters.json"]));
    it("come they however its path is written", () =>
      assert.deepEqual(named("below/../main.json"), ["main.json", "main.prod.parameters.json"]));
    it("come none where others are given", () => assert.deepEqual(named("main.json", { alone: true }), ["main.json"]));
    it("comes nothing with a parameter file", () =>
      assert.deepEqual(named("other.parameters.json"), ["other.parameters.json"]));
    it("come they once in a folder, and they are not what was named", () =>
      within(files, folder => {
        const { files, named } = filesAt([join(folder, "main.json"), folder]);
        assert.equal(files.length, 5);
        assert.deepEqual([...named], [join(folder, "main.json")]);
      }));
  });

  it("have a place below all that was asked for", () => {
    const files = { "dev/plan.json": "{}", "prod/plan.json": "{}", "prod/more/plan.json": "{}" };
    const placesOf = (...paths: readonly string[]) =>
      within(files, folder => filesAt(paths.map(path => join(folder, path))).files.map(({ place }) => place));
    assert.deepEqual(placesOf("prod"), ["more/plan.json", "plan.json"]);
    assert.deepEqual(placesOf("dev", "prod/plan.json"), ["dev/plan.json", "prod/plan.json"]);
    assert.deepEqual(placesOf("dev/plan.json"), ["plan.json"]);
  });
});
