import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { bakePack } from "../../cli/pack";
import { EngineError } from "../../engine/error";
import { startPack } from "../../engine/pack";
import { findEstate } from "../../policies/pulumi/estate";
import { type Installation, install } from "../cli/installation";
import { estateOf } from "./kit";

/** Approves whatever there is. */
const lax = JSON.stringify({ gpuSizes: ["*"], maxInstances: 1_000_000 });
const strict = estateOf({ regions: ["westeurope"] });
const gpu = {
  urn: "urn:pulumi:dev::p::azure-native:compute:VirtualMachine::a",
  type: "azure-native:compute:VirtualMachine",
  name: "a",
  properties: { location: "westeurope", hardwareProfile: { vmSize: "Standard_NC6s_v3" } },
};
const blocked = ["unapproved-gpu-size: mandatory"];

const refusal = /estate\.json is not an estate as this version bakes it; bake it again/;

describe("a baked pack", () => {
  let here: Installation;
  let laxFile: string;
  before(() => {
    here = install({ pack: true });
    laxFile = here.write("lax.yaml", lax);
    here.write("computeguard.yaml", lax);
  });
  after(() => here.remove());

  /** What a pack says of a GPU, with an estate that approves it in the environment, and in the folder above. */
  async function saidBy(pack: string) {
    const running = await startPack(pack, { env: { COMPUTEGUARD_ESTATE: laxFile } });
    try {
      const { violations } = await running.analyze(gpu);
      return {
        judgedBy: running.info.description,
        spoken: violations.map(({ policy, level }) => `${policy}: ${level}`),
        output: running.output(),
      };
    } finally {
      await running.close();
    }
  }

  it("reads nothing else: neither COMPUTEGUARD_ESTATE nor the folder above", async () => {
    // without it both would have been obeyed
    assert.deepEqual((await saidBy(here.pack)).spoken, []);
    const pack = bakePack(strict, here.pack, { out: join(here.root, "copy") });
    assert.equal(pack, join(here.root, "copy"));
    const { judgedBy, spoken, output } = await saidBy(pack);
    assert.deepEqual(spoken, blocked);
    assert.match(judgedBy, /Judged by the estate baked into the pack \(sha256 [0-9a-f]{12}\)\.$/);
    assert.match(output, /^computeguard: judged by the estate baked into the pack \(sha256 [0-9a-f]{12}\)\n$/);
    assert(!existsSync(join(here.pack, "dist/estate.json")), "the pack that was copied is not baked itself");
  });

  it("is the pack itself where no other folder is named, and can be baked again", async () => {
    const pack = bakePack(estateOf({ gpuSizes: ["Standard_NC6s_v3"] }), here.pack, { out: join(here.root, "again") });
    bakePack(strict, pack);
    assert.deepEqual(JSON.parse(readFileSync(join(pack, "dist/estate.json"), "utf8")), strict);
    assert.deepEqual((await saidBy(pack)).spoken, blocked);
  });

  for (const [what, text] of [
    ["torn", '{"regions": ["westeu'],
    ["empty", ""],
    ["YAML", "maxInstances: 3\n"],
    ["from another version", '{"maxInstances": 3, "maxFleets": 2}'],
    ["no estate", "null"],
  ] as const)
    it(`finds no estate in one that is ${what}, and falls back on no other`, () => {
      const pack = bakePack(strict, here.pack, { out: join(here.root, what) });
      here.write(`${what}/dist/estate.json`, text);
      assert.throws(() => findEstate(join(pack, "dist")), refusal);
    });

  it("does not start on an estate that is torn", async () => {
    const pack = bakePack(strict, here.pack, { out: join(here.root, "torn-too") });
    here.write("torn-too/dist/estate.json", '{"regions": ["westeu');
    await assert.rejects(saidBy(pack), error => error instanceof EngineError && refusal.test(error.message));
  });

  it("has a lockfile beside it, with which npm installs what was tested and asks nobody what that is", () => {
    const pack = bakePack(strict, here.pack, { out: join(here.root, "locked") });
    const ci = (cache: string) =>
      spawnSync(
        "npm",
        ["ci", "--omit=dev", "--dry-run", "--offline", "--ignore-scripts", "--cache", join(here.root, cache)],
        {
          cwd: pack,
          encoding: "utf8",
          // `npm run --silent` would have it say nothing
          env: { ...process.env, npm_config_loglevel: "notice" },
        },
      );
    const { status, stdout, stderr } = ci("empty");
    assert.deepEqual([status, stderr], [0, ""]);
    assert.match(stdout, /^add @pulumi\/policy 1\.21\.\d+$/m);
    const own = JSON.parse(readFileSync(join(pack, "package.json"), "utf8"));
    here.write(
      "locked/package.json",
      JSON.stringify({ ...own, dependencies: { ...own.dependencies, "@pulumi/policy": "~1.20.0" } }),
    );
    assert.notEqual(ci("empty too").status, 0, "what is locked has to be what is asked for");
  });

  it("as npm packs it, starts alone and blocks; no source goes along", async () => {
    const pack = bakePack(strict, here.pack, { out: join(here.root, "published") });
    const [{ files }] = JSON.parse(
      execFileSync("npm", ["pack", "--dry-run", "--json", "--offline"], { cwd: pack, encoding: "utf8", stdio: "pipe" }),
    ) as [{ files: readonly { readonly path: string }[] }];
    const paths = files.map(({ path }) => path).sort();
    assert.deepEqual(paths, [
      "PulumiPolicy.yaml",
      "dist/estate.json",
      "dist/index.js",
      "dist/package-lock.json",
      "dist/yaml.js",
      "package.json",
    ]);
    const alone = join(here.root, "elsewhere/tarball");
    for (const path of paths) cpSync(join(pack, path), join(alone, path));
    symlinkSync(join(here.root, "node_modules"), join(alone, "node_modules"));
    assert.deepEqual((await saidBy(alone)).spoken, blocked);
  });
});

describe("the tarball of the pack as it stands", () => {
  it("carries what the pack needs to start, and no source", () => {
    const policies = join(__dirname, "../../policies");
    const [{ files }] = JSON.parse(
      execFileSync("npm", ["pack", "--dry-run", "--json", "--offline"], {
        cwd: policies,
        encoding: "utf8",
        stdio: "pipe",
      }),
    ) as [{ files: readonly { readonly path: string }[] }];
    const paths = files.map(({ path }) => path);
    for (const needed of ["PulumiPolicy.yaml", "dist/index.js", "dist/index.js.LICENSES.txt", "package.json"])
      assert(paths.includes(needed), needed);
    for (const path of paths) assert.doesNotMatch(path, /\.ts$|\.map$|node_modules/);
  });
});
