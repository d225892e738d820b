import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { auditRole } from "../../posture/audit-role";
import { type Cloud, clouds } from "../../posture/azure/endpoints";
import { requiredAccess } from "../../posture/permissions";
import { type Forwarder, startForwarder } from "../../simulator/forwarder";
import { notServedIn } from "../../simulator/scenario/clouds";
import { healthyTenant } from "../../simulator/scenario/healthy";
import { decoySubscription, subscriptions } from "../../simulator/scenario/ids";
import { type Simulator, startSimulator } from "../../simulator/server";
import type { Asked, Told } from "./audit-by-name";

/** Each cloud is audited by the names of its own services, which a forwarder leads to the simulator. */

const root = join(__dirname, "../..");
const at = "2026-11-24T06:00:00.000Z";
const example = readFileSync(join(root, "examples", "computeguard.yaml"), "utf8");
const needed = requiredAccess();

/** What must be asked where, written down from Microsoft's documentation of national clouds. */
const expected: Readonly<Record<Cloud, { hosts: string[]; scopes: string[]; regions: string; app: string }>> = {
  AzurePublicCloud: {
    hosts: ["graph.microsoft.com", "login.microsoftonline.com", "management.azure.com"],
    scopes: ["https://graph.microsoft.com/.default", "https://management.azure.com/.default"],
    regions: "westeurope, northeurope",
    app: "797f4846-ba00-4fd7-ba43-dac1f8f63013",
  },
  AzureGovernment: {
    hosts: ["graph.microsoft.us", "login.microsoftonline.us", "management.usgovcloudapi.net"],
    scopes: ["https://graph.microsoft.us/.default", "https://management.usgovcloudapi.net/.default"],
    regions: "usgovvirginia, usgovarizona",
    app: "40a69793-8fe6-4db1-9591-dbc5c57b17d8",
  },
  AzureChina: {
    // Microsoft's sign-in library goes to the newer name of login.chinacloudapi.cn.
    hosts: ["login.partner.microsoftonline.cn", "management.chinacloudapi.cn", "microsoftgraph.chinacloudapi.cn"],
    scopes: ["https://management.chinacloudapi.cn/.default", "https://microsoftgraph.chinacloudapi.cn/.default"],
    regions: "chinanorth3, chinaeast2",
    app: "797f4846-ba00-4fd7-ba43-dac1f8f63013",
  },
};
const names = Object.keys(expected) as Cloud[];

const kind = {
  licence: "P2",
  guard: "Conditional Access",
  pageSize: 1000,
  unregistered: false,
  empty: false,
  size: { subscriptions: 0, users: 0, assignments: 0 },
} as const;

/** A sound tenant of each cloud, and one whose policy asks for MFA at the management app of the other clouds. */
const cases = names.flatMap(cloud => [
  { cloud, appOf: cloud },
  { cloud, appOf: cloud === "AzureGovernment" ? "AzurePublicCloud" : ("AzureGovernment" as Cloud) },
]);

