import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { formatNames } from "../../posture/report/formats";
import type { Report } from "../../posture/report/model";
import { type Forwarder, startForwarder } from "../../simulator/forwarder";
import type { Row } from "../../simulator/json";
import { contoso } from "../../simulator/scenario/contoso";
import { type Simulator, startSimulator } from "../../simulator/server";
import type { Tenant } from "../../simulator/tenant";
import { planted, rowsIn, secret, secretForm } from "../posture/planted-secrets";
import { behindProxy } from "./behind-proxy";
import { type Installation, install } from "./installation";

type Rows = readonly Row[];
const list = (value: unknown): Rows => (Array.isArray(value) ? value : []);
const object = (value: unknown): Row => (typeof value === "object" && value !== null ? (value as Row) : {});
const text = (): string => `the key is ${secret()}`;

/** What a row of each list of ARM can hold beside what the audit needs. */
const arm: { readonly [K in keyof Tenant["arm"]]?: (row: Row) => Row } = {
  subscriptions: () => ({ tags: { token: secret() } }),
  resourceGroups: () => ({ tags: { token: secret() } }),
  roleAssignments: ({ properties }) => ({ properties: { ...object(properties), description: text() } }),
  activityLog: ({ properties, claims }) => ({
    description: text(),
    claims: { ...object(claims), aio: secret(), uti: secret(), rh: secret() },
    httpRequest: { clientRequestId: secret(), method: "PUT", uri: `https://management.azure.com/x?sig=${secret()}` },
    properties: {
      ...object(properties),
      requestbody: JSON.stringify({ properties: { osProfile: { adminPassword: secret() } } }),
      responseBody: JSON.stringify({ key: secret() }),
      statusMessage: JSON.stringify({ error: { code: "x", message: text() } }),
    },
  }),
  policyAssignments: ({ properties }) => ({
    properties: {
      ...object(properties),
      description: text(),
      metadata: { note: text() },
      nonComplianceMessages: [{ message: text() }],
    },
  }),
  documents: ({ properties }) => ({
    tags: { token: secret() },
    properties: { ...object(properties), description: text(), connectionString: `AccountKey=${secret()}` },
  }),
};

/** The same of Microsoft Graph. */
const graph: { readonly [K in keyof Tenant["graph"]]?: (row: Row) => Row } = {
  users: () => ({
    aboutMe: text(),
    mobilePhone: secret(),
    otherMails: [`${secret()}@contoso.com`],
    passwordProfile: { password: secret(), forceChangePasswordNextSignIn: false },
    onPremisesExtensionAttributes: { extensionAttribute1: secret() },
    identities: [{ issuerAssignedId: secret() }],
  }),
  groups: () => ({ description: text() }),
  applications: ({ passwordCredentials, keyCredentials }) => ({
    notes: text(),
    passwordCredentials: list(passwordCredentials).map(each => ({
      ...each,
      secretText: secret(),
      hint: secret().slice(0, 3),
      customKeyIdentifier: secret(),
    })),
    keyCredentials: list(keyCredentials).map(each => ({ ...each, key: secret() })),
    web: { redirectUris: [`https://contoso.com/?code=${secret()}`], logoutUrl: `https://contoso.com/${secret()}` },
  }),
  servicePrincipals: ({ passwordCredentials, keyCredentials }) => ({
    notes: text(),
    loginUrl: `https://contoso.com/?token=${secret()}`,
    passwordCredentials: list(passwordCredentials).map(each => ({ ...each, secretText: secret() })),
    keyCredentials: list(keyCredentials).map(each => ({ ...each, key: secret() })),
  }),
  conditionalAccessPolicies: () => ({ description: text() }),
  directoryAudits: ({ additionalDetails, targetResources }) => ({
    additionalDetails: [...list(additionalDetails), { key: "Secret", value: secret() }],
    targetResources: list(targetResources).map(target => ({
      ...target,
      modifiedProperties: [
        ...list(target.modifiedProperties),
        { displayName: "Password", oldValue: `"${secret()}"`, newValue: `["${secret()}"]` },
      ],
    })),
  }),
  signIns: () => ({
    originalRequestId: secret(),
    sessionId: secret(),
    authenticationProcessingDetails: [{ key: "token", value: secret() }],
    authenticationDetails: [{ authenticationMethodDetail: text() }],
  }),
  riskDetections: () => ({ additionalInfo: JSON.stringify([{ Key: "session", Value: secret() }]) }),
  alerts: ({ evidence }) => ({
    description: text(),
    recommendedActions: text(),
    evidence: [
      ...list(evidence),
      { "@odata.type": "#microsoft.graph.security.processEvidence", processCommandLine: `xmrig -p ${secret()}` },
    ],
  }),
  detectionRules: ({ detectionAction }) => ({
    detectionAction: { ...object(detectionAction), alertTemplate: { description: text(), recommendedActions: text() } },
  }),
  deviceNetworkEvents: () => ({ InitiatingProcessCommandLine: `xmrig -p ${secret()}` }),
};

