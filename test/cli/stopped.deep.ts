import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { Report } from "../../posture/report/model";
import type { Fault } from "../../simulator/faults";
import { contoso } from "../../simulator/scenario/contoso";
import { type Simulator, startSimulator } from "../../simulator/server";
import { type Installation, install } from "./installation";

/** The real process, against a service that does not answer. */
describe("an audit that is not answered", () => {
  let here: Installation;
  let simulator: Simulator;
  const scenario = contoso({ at: new Date().toISOString() });

  before(() => {
    here = install({ cli: true });
  });
  afterEach(() => simulator?.close());
  after(() => here.remove());

  const graphIsSilent: Fault = { match: { path: "^/v1\\.0/" }, answer: "silent" };

  /** Starts an audit of the tenant. It is told of `asked` once so many requests came in. */
  async function audit(out: string, faults: readonly Fault[], more: readonly string[] = []) {
    simulator = await startSimulator({ scenario, pageSize: 200, faults });
    const { authority, arm, graph } = simulator.urls;
    const child = spawn(
      process.execPath,
      [
        join(here.root, "dist/computeguard.js"),
        ...["audit", "--sign-in", "environment", "--format", "json", "--out", out, "--fail-on", "none"],
        ...["--authority", authority, "--arm", arm, "--graph", graph, ...more],
      ],
      {
        cwd: here.root,
        env: {
          PATH: process.env.PATH,
          HOME: here.root,
          NODE_EXTRA_CA_CERTS: here.write("ca.pem", simulator.ca),
          AZURE_TENANT_ID: simulator.tenantId,
          AZURE_CLIENT_ID: simulator.clientId,
          AZURE_CLIENT_SECRET: simulator.clientSecret,
        },
      },
    );
    let stderr = "";
    child.stderr.on("data", text => {
      stderr += text;
    });
    child.stdout.resume();
    const ended = once(child, "close").then(([code]) => ({ code, stderr }));
    const report = (): Report => JSON.parse(readFileSync(join(here.root, out, "report.json"), "utf8"));
    return { child, ended, report };
  }

  /** Once the service was asked for so much. */
  async function asked(count: number): Promise<void> {
    while (simulator.requests.length < count) await setTimeout(20);
  }

  it("ends at its timeout, with a report of what was read and gaps that name the cut", async () => {
    const { ended, report } = await audit("timeout", [graphIsSilent], ["--timeout", "8s"]);
    const { code, stderr } = await ended;
    assert.equal(code, 3, stderr);
    const { coverage, gaps, outcomes } = report();
    assert.equal(coverage.stopped, "after 8s, as --timeout says");
    assert.ok(
      gaps.some(({ missing }) => missing === "the end of the run, which was cut off after 8s, as --timeout says"),
    );
    assert.ok(
      outcomes.some(({ status }) => status === "fail"),
      "what was read is judged",
    );
    assert.ok(outcomes.some(({ status }) => status === "unknown"));
  });

  for (const [signal, why] of [
    ["SIGINT", "by Ctrl+C"],
    ["SIGTERM", "by SIGTERM"],
  ] as const)
    it(`ends at ${signal}, with a report`, async () => {
      const { child, ended, report } = await audit(signal, [graphIsSilent]);
      await asked(60);
      child.kill(signal);
      const { code, stderr } = await ended;
      assert.equal(code, 3, stderr);
      assert.equal(report().coverage.stopped, why);
    });

  it("writes its report whole where the signal comes as it is written, and ends as one that was cut off", async () => {
    const all = "html,json,sarif,csv,junit,markdown,ocsf,oscal,opengraph";
    const first = await audit("whole", [], ["--save", "whole-evidence", "--format", all]);
    assert.equal((await first.ended).code, 0);
    await simulator.close();
    const names = readdirSync(join(here.root, "whole")).sort();
    const out = join(here.root, "signalled");
    const child = spawn(
      process.execPath,
      [
        ...[join(here.root, "dist/computeguard.js"), "audit", "--from", "whole-evidence", "--format", all, "-q"],
        ...["--out", out, "--fail-on", "none"],
      ],
      { cwd: here.root },
    );
    let stderr = "";
    child.stderr.on("data", text => {
      stderr += text;
    });
    const ended = once(child, "close");
    while (!existsSync(out) || readdirSync(out).length === 0) await setTimeout(1);
    child.kill("SIGTERM");
    const [code] = await ended;
    assert.equal(code, 3, stderr);
    assert.match(stderr, /its report written before this ends/);
    assert.deepEqual(readdirSync(out).sort(), names);
  });

  it("leaves what it had read where it is killed, to be judged or to be gone on with", async () => {
    const { child, ended } = await audit("killed", [], ["--save", "kept"]);
    await asked(300);
    child.kill("SIGKILL");
    assert.equal((await ended).code, null);
    await simulator.close();
    const first = here.start(["audit", "--from", join(here.root, "kept"), "--format", "json", "--out", "part"]);
    assert.equal(first.code, 3, first.stderr);
    assert.match(first.stdout, /^Reading was cut off before it had read everything;/m);
    const again = await audit("resumed", [], ["--resume", "kept"]);
    const { code, stderr } = await again.ended;
    assert.equal(code, 0, stderr);
    assert.equal(again.report().coverage.stopped, undefined);
    assert.deepEqual(again.report().gaps, []);
  });

  it("ends where nobody answers the sign-in", async () => {
    const { ended } = await audit("unsigned", [{ match: { path: "/oauth2/" }, answer: "silent" }], ["--timeout", "3s"]);
    assert.deepEqual(await ended, {
      code: 3,
      stderr: "computeguard: Reading was cut off after 3s, as --timeout says, before anything was read.\n",
    });
  });
});
