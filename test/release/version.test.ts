import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { version } from "../../package.json";

const root = join(__dirname, "../..");
const script = join(root, "release/version.mjs");
const next = "73.4.1";

/** Copies of all tracked texts in which this version stands. */
const telling = execFileSync("git", ["grep", "-lF", version], { cwd: root, encoding: "utf8" })
  .split("\n")
  .filter(Boolean);
/** What tells of the version in order to be tested or to be an example, and may do so for ever. */
const mayStay =
  /^(?:test|cli\/demo|bench|mutants)\/|^policies\/policy-pack-change\.ts$|^docs\/rules\.md$|^CHANGELOG\.md$|^release\/|^guardrails\/cloud\.ts$/;

describe("the version of a release", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "computeguard-version-"));
    for (const file of new Set([...telling, "CHANGELOG.md"])) {
      mkdirSync(join(folder, dirname(file)), { recursive: true });
      cpSync(join(root, file), join(folder, file));
    }
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const raise = (to: string) => spawnSync(process.execPath, [script, to], { cwd: folder, encoding: "utf8" });
  const read = (file: string) => readFileSync(join(folder, file), "utf8");

  it("is raised wherever it is told to users", () => {
    const { status, stderr } = raise(next);
    assert.deepEqual([status, stderr], [0, ""]);
    const alone = new RegExp(`(?<![\\d.^~])${version.replaceAll(".", "\\.")}(?![\\d.]*\\d)`);
    const old = telling.filter(file => !mayStay.test(file) && file !== "package-lock.json" && alone.test(read(file)));
    assert.deepEqual(old, []);
    for (const file of ["package.json", "policies/package.json"])
      assert.equal((JSON.parse(read(file)) as { version: string }).version, next);
    const lock = JSON.parse(read("package-lock.json"));
    assert.deepEqual([lock.version, lock.packages[""].version, lock.packages.policies.version], [next, next, next]);
    // other packages of that version keep theirs
    const before = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
    for (const [path, { version: locked }] of Object.entries<{ version?: string }>(before.packages))
      if (path !== "" && path !== "policies") assert.equal(lock.packages[path].version, locked, path);
  });

  it("gives the changelog a part of its own, below what comes next", () => {
    raise(next);
    assert.match(read("CHANGELOG.md"), /\n## Unreleased\n\n## 73\.4\.1 - \d{4}-\d\d-\d\d\n/);
    assert.equal(read("CHANGELOG.md").replace(/\n## 73.+\n/, ""), readFileSync(join(root, "CHANGELOG.md"), "utf8"));
  });

  it("may be the one that stands here already, for the first release alone", () => {
    writeFileSync(join(folder, "CHANGELOG.md"), "# Changelog\n\n## Unreleased\n\n- It is there.\n");
    assert.equal(raise(version).status, 0);
    assert.equal(raise(version).status, 1);
  });

  for (const [to, why] of [
    ["", /^A version is three numbers/],
    ["v1.0.0", /^A version is three numbers/],
    ["1.0", /^A version is three numbers/],
    ["0.0.9", /^0\.0\.9 is not newer than /],
  ] as const)
    it(`is none: "${to}"; and nothing is written`, () => {
      const { status, stderr } = raise(to);
      assert.equal(status, 1);
      assert.match(stderr, why);
      assert.equal(read("package.json"), readFileSync(join(root, "package.json"), "utf8"));
    });

  it("is not raised by half, where a text no longer tells it", () => {
    writeFileSync(join(folder, "docs/ci.md"), "# CI\n");
    const { status, stderr } = raise(next);
    assert.deepEqual([status, stderr], [1, `docs/ci.md does not tell version ${version} any more.\n`]);
    assert.equal(read("package.json"), readFileSync(join(root, "package.json"), "utf8"));
  });
});