/** Every row of the tables that `plants` names, with secrets in it. */
const sown = <T extends object>(tables: T, plants: { readonly [K in keyof T]?: (row: Row) => Row }): T =>
  Object.fromEntries(
    Object.entries(tables).map(([name, rows]) => {
      const plant = plants[name as keyof T];
      return [name, plant ? list(rows).map(row => ({ ...row, ...plant(row) })) : rows];
    }),
  ) as T;

const installed = (file: string): string => join(__dirname, "../..", file);

const subscription = "00000000-0000-0000-0005-000000000003";

/** Everything that a run leaves behind: what it prints, logs, saves and reports. */
describe("secrets planted all over the tenant, and the command line", () => {
  let installation: Installation;
  let simulator: Simulator;
  let forwarder: Forwarder;
  let earlier: number;

  before(async () => {
    earlier = planted();
    installation = install({ cli: true });
    const tenant = contoso({ at: new Date().toISOString() });
    const resources = [...tenant.arm.resources, ...rowsIn(subscription)];
    simulator = await startSimulator({
      scenario: { ...tenant, arm: { ...sown(tenant.arm, arm), resources }, graph: sown(tenant.graph, graph) },
      pageSize: 200,
    });
    forwarder = await startForwarder(simulator.port);
  });
  after(async () => {
    await forwarder?.close();
    await simulator?.close();
    installation?.remove();
  });

  const run = (args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
    new Promise<string>((done, failed) =>
      execFile(
        process.execPath,
        [join(installation.root, "dist/computeguard.js"), ...args],
        {
          cwd: installation.root,
          env: { ...behindProxy(installation, simulator, forwarder), ...env },
          maxBuffer: 1e9,
        },
        // findings are an exit code of their own, and no failure of this test
        (error, stdout, stderr) =>
          error && ![0, 1, 3].includes(Number(error.code)) ? failed(new Error(stderr)) : done(stdout + stderr),
      ),
    );
  const clean = (what: string, said: string) => assert.deepEqual(said.match(secretForm), null, what);

  it("stand in no evidence, report or log, nor in what is printed with everything that can be switched on", async () => {
    const formats = formatNames.join(",");
    const said = await run(
      [
        ...["audit", "--sign-in", "environment", "--format", formats, "--out", "out", "--save", "evidence"],
        ...["--log", "run.log", "--verbose", "--fail-on", "none"],
      ],
      { AZURE_LOG_LEVEL: "verbose", COMPUTEGUARD_DEBUG: "1", NODE_DEBUG: "" },
    );
    assert.match(said, /azure:/, "everything is logged");
    clean("printed", said);
    const left = ["out", "evidence"].flatMap(folder =>
      readdirSync(join(installation.root, folder), { recursive: true, withFileTypes: true })
        .filter(entry => entry.isFile())
        .map(({ parentPath, name }) => join(parentPath, name)),
    );
    assert.ok(left.length > 60, `${left.length} files`);
    for (const file of [...left, join(installation.root, "run.log")]) clean(file, readFileSync(file, "utf8"));
    const report: Report = JSON.parse(readFileSync(join(installation.root, "out/report.json"), "utf8"));
    const mined = report.outcomes.find(({ rule }) => rule.id === "mining-payload");
    assert.ok(
      mined?.findings.some(({ subject }) => subject.name === "n0"),
      "what stands beside them is found",
    );
    assert.ok(planted() - earlier >= 150, `${planted() - earlier} are planted`);
  });

  for (const args of [
    ["plan"],
    ["plan", "--format", "markdown"],
    ["plan", "--format", "script"],
    ["explain", "n0"],
    ["explain", "mining-payload"],
    ["respond"],
    ["rehearse", "--estate", installed("examples/computeguard.yaml")],
    ["init", "--out", "-"],
    ["diff", "out/report.json", "out/report.json"],
    ["verify", "out/report.json"],
  ])
    it(`nor in what ${args.join(" ")} prints`, async () => {
      const said = await run([...args, ...(args[0] === "diff" ? [] : ["--from", "evidence"])]);
      assert.ok(said.length > 20, said);
      clean(args.join(" "), said);
    });
});
