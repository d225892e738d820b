import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isBlocked } from "../../engine/deployment";
import { runProgram } from "../../engine/program";
import { build } from "../build";
import { agree, asked, estate, type Inputs, pack, root, stackConfig } from "./recorded";

/** What our own pack says of our own program, and why it may stand. Sorted. */
const explained: { readonly [advice: string]: { readonly why: string; readonly settledAtUp: boolean } } = {
  "compute-role-grant of audit": {
    why: "the pack does not see into custom roles; this one only reads, and its own tests prove it",
    settledAtUp: false,
  },
  "compute-role-grant of deploys-alerts": {
    why: "the role of the identity that puts alerts into subscriptions: it names the actions that its template needs",
    settledAtUp: false,
  },
  "compute-role-grant of deploys-dns": {
    why: "the role of the identity that links networks to the refusal of pools: it names the actions that its template needs",
    settledAtUp: false,
  },
  "compute-role-grant of reports": {
    why: "the pack does not see into custom roles; this one reads and writes blobs, and its listing holds the two actions",
    settledAtUp: false,
  },
  "mining-payload of audit": {
    why: "the address of the container of reports is an argument, and the storage account gives it",
    settledAtUp: true,
  },
  "root-scope-grant of readers": { why: "the scope is a container that is not there yet", settledAtUp: true },
  "root-scope-grant of reports": { why: "the scope is a container that is not there yet", settledAtUp: true },
};

/** What it says besides where nothing tells the pack of the example's estate. */
const withoutEstate = "unapproved-region of computeguard-dev";

/** What it says besides of a ring that has regions, and how. */
const ofRegions = ["compute-abuse", "mfa-delete", "mfa-write"].map(name => `guardrail-removal of ${name}`);

describe("the guardrails' program, in more cases", () => {
  before(() => build("policies/dist/index.js", "dist/guardrails/index.js", "dist/computeguard.js"));

  it("signs in at a registry only where that knows an identity: one of Azure", async () => {
    const { "computeguard:registry": _, ...without } = stackConfig;
    const elsewhere = await asked({ stackConfig: { ...without, "computeguard:image": "ghcr.io/contoso/audit:1" } });
    agree(elsewhere.get("Job audit"), { template: { containers: [{ image: "ghcr.io/contoso/audit:1" }] } }, "job");
    assert(!elsewhere.has("UserAssignedIdentity pull"));
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

  it("says which name of its configuration it does not know", () =>
    assert.rejects(asked({ stackConfig: { ...stackConfig, "computeguard:rings": "all" } }), {
      name: "EngineError",
      message: /computeguard:rings is no setting; perhaps ring was meant: pulumi config rm computeguard:rings$/,
    }));

  for (const mode of ["preview", "up"] as const)
    it(`is accepted by our own pack in ${mode}, and each advice of it is explained`, async () => {
      const report = await runProgram(root, pack, {
        mode,
        stackConfig,
        programEnv: estate,
        env: { COMPUTEGUARD_ESTATE: join(root, "examples", "computeguard.yaml") },
      });
      assert.equal(isBlocked(report), false);
      assert.deepEqual(
        report.violations.map(({ policy, urn }) => `${policy} of ${urn.split(":").at(-1)}`).sort(),
        Object.keys(explained).filter(advice => mode === "preview" || !explained[advice]?.settledAtUp),
      );
      assert.ok(report.resources.length > 30);
    });

  it("has what our own pack says explained to its users too", () => {
    const page = readFileSync(join(root, "docs", "guardrails.md"), "utf8");
    for (const advice of [...Object.keys(explained), ...ofRegions, withoutEstate])
      assert(page.includes(`\`${advice}\``), advice);
  });

  it("is told that a ring with regions leaves resources out", async () => {
    const { violations } = await runProgram(root, pack, {
      stackConfig: { ...stackConfig, "computeguard:ring": "unapproved-gpu-size,westeurope" },
      programEnv: estate,
      env: { COMPUTEGUARD_ESTATE: join(root, "examples", "computeguard.yaml") },
    });
    const told = violations.filter(({ policy }) => policy === "guardrail-removal");
    assert.deepEqual(told.map(({ policy, urn }) => `${policy} of ${urn.split(":").at(-1)}`).sort(), ofRegions);
    assert.ok(told.every(({ level, message }) => level === "advisory" && message.includes("leaves resources out")));
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
    const said = preview();
    assert.match(said, /resources, accepted\n$/);
    assert.deepEqual(
      [...said.matchAll(/^advisory +(\S+) +(\S+): /gm)].map(([, rule, name]) => `${rule} of ${name}`).sort(),
      [...Object.keys(explained), withoutEstate].sort(),
    );
    assert.throws(() => preview("--config", "computeguard:location=brazilsouth"), {
      status: 2,
      stderr: /computeguard:location must be a region that the estate approves \(westeurope, northeurope\)/,
    });
  });
});
