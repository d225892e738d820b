import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import ours from "../../package.json";
import pack from "../../policies/package.json";

type Entry = { readonly [key: string]: unknown };
type Lock = { readonly packages: Readonly<Record<string, Entry>> };
type PackLock = (lock: Lock, manifest: Entry) => Lock & Entry;

const manifest = { name: "pack", version: "1.0.0", license: "MIT", dependencies: { a: "^1.0.0" } };
const of = (version: string, more: Entry = {}) => ({ version, integrity: `sha512-${version}`, ...more });

describe("the lockfile of the pack", () => {
  let packLock: PackLock;
  before(async () => {
    // a module of Node.js alone, which the compiler would turn into a require
    const load = new Function("path", "return import(path)") as (path: string) => Promise<{ packLock: PackLock }>;
    ({ packLock } = await load(join(__dirname, "../../release/pack-lock.mjs")));
  });
  const placed = (packages: Record<string, Entry>) => Object.keys(packLock({ packages }, manifest).packages).sort();

  it("holds what the pack needs, and what that needs, and nothing of the development", () => {
    const { packages, ...head } = packLock(
      {
        packages: {
          "": { name: "repository", devDependencies: { mocha: "1" } },
          "node_modules/a": of("1.2.3", { dependencies: { b: "*" }, peerDependencies: { c: "*" } }),
          "node_modules/b": of("2.0.0", { devOptional: true }),
          "node_modules/c": of("3.0.0", { dependencies: { a: "*" } }),
          "node_modules/mocha": of("1.0.0", { dev: true }),
        },
      },
      manifest,
    );
    assert.deepEqual(head, { name: "pack", version: "1.0.0", lockfileVersion: 3, requires: true });
    assert.deepEqual(packages, {
      "": { name: "pack", version: "1.0.0", license: "MIT", dependencies: { a: "^1.0.0" }, engines: undefined },
      "node_modules/a": of("1.2.3", { dependencies: { b: "*" }, peerDependencies: { c: "*" } }),
      "node_modules/b": of("2.0.0"),
      "node_modules/c": of("3.0.0", { dependencies: { a: "*" } }),
    });
  });

  it("finds a package where Node.js would: the nearest", () =>
    assert.deepEqual(
      placed({
        "node_modules/a": of("1.0.0", { dependencies: { "@x/b": "1" } }),
        "node_modules/a/node_modules/@x/b": of("1.0.0", { dependencies: { c: "1", d: "1" } }),
        "node_modules/a/node_modules/c": of("1.0.0"),
        "node_modules/@x/b": of("2.0.0"),
        "node_modules/c": of("2.0.0"),
        "node_modules/d": of("2.0.0"),
      }),
      ["", "node_modules/a", "node_modules/a/node_modules/@x/b", "node_modules/a/node_modules/c", "node_modules/d"],
    ));

  it("may lack what is optional, and nothing else", () => {
    assert.deepEqual(placed({ "node_modules/a": of("1.0.0", { optionalDependencies: { b: "*" } }) }), [
      "",
      "node_modules/a",
    ]);
    assert.throws(() => placed({ "node_modules/a": of("1.0.0", { dependencies: { b: "*" } }) }), {
      message: "b, which node_modules/a needs, is not in package-lock.json: run npm install.",
    });
    assert.throws(() => placed({}), /^Error: a, which pack needs/);
  });

  it("locks for the pack what the repository tests: npm sees its overrides and scripts where the pack is the root", () => {
    assert.deepEqual(pack.overrides, ours.overrides);
    for (const [name, allowed] of Object.entries(pack.allowScripts))
      assert.equal((ours.allowScripts as Record<string, boolean>)[name], allowed);
    const whole = JSON.parse(readFileSync(join(__dirname, "../../package-lock.json"), "utf8")) as Lock;
    const { packages } = packLock(whole, pack as unknown as Entry);
    for (const [path, { version, hasInstallScript }] of Object.entries(packages)) {
      if (path === "") continue;
      assert.equal(version, whole.packages[path]?.version, path);
      if (hasInstallScript) assert.ok(path.slice("node_modules/".length) in pack.allowScripts, path);
    }
  });
});
