import assert from "node:assert/strict";
import { join, resolve } from "node:path";
import { type ProgramReport, runProgram } from "../../engine/program";

const program = join(__dirname, "fixtures/program");
const pack = join(__dirname, "fixtures/pack");
const _demo = resolve(__dirname, "../../cli/demo/program");

const _root = "urn:pulumi:dev::contoso::pulumi:pulumi:Stack::contoso-dev";
const _group = "urn:pulumi:dev::contoso::azure-native:resources:ResourceGroup::first";
const _farm = "urn:pulumi:dev::contoso::contoso:index:Farm::farm";
const machine = "urn:pulumi:dev::contoso::contoso:index:Farm$azure-native:compute:VirtualMachine::farm-vm";
const disk = "urn:pulumi:dev::contoso::azure-native_compute_v20240701:compute:Disk::last";

/** What the policy "seen" told of each resource, by URN. */
const _seen = ({ violations }: ProgramReport) =>
  new Map(
    violations
      .filter(({ policy }) => policy === "seen")
      .map(({ urn, message }) => [urn, JSON.parse(message.split("\n").at(-1) ?? "")]),
  );

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

  it("fails in one line", async () => {
    const fails = runProgram(program, pack, { stackConfig: { "contoso:fails": "true" } });
    await assert.rejects(fails, {
      name: "EngineError",
      message: /^program .* failed \(exit code \d+\): Error: no luck today$/,
    });
  });
});
