import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { governanceFacts } from "../../compute/governance";
import { pulumiHolderOf } from "../../compute/template/holders/pulumi-types";
import { normalToken } from "../../compute/tokens";
import { computeTypeOf, computeTypes } from "../../compute/types";
import { droppedPaths } from "../../compute/types/dropped-paths";
import { leftOut } from "../../compute/types/left-out";
import { pathsOf } from "./row-paths";

const file = join(__dirname, "../../../shared/data/compute-surface.json");

const hasRow = (type: string) => computeTypeOf(type) ?? pulumiHolderOf(normalToken(type).token);

/** Read by the table of compute types, as a template, as any ARM resource, or as a change of rights, quota, tenancy or guardrails. */
const isRead = (type: string): boolean => {
  const { package: language, token } = normalToken(type);
  return language === "generic" || !!hasRow(type) || governanceFacts(token, { node: {}, path: "" }) !== undefined;
};

describe("what is left out of the table of compute types", () => {
  it("has no row, and is named once with a reason", () => {
    for (const { type, why } of leftOut) {
      assert.equal(hasRow(type), undefined, type);
      assert.match(why, /\w+ \w+/);
    }
    assert.equal(new Set(leftOut.map(({ type }) => type)).size, leftOut.length);
  });

  it("is all that is not read of the types that can create compute or make it possible, in any version", function () {
    if (!existsSync(file)) {
      console.log("      (../shared/data is not there: the inventory of types is not checked)");
      return this.skip();
    }
    const inventory = JSON.parse(readFileSync(file, "utf8")) as readonly { type: string }[];
    const versions = Object.keys(JSON.parse(readFileSync(join(file, "../path-drift.json"), "utf8")));
    assert.ok(inventory.length > 600 && versions.length > 50);
    const known = new Set([...inventory.map(({ type }) => type), ...versions]);
    const out = new Set(leftOut.map(({ type }) => type.toLowerCase()));
    assert.deepEqual(
      [...known].filter(type => !isRead(type) && !out.has(type.toLowerCase())),
      [],
    );
    assert.deepEqual(
      leftOut.map(({ type }) => type).filter(type => !known.has(type)),
      [],
      "names types that exist",
    );
  });
});

describe("the paths that were dropped", () => {
  type Lists = { readonly [list: string]: readonly string[] | undefined };
  const lists = ["sizePaths", "countPaths", "maxCountPaths", "spotPaths"] as const;
  const bare = (path: string) => path.replace(/\[\]|\{\}/g, "");
  const within = (one: string, other: string) => one === other || one.startsWith(`${other}.`);

  it("are all that the inventory has of a type with a row and that the row does not read, each for a reason", function () {
    if (!existsSync(file)) return this.skip();
    const read = new Map<string, string[]>();
    for (const { sdk, type, path } of computeTypes.flatMap(pathsOf)) {
      const token = `${sdk.replace("@pulumi/", "")}:${type}`;
      read.set(token, [...(read.get(token) ?? []), bare(path)]);
    }
    const inventory = JSON.parse(readFileSync(file, "utf8")) as readonly (Lists & { readonly type: string })[];
    const dropped = inventory.flatMap(entry => {
      const paths = read.get(entry.type as unknown as string);
      if (!paths) return [];
      return lists
        .flatMap(list => entry[list] ?? [])
        .filter(path => !paths.some(one => within(one, bare(path)) || within(bare(path), one)))
        .map(path => ({ type: entry.type as unknown as string, path }));
    });
    assert.ok(dropped.length > 200);
    const reasons = ({ path }: { path: string }) => droppedPaths.filter(reason => reason.path.test(path));
    assert.deepEqual(
      dropped
        .filter(one => reasons(one).length !== 1)
        .map(one => [one.type, one.path, reasons(one).map(({ what }) => what)]),
      [],
    );
    const used = new Set(dropped.flatMap(reasons));
    assert.deepEqual(
      droppedPaths.filter(reason => !used.has(reason)),
      [],
      "a reason without a path",
    );
  });
});
