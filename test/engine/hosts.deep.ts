import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import { runProgram } from "../../engine/program";
import { protocolOf } from "../../engine/protocol";
import { registrationsOf } from "../../engine/registrations";
import { transformsOf } from "../../engine/transforms";

const pack = join(__dirname, "fixtures/pack");
const other = join(__dirname, "fixtures/other");
const withHost = { PATH: `${other}${delimiter}${process.env.PATH}` };

describe("a program in another language", () => {
  it("is run by the host of its language that is on PATH, and judged", async () => {
    const stackConfig = { "contoso:size": "Standard_NC6s_v3" };
    const { violations } = await runProgram(other, pack, { stackConfig, programEnv: withHost });
    assert.deepEqual(
      violations.map(({ policy, level, urn }) => [policy, level, urn.split("::").pop()]),
      [["no-gpu", "mandatory", "machine-x"]],
    );
  });

  it("fails in the words of its host", () =>
    assert.rejects(runProgram(other, pack, { programEnv: withHost }), {
      name: "EngineError",
      message: /^program .*other failed \(it has no size\)?/,
    }));

  it("without a host is refused in one line, which says what sees it", async () => {
    const folder = mkdtempSync(join(tmpdir(), "computeguard-program-"));
    const fails = async (project: string, message: RegExp) => {
      writeFileSync(join(folder, "Pulumi.yaml"), project);
      await assert.rejects(runProgram(folder, pack, { programEnv: { PATH: "" } }), { name: "EngineError", message });
    };
    try {
      const instead = /needs pulumi-language-dotnet on PATH; without it, use pulumi preview --policy-pack$/;
      await fails("name: contoso\nruntime: dotnet\n", instead);
      await fails("name: contoso\nruntime: python\n", /needs python3 on PATH; without it, use pulumi preview/);
      const virtualenv = "{name: python, options: {virtualenv: venv}}";
      await fails(`name: contoso\nruntime: ${virtualenv}\n`, /names the virtual environment venv, and there is none/);
      await fails("name: contoso\n", /it names no runtime, such as "runtime: nodejs"$/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe("many resources", () => {
  it("are each judged once, whoever their parents are", async () => {
    const protocol = protocolOf(pack);
    let judged = 0;
    const registrations = registrationsOf(protocol, transformsOf(protocol), {
      ...{ project: "contoso", stack: "dev", preview: true, config: {} },
      register: async resource => {
        judged++;
        return resource;
      },
      takesLocation: () => true,
      note: assert.fail,
    });
    const most = 5000;
    const names = Array.from({ length: most }, (_, n) => `disk-${n}`);
    await Promise.all(
      names.map(name =>
        registrations.register(
          new RegisterResourceRequest().setType("azure-native:compute:Disk").setName(name).setCustom(true),
        ),
      ),
    );
    // and the provider
    assert.deepEqual([judged, registrations.all().length], [most + 1, most + 1]);
  });
});

describe("a component package beside a program", () => {
  it("builds its components, whose parts are judged", async () => {
    const program = join(__dirname, "fixtures/beside");
    const { notes, resources, violations } = await runProgram(program, pack, { policyConfig: { inputs: "advisory" } });
    const machine = "urn:pulumi:dev::contoso::farm:index:Farm$azure-native:compute:VirtualMachine::farm-vm";
    assert.ok(resources.includes(machine), resources.join());
    assert.ok(
      violations.some(({ policy, urn, level }) => policy === "no-gpu" && urn === machine && level === "mandatory"),
    );
    const told = violations.find(({ policy, urn }) => policy === "inputs" && urn.endsWith("::of-farm"))?.message ?? "";
    assert.deepEqual(JSON.parse(told.split("\n").at(-1) ?? "").tags, { machine: "a machine" });
    assert.deepEqual(notes, []);
  });
});
