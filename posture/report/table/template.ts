import { columns, streamName, tableName } from "./columns";

const declared = Object.entries(columns).map(([name, { type }]) => ({ name, type }));

/**
 * A template of Azure Resource Manager with the table and with the rule that takes rows for it; a rule of the kind Direct has an
 * address of its own (https://learn.microsoft.com/azure/azure-monitor/logs/logs-ingestion-api-overview). Its output `send` is what --send takes.
 */
export const tableTemplate = (): object => ({
  $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  contentVersion: "1.0.0.0",
  parameters: {
    workspace: {
      type: "string",
      metadata: { description: "The name of a Log Analytics workspace in this resource group" },
    },
    location: {
      type: "string",
      defaultValue: "[resourceGroup().location]",
      metadata: { description: "The region of that workspace" },
    },
  },
  resources: [
    {
      type: "Microsoft.OperationalInsights/workspaces/tables",
      apiVersion: "2022-10-01",
      name: `[concat(parameters('workspace'), '/${tableName}')]`,
      properties: { schema: { name: tableName, columns: declared } },
    },
    {
      type: "Microsoft.Insights/dataCollectionRules",
      apiVersion: "2023-03-11",
      name: "computeguard",
      location: "[parameters('location')]",
      kind: "Direct",
      dependsOn: [
        `[resourceId('Microsoft.OperationalInsights/workspaces/tables', parameters('workspace'), '${tableName}')]`,
      ],
      properties: {
        streamDeclarations: { [streamName]: { columns: declared } },
        destinations: {
          logAnalytics: [
            {
              name: "workspace",
              workspaceResourceId: "[resourceId('Microsoft.OperationalInsights/workspaces', parameters('workspace'))]",
            },
          ],
        },
        dataFlows: [
          { streams: [streamName], destinations: ["workspace"], transformKql: "source", outputStream: streamName },
        ],
      },
    },
  ],
  outputs: {
    rule: { type: "string", value: "[resourceId('Microsoft.Insights/dataCollectionRules', 'computeguard')]" },
    send: {
      type: "string",
      value: `[concat(reference('computeguard').endpoints.logsIngestion, '/dataCollectionRules/', reference('computeguard').immutableId, '/streams/${streamName}')]`,
    },
  },
});
