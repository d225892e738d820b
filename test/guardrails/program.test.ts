import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join, resolve } from "node:path";
import { builtInRoleName } from "../../compute/roles/builtin-roles";
import { isBlocked } from "../../engine/deployment";
import { type ProgramOptions, runProgram } from "../../engine/program";
import { requiredAccess } from "../../posture/permissions";
import listing from "./listing.json";

type Json = null | string | number | boolean | readonly Json[] | { readonly [key: string]: Json };
type Inputs = { readonly [key: string]: Json };

const root = resolve(__dirname, "../..");
const pack = join(root, "policies");
const recorder = join(__dirname, "fixtures/recorder");
const estate = { COMPUTEGUARD_ESTATE: undefined };

const stackConfig = {
  "computeguard:managementGroup": "contoso",
  "computeguard:alertEmail": "security@contoso.com",
  "computeguard:image": "contoso.azurecr.io/computeguard:0.1.0",
};

/** What the program asks for, by kind and name; the id of a resource of its own is written `<kind name>`. */
async function asked(options: ProgramOptions): Promise<Map<string, Inputs>> {
  const { violations } = await runProgram(root, recorder, { mode: "up", programEnv: estate, ...options });
  const readable = (line: string) =>
    line.replace(/\/subscriptions\/[0-9-]+\/resourceGroups\/[^/"]+\/providers\/[^/"]+\/(\w+)\/([^/"]+)/g, "<$1 $2>");
  const recorded = violations.map(({ message }) => JSON.parse(readable(message.split("\n").at(-1) ?? "")));
  return new Map(recorded.map(({ resource, inputs }) => [resource, inputs]));
}

/** Compares field by field; what the listing leaves out is free. Lists have to be as long. */
function agree(found: Json | undefined, listed: Json, path: string): void {
  if (Array.isArray(listed)) {
    assert.ok(Array.isArray(found), path);
    assert.equal(found.length, listed.length, `${path}: ${JSON.stringify(found)}`);
    listed.forEach((each, i) => {
      agree(found[i], each, `${path}[${i}]`);
    });
  } else if (typeof listed === "object" && listed !== null) {
    for (const [key, value] of Object.entries(listed))
      agree((found as Inputs | undefined)?.[key], value, `${path}.${key}`);
  } else assert.equal(found, listed, path);
}

describe("the guardrails' program", function () {
  this.timeout(300_000);
  let resources: Map<string, Inputs>;

  before(async () => {
    execFileSync(process.execPath, ["build.mjs", "policies/dist/index.js", "dist/guardrails/index.js"], { cwd: root });
    resources = await asked({ stackConfig });
  });

  it("asks for what the listing says and for the audit's Graph permissions, and for nothing else", () => {
    const permissions = requiredAccess().graph.map(({ permission, appRoleId }) => [
      `AppRoleAssignment ${permission}`,
      {
        appRoleId,
        principalObjectId: "00000000-0000-0000-0000-000000000002",
        resourceObjectId: "00000000-0000-0000-0000-000000000003",
      },
    ]);
    const listed: { readonly [resource: string]: Inputs } = { ...listing, ...Object.fromEntries(permissions) };
    assert.deepEqual([...resources.keys()].sort(), Object.keys(listed).sort());
    for (const [resource, inputs] of Object.entries(listed)) agree(resources.get(resource), inputs, resource);
  });

  it("gives the audit the rights that its collectors state and no more, all of them to read", () => {
    const [{ actions }] = (resources.get("RoleDefinition audit") as { permissions: [{ actions: string[] }] })
      .permissions;
    assert.deepEqual(
      actions,
      requiredAccess().actions.map(({ action }) => action),
    );
    for (const action of actions) assert.match(action, /^(?:Microsoft|Oracle)\.[\w.]+\/[\w/*]+\/read$/i);
    const granted = [...resources].flatMap(([name, { roleDefinitionId }]) =>
      name.startsWith("RoleAssignment") && String(roleDefinitionId).startsWith("/providers/")
        ? [builtInRoleName(String(roleDefinitionId).split("/").pop() ?? "")]
        : [],
    );
    assert.deepEqual(granted.sort(), ["Reader", "Storage Blob Data Contributor"]);
  });

  it("tries everything out first where it is told so", async () => {
    const trial = await asked({
      stackConfig: { ...stackConfig, "computeguard:effect": "Audit", "computeguard:image": "ghcr.io/contoso/audit:1" },
    });
    agree(
      trial.get("PolicyAssignment compute-abuse"),
      { enforcementMode: "Default", parameters: { effect: { value: "Audit" } } },
      "assignment",
    );
    // only a registry of Azure knows the identity
    agree(trial.get("Job audit"), { template: { containers: [{ image: "ghcr.io/contoso/audit:1" }] } }, "job");
    const { configuration } = trial.get("Job audit") ?? {};
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
    const report = await runProgram(root, pack, { stackConfig, programEnv: estate, env: estate });
    assert.deepEqual(
      report.violations.filter(({ level }) => level === "mandatory"),
      [],
    );
    assert.ok(report.resources.length > 30);
  });

  it("is refused once somebody slips a GPU machine in, before the machine is created", async () => {
    const thief = join(__dirname, "fixtures/thief");
    const report = await runProgram(thief, pack, { mode: "up", stackConfig, programEnv: estate, env: estate });
    assert.equal(isBlocked(report), true);
    assert.match(report.stoppedAt ?? "", /azure-native:compute:VirtualMachine::slipped-in$/);
    assert.deepEqual(
      report.violations.flatMap(({ level, policy }) => (level === "mandatory" ? [policy] : [])),
      ["unapproved-gpu-size"],
    );
  });

  it("is previewed from the command line with the example stack", () => {
    execFileSync(process.execPath, ["build.mjs", "dist/computeguard.js"], { cwd: root });
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
