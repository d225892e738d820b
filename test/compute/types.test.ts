import assert from "node:assert/strict";
import { orderActions } from "../../catalogue/role-actions";
import { changesByArm } from "../../compute/governance";
import { rowOf, rowOfArm, surface } from "../../compute/types";

/** Types that an action which orders compute writes, and that are not read, each with the reason. */
const unread: { readonly [type: string]: string } = {};

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

  it("reads every type that an action which orders compute writes", () => {
    const written = orderActions.flatMap(({ action }) => /^(.+)\/write$/.exec(action)?.[1] ?? []);
    assert.ok(written.length > 40);
    assert.deepEqual(
      written.filter(type => !rowOfArm(type) && !changesByArm(type)),
      Object.keys(unread),
    );
  });
});
