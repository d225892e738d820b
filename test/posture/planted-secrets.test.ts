import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defaultEstate } from "../../catalogue/estate";
import { computeLists, toldElsewhere } from "../../posture/evidence/reading/compute-lists";
import { formats } from "../../posture/report/formats";
import { judgeAll } from "../../posture/run/audit";
import { gather } from "../../posture/run/gather";
import { readEvidence, saveEvidence } from "../../posture/run/store";
import { printed } from "../report/printed";
import { connectionTo, type Reply, type Route, routes, sub1, withTenant } from "./gather-tenant";
import { idOf, planted, rowsIn, secret, secretForm } from "./planted-secrets";

const rows = rowsIn(sub1);
const listOf = (type: string) => computeLists.find(list => list.type.toLowerCase() === type);

const parents = [...new Set(computeLists.map(({ parent }) => parent))].map(parent => ({
  id: idOf(sub1, parent, 9999),
  name: "n9999",
  type: parent.toLowerCase(),
  kind: "AIServices",
  location: "westeurope",
  subscriptionId: sub1,
  tags: { secret: secret() },
  properties: {
    managementType: "Automated",
    connectionString: secret(),
    encryption: { keyVaultProperties: { keyIdentifier: secret() } },
  },
}));

const data = (...all: unknown[]): Reply => ({
  json: { totalRecords: all.length, count: all.length, resultTruncated: "false", facets: [], data: all },
});
const tenant: readonly Route[] = [
  ['"resources |', () => data(...parents, ...rows.filter(({ type }) => !listOf(type)))],
  ['"batchresources |', () => data(...rows.filter(({ type }) => type.includes("batch")))],
  ['"servicefabricresources |', () => data(...rows.filter(({ type }) => type.includes("servicefabric")))],
  [
    /GET \/subscriptions\/.*\/providers\/.*n9999\/\w+\?api-version/,
    ({ url }) => ({
      json: {
        value: [
          ...rows.filter(({ type }) => {
            const list = listOf(type);
            return list && url.includes(`/${list.path}?`) && url.includes(`/${list.parent.split("/")[0]}/`);
          }),
          { name: "n9999", properties: { description: secret() } },
        ],
      },
    }),
  ],
  [
    "/Microsoft.Authorization/policyAssignments?",
    () => ({
      json: {
        value: [
          {
            id: `/subscriptions/${sub1}/providers/Microsoft.Authorization/policyAssignments/p`,
            name: "p",
            properties: {
              displayName: "P",
              description: secret(),
              metadata: { note: secret() },
              nonComplianceMessages: [{ message: secret() }],
              scope: `/subscriptions/${sub1}`,
              policyDefinitionId: "/providers/Microsoft.Authorization/policyDefinitions/x",
              enforcementMode: "Default",
              parameters: {
                workspaceKey: { value: secret() },
                plain: { value: { deep: [secret()] } },
                effect: { value: "Deny" },
              },
            },
          },
        ],
      },
    }),
  ],
  ...routes,
];

const notAsked = (type: string): boolean => toldElsewhere.has(type) || /servicefabricmesh|vmwarecloudsimple/.test(type);

describe("secrets planted all over the tenant", () => {
  it("stand in no saved evidence and no report, while the miner beside them is found", async () => {
    const folder = mkdtempSync(join(tmpdir(), "computeguard-secrets-"));
    try {
      const evidence = await withTenant(tenant, loopback => gather(connectionTo(loopback)));
      assert.ok(planted() >= 250, `only ${planted()} are planted`);
      for (const { type } of rows) {
        const kept = evidence.gathered.resources.value.some(row => row.type.toLowerCase() === type);
        assert.ok(kept || notAsked(type), `no row of ${type} was read`);
      }
      await saveEvidence(folder, evidence);
      const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile());
      assert.ok(files.length > 10);
      for (const { parentPath, name } of files)
        assert.deepEqual(readFileSync(join(parentPath, name), "utf8").match(secretForm), null, name);
      const { gathered, manifest } = await readEvidence(folder);
      const report = judgeAll(gathered, manifest, { estate: defaultEstate, version: "0.0.0" });
      const mined = report.outcomes.find(({ rule }) => rule.id === "mining-payload");
      assert.deepEqual(
        mined?.findings.map(({ subject }) => subject.name),
        ["n0"],
      );
      assert.match(mined?.findings[0]?.message ?? "", /xmrig/);
      for (const format of formats) assert.deepEqual(printed(format, report).match(secretForm), null, format.name);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
