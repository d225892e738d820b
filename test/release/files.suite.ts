import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { startPack } from "../../engine/pack";
import { dependencies, optionalDependencies, version } from "../../package.json";
import lock from "../../package-lock.json";
import pack from "../../policies/package.json";
import { gpuMachine, unpacked } from "../unpacked";

const out = join(__dirname, "../../out/release");
const both = ["computeguard", "computeguard-policies"];

/** What `npm run release:files` has made, as its users get it. */
describe("the files of a release", function () {
  this.timeout(120_000);
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "computeguard-release-"));
  });
  after(() => rmSync(folder, { recursive: true }));

  it("are two packages, a bill of materials of each, licences, notes, and the digests of all of them", () => {
    const files = readdirSync(out).sort();
    const expected = both.flatMap(name => [`${name}-${version}.tgz`, `${name}-${version}.cdx.json`]);
    assert.deepEqual(files, [...expected, "LICENSES.txt", "SHA256SUMS", "notes.md"].sort());
    const sums = readFileSync(join(out, "SHA256SUMS"), "utf8").trimEnd().split("\n");
    assert.deepEqual(
      sums.map(line => line.slice(66)),
      files.filter(file => file !== "SHA256SUMS"),
    );
    for (const line of sums) {
      const digest = createHash("sha256")
        .update(readFileSync(join(out, line.slice(66))))
        .digest("hex");
      assert.equal(line.slice(0, 64), digest, line.slice(66));
    }
    assert.match(readFileSync(join(out, "notes.md"), "utf8"), /^- /m);
  });

  for (const [name, needed] of [
    ["computeguard", { ...dependencies, ...optionalDependencies }],
    ["computeguard-policies", pack.dependencies],
  ] as const)
    it(`list what ${name} brings along, by CycloneDX's own rules`, async () => {
      const text = readFileSync(join(out, `${name}-${version}.cdx.json`), "utf8");
      const load = new Function("path", "return import(path)") as (
        path: string,
      ) => Promise<{ checkBom: (text: string) => Promise<void> }>;
      const { checkBom } = await load(pathToFileURL(join(__dirname, "../../release/sbom.mjs")).href);
      await checkBom(text);
      await assert.rejects(
        checkBom(text.replace('"bomFormat": "CycloneDX"', '"bomFormat": "other"')),
        /No valid CycloneDX/,
      );
      const bom = JSON.parse(text);
      const names = new Set(
        bom.components.map(({ group, name }: { group?: string; name: string }) => (group ? `${group}/${name}` : name)),
      );
      for (const dependency of Object.keys(needed)) assert.ok(names.has(dependency), dependency);
      // what is bundled brings its licence along
      const tarball = join(out, `${name}-${version}.tgz`);
      const held = execFileSync("tar", ["-tzf", tarball], { encoding: "utf8" }).split("\n");
      const headings = new Set(
        held
          .filter(file => file.endsWith(".LICENSES.txt"))
          .flatMap(file => execFileSync("tar", ["-xzOf", tarball, file], { encoding: "utf8" }).split("\n")),
      );
      const ofDevelopment = lock.packages as Readonly<Record<string, { readonly dev?: boolean }>>;
      const bundledNames = bom.components.flatMap(
        ({ properties }: { properties: readonly { name: string; value: string }[] }) => {
          const path = properties.find(({ name }) => name === "cdx:npm:package:path")?.value ?? "";
          return ofDevelopment[path]?.dev ? [path.replace(/^.*node_modules\//, "")] : [];
        },
      );
      assert.ok(bundledNames.length >= 3, String(bundledNames));
      for (const bundled of bundledNames) assert.ok(headings.has(bundled), bundled);
      for (const bundled of ["zod", "leven", "yaml"]) assert.ok(names.has(bundled), `${bundled} is listed`);
      for (const development of ["mocha", "typescript", "esbuild", "azurite"])
        assert.ok(!names.has(development), development);
      assert.equal(bom.metadata.component.version, version);
    });

  it("run as they are: the command line answers, and both packs refuse a GPU", async () => {
    const own = unpacked(join(out, `computeguard-${version}.tgz`), "computeguard", join(folder, "a/node_modules"));
    const alone = unpacked(
      join(out, `computeguard-policies-${version}.tgz`),
      "computeguard-policies",
      join(folder, "b/node_modules"),
    );
    const told = spawnSync(process.execPath, [join(own, "dist/computeguard.js"), "--version"], { encoding: "utf8" });
    assert.deepEqual([told.status, told.stdout, told.stderr], [0, `${version}\n`, ""]);
    for (const at of [join(own, "policies"), alone]) {
      const started = await startPack(at);
      try {
        const { violations } = await started.analyze(gpuMachine);
        assert.ok(violations.some(({ policy }) => policy === "unapproved-gpu-size"));
      } finally {
        await started.close();
      }
    }
  });
});
