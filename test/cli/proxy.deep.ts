import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Report } from "../../posture/report/model";
import { columns, streamName } from "../../posture/report/table/columns";
import { type Forwarder, startForwarder } from "../../simulator/forwarder";
import { contoso } from "../../simulator/scenario/contoso";
import { type Simulator, startSimulator } from "../../simulator/server";
import { behindProxy } from "./behind-proxy";
import { type Installation, install } from "./installation";

const run = promisify(execFile);

const published = "dcr-00000000000000000000000000000001";
const closed = "dcr-00000000000000000000000000000002";
const streamOf = (rule: string): string =>
  `https://contoso-0001.westeurope-1.ingest.monitor.azure.com/dataCollectionRules/${rule}/streams/${streamName}`;

const fingerprintsOf = ({ outcomes }: Report): string[] =>
  outcomes.flatMap(({ findings }) => findings.map(({ fingerprint }) => fingerprint));

describe("the command line behind a proxy, with the public addresses", () => {
  let installation: Installation;
  let simulator: Simulator;
  let forwarder: Forwarder;
  let env: NodeJS.ProcessEnv;

  before(async () => {
    installation = install({ cli: true });
    const streams = { [streamName]: Object.keys(columns) };
    simulator = await startSimulator({
      scenario: contoso({ at: new Date().toISOString() }),
      pageSize: 200,
      collectionRules: [
        { immutableId: published, streams, mayPublish: true },
        { immutableId: closed, streams, mayPublish: false },
      ],
    });
    forwarder = await startForwarder(simulator.port);
    env = behindProxy(installation, simulator, forwarder);
  });
  after(async () => {
    await forwarder?.close();
    await simulator?.close();
    installation?.remove();
  });

  async function ran(out: string, more: NodeJS.ProcessEnv = {}, options: readonly string[] = []) {
    const command = ["audit", "--sign-in", "environment", "--format", "json", "--out", out, "--fail-on", "none"];
    return await run(process.execPath, [join(installation.root, "dist/computeguard.js"), ...command, ...options], {
      cwd: installation.root,
      env: { ...env, ...more },
      maxBuffer: 1e9,
    });
  }

  async function audit(...options: Parameters<typeof ran>): Promise<Report> {
    await ran(...options);
    const [out] = options;
    return JSON.parse(readFileSync(join(installation.root, out, "report.json"), "utf8"));
  }

  it("signs in and reads everything through it, under the authority that it is told to trust", async () => {
    const report = await audit("proxied");
    assert.deepEqual(report.gaps, []);
    assert.equal(report.tenant?.name, "Contoso");
    assert.deepEqual(forwarder.refused, []);
    const hosts = new Set(simulator.requests.map(({ host }) => host));
    assert.deepEqual([...hosts].sort(), ["graph.microsoft.com", "login.microsoftonline.com", "management.azure.com"]);
  });

  it("sends the rows of the report to a table, with a token for Azure Monitor", async () => {
    const before = simulator.sentRows.length;
    const report = await audit("sent", {}, ["--send", streamOf(published)]);
    const sent = simulator.sentRows.slice(before);
    const failed = sent.filter(({ Status }) => Status === "fail").map(({ Fingerprint }) => Fingerprint);
    const found = fingerprintsOf(report);
    assert.ok(found.length > 100, `${found.length}`);
    assert.deepEqual(failed.sort(), found.sort());
    assert.deepEqual(new Set(sent.map(({ Tenant }) => Tenant)), new Set([report.tenant?.id]));
    assert.equal(simulator.requests.filter(({ plane, status }) => plane === "ingestion" && status !== 204).length, 0);
  });

  it("says in one line that the rows were not taken, and writes the report all the same", async () => {
    const before = simulator.sentRows.length;
    const stopped = await audit("unsent", {}, ["--send", streamOf(closed)]).then(
      () => undefined,
      (error: { code: number; stderr: string }) => error,
    );
    assert.equal(stopped?.code, 2);
    assert.match(
      stopped?.stderr ?? "",
      /Not all rows were sent, which needs [^\n]*HTTP 403[^\n]*Monitoring Metrics Publisher[^\n]*\n/,
    );
    assert.equal(simulator.sentRows.length, before);
    const report: Report = JSON.parse(readFileSync(join(installation.root, "unsent/report.json"), "utf8"));
    assert.ok(fingerprintsOf(report).length > 100);
  });

  it("prints no token, secret or password of the proxy, however much is logged", async () => {
    const proxy = new URL(forwarder.url);
    proxy.username = "auditor";
    proxy.password = "pr0xy-s3cret";
    const { stdout, stderr } = await ran("logged", {
      AZURE_LOG_LEVEL: "verbose",
      COMPUTEGUARD_DEBUG: "1",
      HTTPS_PROXY: proxy.href,
    });
    assert.match(stderr, /azure:/, "it is logged");
    const said = stdout + stderr;
    for (const secret of ["pr0xy-s3cret", simulator.clientSecret, "eyJ"]) assert.ok(!said.includes(secret), secret);
    const basic = Buffer.from("auditor:pr0xy-s3cret").toString("base64");
    assert.ok(!said.includes(basic), "nor in the form in which a proxy is sent it");
  });

  it("and past it, where NO_PROXY says so", async () => {
    const { authority, arm, graph } = simulator.urls;
    const loopback = ["--authority", authority, "--arm", arm, "--graph", graph];
    const stopped = await audit("through", {}, loopback).then(
      () => undefined,
      (error: { code: number }) => error,
    );
    assert.equal(stopped?.code, 2, "the forwarder lets no name but the public ones through");
    assert.deepEqual(new Set(forwarder.refused), new Set([new URL(authority).host]));

    const asked = forwarder.refused.length;
    const report = await audit("past", { NO_PROXY: "localhost,127.0.0.1" }, loopback);
    assert.deepEqual(report.gaps, []);
    assert.equal(forwarder.refused.length, asked);
  });
});
