import assert from "node:assert/strict";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { isBlocked } from "../../engine/deployment";
import { type ProgramReport, runProgram } from "../../engine/program";

const program = join(__dirname, "fixtures/program");
const pack = join(__dirname, "fixtures/pack");
const demo = resolve(__dirname, "../../cli/demo/program");

const root = "urn:pulumi:dev::contoso::pulumi:pulumi:Stack::contoso-dev";
const group = "urn:pulumi:dev::contoso::azure-native:resources:ResourceGroup::first";
const farm = "urn:pulumi:dev::contoso::contoso:index:Farm::farm";
const machine = "urn:pulumi:dev::contoso::contoso:index:Farm$azure-native:compute:VirtualMachine::farm-vm";
const disk = "urn:pulumi:dev::contoso::azure-native_compute_v20240701:compute:Disk::last";

/** What the policy "seen" told of each resource, by URN. */
const seen = ({ violations }: ProgramReport) =>
  new Map(
    violations
      .filter(({ policy }) => policy === "seen")
      .map(({ urn, message }) => [urn, JSON.parse(message.split("\n").at(-1) ?? "")]),
  );

describe("a real program under a pack, in more cases", () => {
  it("is previewed with unknowns, provider by provider, to the end", async () => {
    const report = await runProgram(program, pack, { policyConfig: { seen: "advisory" }, tags: { team: "web" } });
    assert.deepEqual(
      new Set(report.resources),
      new Set([
        root,
        group,
        farm,
        machine,
        disk,
        "urn:pulumi:dev::contoso::pulumi:providers:azure-native::default_3_28_0",
        "urn:pulumi:dev::contoso::pulumi:providers:azure-native_compute_v20240701::default_3_28_0",
      ]),
    );
    assert.deepEqual(
      report.violations.filter(({ policy }) => policy !== "seen").map(({ policy, urn, level }) => [policy, urn, level]),
      [
        ["tagged", group, "advisory"],
        // the size is unknown
        ["no-gpu", machine, "advisory"],
      ],
    );
    assert.equal(isBlocked(report), false);
    assert.deepEqual(report.remediations, [{ policy: "lower-case-location", urn: group }]);

    const told = seen(report);
    assert.deepEqual(
      [told.get(machine).provider, told.get(machine).parent, told.get(machine).protect],
      ["pulumi:providers:azure-native", farm, true],
    );
    assert.equal(told.get(disk).provider, "pulumi:providers:azure-native_compute_v20240701");
    assert.deepEqual(
      [told.get(root).project, told.get(root).stack, told.get(root).tags],
      ["contoso", "dev", [["team", "web"]]],
    );
    assert.match(report.output, /the program was here/);
  });

  it("is updated where nothing stands against it, and its outputs are judged at the end", async () => {
    const report = await runProgram(program, pack, {
      mode: "up",
      stackConfig: { "contoso:size": "Standard_D2s_v5" },
      policyConfig: { outputs: "advisory" },
    });
    assert.equal(report.stoppedAt, undefined);
    const outputs = new Map(
      report.violations
        .filter(({ policy }) => policy === "outputs")
        .map(({ urn, message }) => [urn, message.split("\n").at(-1)]),
    );
    assert.equal(outputs.get(farm), "machineId");
    assert.equal(outputs.get(group), "location name provisioningState tags type");
  });

  it("fails in one line", async () => {
    const fails = runProgram(program, pack, { stackConfig: { "contoso:fails": "true" } });
    await assert.rejects(fails, {
      name: "EngineError",
      message: /^program .* failed \(exit code \d+\): Error: no luck today$/,
    });
  });

  it("fails in one line where its pack cannot start, and leaves nothing behind", async () => {
    const folder = mkdtempSync(join(tmpdir(), "computeguard-pack-"));
    try {
      writeFileSync(join(folder, "PulumiPolicy.yaml"), "runtime: nodejs\n");
      writeFileSync(join(folder, "package.json"), '{ "version": "1.0.0", "main": "missing.js" }');
      symlinkSync(resolve(__dirname, "../../node_modules"), join(folder, "node_modules"));
      await assert.rejects(runProgram(program, folder), { name: "EngineError", message: /did not start/ });
      await assert.rejects(runProgram(folder, pack), {
        name: "EngineError",
        message: /is no Pulumi program: it has no Pulumi.yaml/,
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe("the demo's program", () => {
  it("runs to its end in a preview", async () => {
    const { resources, stoppedAt } = await runProgram(demo, pack);
    assert.equal(stoppedAt, undefined);
    for (const name of ["web", "pictures", "render", "render-driver", "thumbnails", "maintenance"]) {
      assert.ok(
        resources.some(urn => urn.endsWith(`::${name}`)),
        name,
      );
    }
  });
});
