import assert from "node:assert/strict";
import type { Row } from "../../simulator/json";
import { contoso } from "../../simulator/scenario/contoso";
import { withSimulator } from "./tenant";

/** Which table of Resource Graph has which type: MicrosoftDocs/azure-docs, supported-tables-resources.md. */
const types: readonly (readonly [type: string, table: string | undefined])[] = [
  ["Microsoft.Compute/virtualMachines", "resources"],
  ["Microsoft.Compute/virtualMachines/extensions", "resources"],
  ["Microsoft.Compute/virtualMachineScaleSets", "resources"],
  ["Microsoft.Compute/virtualMachineScaleSets/virtualMachines", "computeresources"],
  ["Microsoft.Compute/virtualMachineScaleSets/extensions", undefined],
  ["Microsoft.ContainerService/managedClusters", "resources"],
  ["Microsoft.ContainerService/managedClusters/agentPools", undefined],
  ["Microsoft.Batch/batchAccounts", "resources"],
  ["Microsoft.Batch/batchAccounts/pools", "batchresources"],
  ["Microsoft.ServiceFabric/managedClusters", "resources"],
  ["Microsoft.ServiceFabric/managedClusters/nodeTypes", "servicefabricresources"],
  ["Microsoft.MachineLearningServices/workspaces", "resources"],
  ["Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments", "resources"],
  ["Microsoft.MachineLearningServices/workspaces/computes", undefined],
  ["Microsoft.MachineLearningServices/workspaces/jobs", undefined],
  ["Microsoft.MachineLearningServices/workspaces/schedules", undefined],
  ["Microsoft.MachineLearningServices/workspaces/featuresets/versions", undefined],
  ["Microsoft.DataFactory/factories/integrationRuntimes", undefined],
  ["Microsoft.DataFactory/factories/linkedservices", undefined],
  ["Microsoft.Synapse/workspaces/bigDataPools", "resources"],
  ["Microsoft.Synapse/workspaces/integrationRuntimes", undefined],
  ["Microsoft.CognitiveServices/accounts", "resources"],
  ["Microsoft.CognitiveServices/accounts/computes", undefined],
  ["Microsoft.App/jobs", "resources"],
];

/** The first subscription of the story. */
const subscription = "/subscriptions/00000000-0000-0000-0005-000000000001";

const rowOf = (type: string): Row => {
  const [provider, ...parts] = type.split("/");
  const id = `${subscription}/resourceGroups/rg/providers/${provider}/${parts.map(part => `${part}/probe`).join("/")}`;
  return { id, name: "probe", type, location: "westeurope", properties: {} };
};

describe("the tables of Resource Graph", () => {
  it("hold each type only where Azure's do", async () => {
    const plain = contoso();
    const scenario = { ...plain, arm: { ...plain.arm, resources: types.map(([type]) => rowOf(type)) } };
    await withSimulator({ scenario, pageSize: 1000 }, async client => {
      for (const table of ["resources", "batchresources", "servicefabricresources", "computeresources"]) {
        const query = `${table} | where name == 'probe' | project id, type`;
        const { status, body } = await client.arm(
          "/providers/Microsoft.ResourceGraph/resources?api-version=2024-04-01",
          { query },
        );
        assert.equal(status, 200);
        assert.deepEqual(
          (body.data as Row[]).map(row => String(row.type)).sort(),
          types.flatMap(([type, at]) => (at === table ? [type.toLowerCase()] : [])).sort(),
        );
      }
    });
  });

  it("hold alerts with their names in capitals, and a delegation beside its definition", () =>
    withSimulator({ scenario: contoso(), pageSize: 1000 }, async client => {
      const rows = async (query: string) => {
        const { body } = await client.arm("/providers/Microsoft.ResourceGraph/resources?api-version=2024-04-01", {
          query,
        });
        return body.data as Row[];
      };
      const alerts = await rows(
        "securityresources | where type =~ 'microsoft.security/locations/alerts' | where properties.Status == 'Active' | project id, properties",
      );
      assert(alerts.length > 0);
      for (const { properties } of alerts)
        assert("AlertType" in (properties as Row) && !("alertType" in (properties as Row)));
      const plans = await rows(
        "securityresources | where type == 'microsoft.security/pricings' | project id, properties",
      );
      assert(plans.length > 0 && plans.every(({ properties }) => "pricingTier" in (properties as Row)));
      const delegations = await rows("managedservicesresources | project id, type, properties");
      const ids = (kind: string) => delegations.filter(({ type }) => String(type).endsWith(kind));
      assert.deepEqual(
        ids("/registrationassignments").map(({ properties }) => (properties as Row).registrationDefinitionId),
        ids("/registrationdefinitions").map(({ id }) => id),
      );
      assert(ids("/registrationdefinitions").length > 0);
      const policies = await rows(
        "policyresources | where type =~ 'microsoft.authorization/policyassignments' | project id",
      );
      assert(policies.some(({ id }) => /managementGroups/i.test(String(id))));
    }));
});
