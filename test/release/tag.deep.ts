import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { devNull, tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { startPack } from "../../engine/pack";
import tool from "../../package.json";
import { build } from "../build";
import { gpuMachine, unpacked } from "../unpacked";

const root = join(__dirname, "../..");
const tag = `v${tool.version}`;

/** Nobody's own configuration of Git or npm counts. */
const env = {
  ...process.env,
  GIT_CONFIG_GLOBAL: devNull,
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_AUTHOR_NAME: "Megan Bowen",
  GIT_AUTHOR_EMAIL: "megan@contoso.example",
  GIT_COMMITTER_NAME: "Megan Bowen",
  GIT_COMMITTER_EMAIL: "megan@contoso.example",
};

/** A release in a repository of its own, installed from there as npm installs a Git dependency: offline, and without its scripts. */
describe("a release by Git", function () {
  this.timeout(120_000);
  let folder: string;
  let source: string;

  const git = (...args: string[]) => execFileSync("git", args, { cwd: source, env, encoding: "utf8" }).trim();
  const release = () => {
    const { status, stderr } = spawnSync(process.execPath, [join(root, "release/tag.mjs")], {
      cwd: source,
      env,
      encoding: "utf8",
    });
    return { status, stderr };
  };

  before(() => {
    build("dist/computeguard.js", "policies/dist/index.js");
    folder = mkdtempSync(join(tmpdir(), "computeguard-release-"));
    source = join(folder, "source");
    mkdirSync(source);
    for (const path of [
      ".gitignore",
      "LICENSE",
      "README.md",
      "package.json",
      "build.mjs",
      "release",
      "dist",
      "docs",
      "policies",
    ])
      cpSync(join(root, path), join(source, path), { recursive: true });
    git("init", "--quiet", "--initial-branch=main");
    git("add", ".");
    git("commit", "--quiet", "--message", "All of it");
  });
  after(() => rmSync(folder, { recursive: true }));

  it("is not made of what is not built, or not committed", () => {
    renameSync(join(source, "dist"), join(folder, "dist"));
    assert.equal(
      release().stderr,
      "Not built: dist/computeguard.js and dist/computeguard.js.LICENSES.txt: run npm run build.\n",
    );
    renameSync(join(folder, "dist"), join(source, "dist"));
    appendFileSync(join(source, "README.md"), "\n");
    assert.deepEqual(release(), {
      status: 1,
      stderr: "Some files are not committed: commit them, or put them aside.\n",
    });
    git("checkout", "--quiet", "README.md");
    assert.equal(git("tag"), "");
  });

  it("holds what is built, and leaves the branch as it was", () => {
    const before = git("rev-parse", "main");
    assert.deepEqual(release(), { status: 0, stderr: "" });
    assert.equal(git("rev-parse", "main", `${tag}~1`), `${before}\n${before}`);
    assert.equal(git("status", "--porcelain"), "");
    assert.equal(git("diff", "--name-only", "--diff-filter=MD", "main", tag), "package.json");
    for (const path of ["dist/computeguard.js", "policies/dist/index.js", "policies/PulumiPolicy.yaml"])
      assert.equal(git("ls-tree", "--name-only", tag, path), path);
  });

  it("is made once", () =>
    assert.deepEqual(release(), {
      status: 1,
      stderr: `${tag} is there already: raise the version with node release/version.mjs.\n`,
    }));

  it("installs as it is, and its pack refuses a GPU", async () => {
    const bare = join(folder, "bare.git");
    git("clone", "--quiet", "--bare", source, bare);
    const asked = ["pack", `git+${pathToFileURL(bare)}#${tag}`, "--json", "--offline", "--ignore-scripts"];
    const told = execFileSync("npm", [...asked, "--pack-destination", folder, "--cache", join(folder, "cache")], {
      cwd: folder,
      env,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    const [{ filename }] = JSON.parse(told) as [{ filename: string }];
    const own = unpacked(join(folder, filename), "computeguard", join(folder, "node_modules"));
    const started = await startPack(join(own, "policies"));
    try {
      const { violations } = await started.analyze(gpuMachine);
      assert(violations.some(({ policy }) => policy === "unapproved-gpu-size"));
    } finally {
      await started.close();
    }
  });
});
