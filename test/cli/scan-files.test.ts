import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
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

  describe("of a folder", () => {
    const miner = "#!/bin/sh\n./xmrig -o stratum+tcp://pool.supportxmr.com:3333\n";
    const ofFolder = (files: { readonly [name: string]: string }) =>
      within(files, folder => {
        const { files, passed } = filesAt([folder]);
        return { read: files.map(({ place }) => place), passed: [...passed] };
      });

    /** Of each, what is read, and a twin that is not looked at. */
    const table: readonly (readonly [name: string, read: string, twin: string])[] = [
      ["install", miner, "Copyright (c) Contoso\n"],
      [".profile", miner, "export A=1\n"],
      ["user-data", "#cloud-config\nruncmd: []\n", "nothing of cloud-init\n"],
      ["user_data.mime", "Content-Type: multipart/mixed\n", "From: ada@contoso.com\n"],
      ["tfplan", ' {"format_version":"1.2"}', "PK\u0003\u0004"],
      ["bom", `\uFEFF${miner}`, `\uFEFF${"x".repeat(100)}`],
      ["init.tftpl", miner, `Hello \${name}\n`],
      ["_helpers.tpl", miner, '{{- define "x" -}}\n'],
      ["empty", miner, ""],
    ];
    for (const [name, read, twin] of table) {
      it(`${name} is read where it begins as a script, or as data`, () =>
        assert.deepEqual(ofFolder({ [name]: read }).read, [name]));
      it(`${name} is counted where it does not`, () => {
        const { read, passed } = ofFolder({ [name]: twin });
        assert.deepEqual([read, passed.map(([, files]) => files)], [[], [1]]);
      });
    }

    it("is text in UTF-8, and in UTF-16 where its first bytes say so", () => {
      const utf16 = Buffer.from(`\uFEFF${miner}`, "utf16le");
      const encoded: readonly (readonly [name: string, bytes: Buffer])[] = [
        ["utf8", Buffer.from(miner)],
        ["little", utf16],
        ["big", Buffer.from(utf16).swap16()],
        ["odd", Buffer.concat([Buffer.from(utf16).swap16(), Buffer.from([0])])],
      ];
      within({}, folder => {
        for (const [name, bytes] of encoded) writeFileSync(join(folder, name), bytes);
        const { files } = filesAt([folder]);
        assert.deepEqual(
          files.map(file => [file.place, file.text()]).sort(),
          encoded.map(([name]) => [name, miner]).sort(),
        );
      });
    });

    it("templates of scripts and of data are read by the name that they will have", () =>
      assert.deepEqual(ofFolder({ "a.ps1.tftpl": "x", "b.yaml.tpl": "x", "c.SH.TPL": "x", "d.md.tpl": "x" }), {
        read: ["a.ps1.tftpl", "b.yaml.tpl", "c.SH.TPL"],
        passed: [[".tpl", 1]],
      }));

    it("what is not looked at is counted by its extension, and what lies in packages of others is not", () =>
      assert.deepEqual(
        ofFolder({
          "a.png": "",
          "b/c.PNG": "",
          "main.tf": "",
          LICENSE: "",
          "node_modules/x/a.png": "",
          ".git/HEAD": "",
        }),
        {
          read: [],
          passed: [
            ["no extension", 1],
            [".png", 2],
            [".tf", 1],
          ],
        },
      ));

    it("links are counted and not followed", () =>
      within({ "a/main.json": "{}", "b/install": miner }, folder => {
        symlinkSync("../b/install", join(folder, "a/run"));
        symlinkSync("../b", join(folder, "a/more"));
        const { files, passed } = filesAt([join(folder, "a")]);
        assert.deepEqual([files.map(({ place }) => place), [...passed]], [["main.json"], [["links", 2]]]);
      }));
  });
});
