import assert from "node:assert/strict";
import { computeTypeOf, computeTypeOfArm, computeTypes } from "../../compute/types";

describe("the table of compute types", () => {
  it("names each type once", () => {
    const names = computeTypes.flatMap(({ arm, native, classic = [] }) => [
      arm,
      ...native,
      ...classic.flatMap(({ types }) => types),
    ]);
    const twice = names.filter((name, i) => names.findIndex(other => other.toLowerCase() === name.toLowerCase()) !== i);
    assert.deepEqual(twice, []);
  });

  it("finds a row by token and by ARM type in any letter case", () => {
    for (const row of computeTypes) {
      assert.equal(computeTypeOfArm(row.arm.toUpperCase()), row);
      for (const type of row.native) assert.equal(computeTypeOf(`azure-native:${type}`), row, type);
      for (const { types } of row.classic ?? [])
        for (const type of types) assert.equal(computeTypeOf(`azure:${type}`.toUpperCase()), row, type);
    }
    assert.equal(computeTypeOf("azure-native:storage:StorageAccount"), undefined);
    assert.equal(computeTypeOfArm("Microsoft.Compute/disks"), undefined);
  });

  it("finds an extension that a template writes after the type that it extends", () => {
    const own = "Microsoft.GuestConfiguration/guestConfigurationAssignments";
    const row = computeTypeOfArm(own);
    assert.ok(row);
    for (const written of [own, "guestConfigurationAssignments"])
      assert.equal(computeTypeOfArm(`Microsoft.Compute/virtualMachines/providers/${written}`), row, written);
    assert.equal(computeTypeOfArm("Microsoft.Compute/virtualMachines/providers/locks"), undefined);
  });
});
