import assert from "node:assert/strict";
import { join } from "node:path";
import { runProgram } from "../../engine/program";

const program = join(__dirname, "fixtures/program");
const pack = join(__dirname, "fixtures/pack");

const machine = "urn:pulumi:dev::contoso::contoso:index:Farm$azure-native:compute:VirtualMachine::farm-vm";
const disk = "urn:pulumi:dev::contoso::azure-native_compute_v20240701:compute:Disk::last";

describe("a real program under a pack", () => {
  it("is stopped by an update at the machine that turns out to have a GPU", async () => {
    const report = await runProgram(program, pack, { mode: "up" });
    assert.equal(report.stoppedAt, machine);
    assert.equal(report.resources.includes(disk), false);
    assert.deepEqual(
      report.violations.filter(({ level }) => level === "mandatory").map(({ policy, urn }) => [policy, urn]),
      [["no-gpu", machine]],
    );
  });
});
