import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { isBlocked } from "../../engine/deployment";
import { runProgram } from "../../engine/program";
import { build } from "../build";
import { agree, asked, estate, type Inputs, pack, root, stackConfig } from "./recorded";

describe("the guardrails' program, in more cases", () => {
  before(() => build("policies/dist/index.js", "dist/guardrails/index.js", "dist/computeguard.js"));

  it("signs in at a registry only where that knows the identity: one of Azure", async () => {
    const elsewhere = await asked({ stackConfig: { ...stackConfig, "computeguard:image": "ghcr.io/contoso/audit:1" } });
    agree(elsewhere.get("Job audit"), { template: { containers: [{ image: "ghcr.io/contoso/audit:1" }] } }, "job");
    const { configuration } = elsewhere.get("Job audit") ?? {};
    assert.deepEqual(Object.keys(configuration as Inputs).includes("registries"), false);
  });

  it("says in one line what its configuration lacks", async () => {
    const { "computeguard:managementGroup": _, ...without } = stackConfig;
    await assert.rejects(asked({ stackConfig: without }), {
      name: "EngineError",
      message: /computeguard:managementGroup is missing: pulumi config set computeguard:managementGroup contoso$/,
    });
  });

  it("is accepted by our own pack", async () => {
    const report = await runProgram(root, pack, {
      stackConfig,
      programEnv: estate,
      env: { COMPUTEGUARD_ESTATE: join(root, "examples", "computeguard.yaml") },
    });
    assert.deepEqual(
      report.violations.filter(({ level }) => level === "mandatory"),
      [],
    );
    assert.ok(report.resources.length > 30);
  });

  it("is refused once somebody slips a GPU machine in, before the machine is created", async () => {
    const thief = join(__dirname, "fixtures/thief");
    const report = await runProgram(thief, pack, {
      mode: "up",
      stackConfig,
      programEnv: estate,
      env: { COMPUTEGUARD_ESTATE: join(root, "examples", "computeguard.yaml") },
    });
    assert.equal(isBlocked(report), true);
    assert.match(report.stoppedAt ?? "", /azure-native:compute:VirtualMachine::slipped-in$/);
    assert.deepEqual(
      report.violations.flatMap(({ level, policy }) => (level === "mandatory" ? [policy] : [])),
      ["unapproved-gpu-size"],
    );
  });

  it("is previewed from the command line with the example stack", () => {
    const preview = (...more: string[]) =>
      execFileSync(process.execPath, ["dist/computeguard.js", "preview", ...more], {
        cwd: root,
        env: { ...process.env, ...estate },
        encoding: "utf8",
        stdio: ["ignore", "pipe", "pipe"],
      });
    assert.match(preview(), /resources, accepted\n$/);
    assert.throws(() => preview("--config", "computeguard:location=brazilsouth"), {
      status: 2,
      stderr: /computeguard:location must be a region that the estate approves \(westeurope, northeurope\)/,
    });
  });
});
