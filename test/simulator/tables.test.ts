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
});
