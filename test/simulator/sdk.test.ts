import assert from "node:assert/strict";
import { AuthorizationManagementClient } from "@azure/arm-authorization";
import { AzureQuotaExtensionAPI } from "@azure/arm-quota";
import {
  bearerTokenAuthenticationPolicy,
  createDefaultHttpClient,
  createPipelineFromOptions,
  createPipelineRequest,
} from "@azure/core-rest-pipeline";
import { contoso } from "../../simulator/scenario/contoso";
import { type Simulator, startSimulator } from "../../simulator/server";
import { credentialFor } from "./tenant";

const production = "00000000-0000-0000-0005-000000000001";

async function collect<T>(rows: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const row of rows) all.push(row);
  return all;
}

describe("the Azure SDK against the simulator", () => {
  let simulator: Simulator;
  before(async () => {
    simulator = await startSimulator({ scenario: contoso(), pageSize: 2 });
  });
  after(() => simulator.close());

  const options = () => ({
    endpoint: simulator.urls.arm,
    credentialScopes: ["https://management.azure.com/.default"],
    tlsOptions: { ca: simulator.ca },
  });

  it("signs in with a secret and gets a token that says who it is", async () => {
    const { token } = await credentialFor(simulator).getToken("https://graph.microsoft.com/.default");
    const claims = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
    assert.equal(claims.tid, simulator.tenantId);
    assert.equal(claims.appid, simulator.clientId);
    assert.equal(claims.oid, "00000000-0000-0000-0004-000000000009");
    assert.equal(claims.idtyp, "app");
    assert.ok(claims.roles.includes("AuditLog.Read.All"));
  });

  it("reads role assignments through arm-authorization, the doubled slashes of the root included", async () => {
    const client = new AuthorizationManagementClient(credentialFor(simulator), production, options());
    const all = await collect(client.roleAssignments.listForSubscription());
    const scopes = new Set(all.map(row => row.scope));
    assert.ok(scopes.has("/"), "inherited from the root");
    assert.ok(
      scopes.has("/providers/Microsoft.Management/managementGroups/contoso-landing-zones"),
      "inherited from above",
    );
    const root = await collect(client.roleAssignments.listForScope("/", { filter: "atScope()" }));
    assert.deepEqual(
      root.map(row => row.principalId),
      ["00000000-0000-0000-0001-000000000002"],
    );
    const eligible = await collect(
      client.roleEligibilityScheduleInstances.listForScope(`/subscriptions/${production}`),
    );
    assert.equal(eligible.length, 3);
    const custom = await collect(
      client.roleDefinitions.list("/subscriptions/00000000-0000-0000-0005-000000000002", {
        filter: "type eq 'CustomRole'",
      }),
    );
    assert.deepEqual(
      custom.map(role => role.roleName),
      ["Contoso Compute Operator", "Contoso Cluster Operator"],
    );
  });

  it("reads quota through arm-quota: usages and limits join by name", async () => {
    const client = new AzureQuotaExtensionAPI(credentialFor(simulator), options());
    const scope = `subscriptions/${production}/providers/Microsoft.Compute/locations/southcentralus`;
    const usages = await collect(client.usages.list(scope));
    const limits = await collect(client.quota.list(scope));
    assert.deepEqual(usages.map(row => row.name).sort(), limits.map(row => row.name).sort());
    const a100 = limits.find(row => row.name === "StandardNCADSA100v4Family")?.properties?.limit as { value?: number };
    assert.equal(a100.value, 96);
    const data = "subscriptions/00000000-0000-0000-0005-000000000003/providers/Microsoft.Compute/locations";
    const asked = (region: string) => collect(client.quotaRequestStatus.list(`${data}/${region}`));
    // P19 beside what Contoso asked for before
    assert.equal((await asked("northeurope")).length, 2);
    assert.equal((await asked("westeurope")).length, 1);
  });

  it("serves a bare core pipeline", async () => {
    const pipeline = createPipelineFromOptions({ tlsOptions: { ca: simulator.ca } });
    pipeline.addPolicy(
      bearerTokenAuthenticationPolicy({
        credential: credentialFor(simulator),
        scopes: "https://graph.microsoft.com/.default",
      }),
    );
    const url = `${simulator.urls.graph}/v1.0/organization`;
    const reply = await pipeline.sendRequest(createDefaultHttpClient(), createPipelineRequest({ url }));
    assert.equal(reply.status, 200);
    assert.equal(JSON.parse(reply.bodyAsText ?? "").value[0].displayName, "Contoso");
  });
});