describe("an audit in each cloud", function () {
  this.timeout(120_000);
  const told = new Map<string, { told: Told; simulator: Simulator }>();
  const open: { close(): Promise<void> }[] = [];
  const key = (cloud: Cloud, appOf: Cloud) => `${cloud} ${appOf}`;
  let forwarders: Forwarder[] = [];

  before(async () => {
    const started = await Promise.all(
      cases.map(async ({ cloud, appOf }) => {
        const tenant = JSON.stringify(healthyTenant({ seed: 1, cloud, ...kind }, at));
        const simulator = await startSimulator({
          scenario: JSON.parse(tenant.replaceAll(expected[cloud].app, expected[appOf].app)),
          pageSize: 1000,
          faults: notServedIn(cloud),
          graphPermissions: needed.graph.map(({ permission }) => permission),
          sight: {
            whole: [...Object.values(subscriptions), decoySubscription],
            rootGroup: true,
            ...auditRole(requiredAccess(undefined, undefined, cloud)),
            readerAt: needed.builtInGrants.map(({ scope }) => scope),
          },
        });
        const forwarder = await startForwarder(simulator.port);
        open.push(forwarder, simulator);
        const { tenantId, clientId, clientSecret } = simulator;
        const estate = example.replace(/^regions:\n( +- \w+\n)+/m, `regions: [${expected[cloud].regions}]\n`);
        const asked: Asked = { cloud, proxy: forwarder.url, at, tenantId, clientId, clientSecret, estate };
        return { asked, simulator, forwarder };
      }),
    );
    forwarders = started.map(({ forwarder }) => forwarder);
    const folder = mkdtempSync(join(tmpdir(), "clouds-"));
    open.push({ close: async () => rmSync(folder, { recursive: true }) });
    const trusted = join(folder, "ca.pem");
    writeFileSync(trusted, started[0]!.simulator.ca);
    const child = spawn(process.execPath, ["--require", "tsx/cjs", join(__dirname, "audit-by-name.ts")], {
      cwd: root,
      env: { PATH: process.env.PATH, HOME: folder, NODE_EXTRA_CA_CERTS: trusted },
      stdio: ["pipe", "pipe", "inherit"],
    });
    child.stdin.end(JSON.stringify(started.map(({ asked }) => asked)));
    const answers = JSON.parse(await text(child.stdout)) as Told[];
    answers.forEach((answer, i) => {
      const { cloud, appOf } = cases[i]!;
      told.set(key(cloud, appOf), { told: answer, simulator: started[i]!.simulator });
    });
  });
  after(async () => {
    for (const each of open) await each.close();
  });

  const ofCloud = (cloud: Cloud, appOf = cloud) => told.get(key(cloud, appOf))!;
  const failed = ({ report }: Told) =>
    report.outcomes.filter(({ status }) => status !== "pass").map(({ rule, status }) => `${rule.id}: ${status}`);

  for (const cloud of names) {
    const { hosts, scopes } = expected[cloud];

    it(`${cloud}: asks its services by their own names, with tokens for them, and nobody else`, () => {
      const { told, simulator } = ofCloud(cloud);
      assert.deepEqual([...new Set(simulator.requests.map(({ host }) => host))].sort(), hosts);
      assert.deepEqual(told.scopes, scopes);
      assert.equal(told.cloud, cloud);
      assert.deepEqual(
        forwarders.flatMap(({ refused }) => refused),
        [],
      );
    });

    it(`${cloud}: a sound tenant gets a sound report`, () => {
      const { told } = ofCloud(cloud);
      // Microsoft Graph has no sign-ins there, and there is no hunting, which alone would tell which names machines ask for, and
      // which subscriptions are gone
      const inChina = cloud === "AzureChina";
      const unlisted = inChina ? ["sign-ins of the decoy", "what was done in Azure, of what no list shows"] : [];
      const unknown = inChina ? ["mining-pool-contact", "touched-decoy", "vanished-subscription"] : [];
      assert.deepEqual(
        failed(told),
        unknown.map(id => `${id}: unknown`),
      );
      assert.deepEqual(
        told.report.gaps.map(({ what }) => what),
        unlisted,
      );
    });

    it(`${cloud}: MFA at the management app of another cloud guards nothing`, () => {
      const other = cases.find(each => each.cloud === cloud && each.appOf !== cloud)!.appOf;
      assert(failed(ofCloud(cloud, other).told).includes("compute-creator-without-mfa: fail"));
    });
  }

  it("does not ask for Defender or for directory audits in China, and judges nothing by them", () => {
    const { told, simulator } = ofCloud("AzureChina");
    const asked = simulator.requests.filter(({ path }) => /Microsoft\.Security\/|auditLogs/i.test(path));
    assert.deepEqual(asked, []);
    const ids = told.report.outcomes.map(({ rule }) => rule.id);
    for (const check of ["missing-defender-plan", "open-compute-abuse-alert", "missing-security-contact"]) {
      assert(!ids.includes(check), check);
      const elsewhere = ofCloud("AzureGovernment").told.report.outcomes;
      assert(
        elsewhere.some(({ rule }) => rule.id === check),
        check,
      );
    }
    assert(ids.includes("elevate-access-use"), "the activity log tells of it");
  });

  it("the clouds are all that there are", () => assert.deepEqual(names, Object.keys(clouds)));
});
