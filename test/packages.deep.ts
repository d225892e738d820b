import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startPack } from "../engine/pack";
import { build } from "./build";
import { gpuMachine, unpacked } from "./unpacked";

const root = join(__dirname, "..");

/** The tarballs as npm makes them, each unpacked the way that package managers lay packages out. */
describe("the packed packages", function () {
  this.timeout(120_000);
  let folder: string;
  const packed: Record<string, readonly string[]> = {};

  before(() => {
    build("dist/computeguard.js", "policies/dist/index.js");
    folder = mkdtempSync(join(tmpdir(), "computeguard-packages-"));
    for (const args of [[], ["-w", "policies"]]) {
      const told = execFileSync("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", folder, ...args], {
        cwd: root,
        encoding: "utf8",
        stdio: ["ignore", "pipe", "ignore"],
      });
      const [{ name, filename, files }] = JSON.parse(told) as [
        { name: string; filename: string; files: readonly { readonly path: string }[] },
      ];
      packed[name] = files.map(({ path }) => path);
      // pnpm's layout: the package and what it needs side by side in a store, and a link to it where it is used
      const store = join(folder, "app/node_modules/.pnpm", name, "node_modules");
      unpacked(join(folder, filename), name, store);
      symlinkSync(join(".pnpm", name, "node_modules", name), join(folder, "app/node_modules", name));
    }
    writeFileSync(
      join(folder, "app/main.json"),
      JSON.stringify({
        $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
        contentVersion: "1.0.0.0",
        resources: [],
      }),
    );
  });
  after(() => rmSync(folder, { recursive: true }));

  it("hold what they need and no source", () => {
    for (const needed of ["README.md", "LICENSE", "package.json"])
      for (const [name, files] of Object.entries(packed)) assert(files.includes(needed), `${name}: ${needed}`);
    assert.deepEqual([...packed["computeguard-policies"]!].sort(), [
      "LICENSE",
      "PulumiPolicy.yaml",
      "README.md",
      "dist/index.js",
      "dist/index.js.LICENSES.txt",
      "dist/package-lock.json",
      "dist/yaml.js",
      "dist/yaml.js.LICENSES.txt",
      "package.json",
    ]);
    for (const needed of [
      "dist/computeguard.js",
      "docs/estate.schema.json",
      "policies/dist/index.js",
      "policies/PulumiPolicy.yaml",
    ])
      assert(packed.computeguard!.includes(needed), needed);
    assert.deepEqual(
      packed.computeguard!.filter(path => /\.ts$|^test\/|estate\.json$|^computeguard\.yaml$/.test(path)),
      [],
    );
  });

  for (const pack of ["computeguard/policies", "computeguard-policies"])
    it(`${pack} starts behind a link and refuses a GPU`, async () => {
      const started = await startPack(join(folder, "app/node_modules", pack));
      try {
        const { violations } = await started.analyze(gpuMachine);
        assert(violations.some(({ policy }) => policy === "unapproved-gpu-size"));
      } finally {
        await started.close();
      }
    });

  it("the command line runs behind a link", () => {
    const bin = join(folder, "app/node_modules/computeguard/dist/computeguard.js");
    const ran = spawnSync(process.execPath, [bin, "scan", "main.json"], { cwd: join(folder, "app"), encoding: "utf8" });
    assert.deepEqual([ran.status, ran.stderr], [0, ""]);
    assert.match(ran.stdout, /^1 of 1 file judged/m);
  });
});
