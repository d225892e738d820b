import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { rowOf, rowOfArm, surface } from "../../compute/surface";
import { templates } from "../../compute/surface/templates";
import { pathsOf } from "./row-paths";

const file = join(__dirname, "../../../shared/data/compute-surface.json");

type Entry = { readonly type: string } & { readonly [key: string]: readonly string[] | string | undefined };

/** What the classic SDKs' type files were found to hold, and is not in the inventory: read in the docs of azurerm. */
const classicBeside: ReadonlySet<string> = new Set([
  "compute/orchestratedVirtualMachineScaleSet extensions[].publisher",
  "compute/orchestratedVirtualMachineScaleSet extensions[].type",
  "compute/scaleSet extensions[].publisher",
  "compute/scaleSet extensions[].type",
  "batch/pool extensions[].publisher",
  "batch/pool extensions[].type",
]);

describe("the surface", () => {
  it("names each type once", () => {
    const names = surface.flatMap(({ arm, native, classic = [] }) => [
      arm,
      ...native,
      ...classic.flatMap(({ types }) => types),
    ]);
    const twice = names.filter((name, i) => names.findIndex(other => other.toLowerCase() === name.toLowerCase()) !== i);
    assert.deepEqual(twice, []);
  });

  it("finds a row by token and by ARM type in any letter case", () => {
    for (const row of surface) {
      assert.equal(rowOfArm(row.arm.toUpperCase()), row);
      for (const type of row.native) assert.equal(rowOf(`azure-native:${type}`), row, type);
      for (const { types } of row.classic ?? [])
        for (const type of types) assert.equal(rowOf(`azure:${type}`.toUpperCase()), row, type);
    }
    assert.equal(rowOf("azure-native:storage:StorageAccount"), undefined);
    assert.equal(rowOfArm("Microsoft.Compute/disks"), undefined);
  });

  it("holds classic paths that the classic SDKs have", function () {
    if (!existsSync(file)) {
      console.log("      (../shared/data is not there: classic paths are not checked)");
      return this.skip();
    }
    const inventory = new Map(
      (Object.values(JSON.parse(readFileSync(file, "utf8"))) as Entry[]).map(entry => [entry.type, entry]),
    );
    const pathLists = (entry: Entry) =>
      Object.entries(entry).flatMap(([key, paths]) => (key.endsWith("Paths") && Array.isArray(paths) ? paths : []));
    const wrong = surface
      .flatMap(({ classic = [] }) => classic)
      .flatMap(shape =>
        shape.types.flatMap(type => {
          const entry = inventory.get(`azure:${type}`);
          if (!entry) return [`${type} does not exist`];
          const known = pathLists(entry);
          return pathsOf(shape)
            .map(({ path }) => path)
            .filter(
              path => !known.some(other => other === path || other.startsWith(`${path}.`) || other === `${path}[]`),
            )
            .map(path => `${type.split(":")[0]} ${path}`);
        }),
      );
    assert.deepEqual(wrong.sort(), [...classicBeside].sort());
    for (const { classic = [] } of templates)
      for (const type of classic) assert.ok(inventory.has(`azure:${type}`), type);
  });
});
