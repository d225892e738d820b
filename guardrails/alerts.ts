import { getClientConfigOutput } from "@pulumi/azure-native/authorization";
import { ActionGroup, ActivityLogAlert } from "@pulumi/azure-native/monitor";
import type { ResourceGroup } from "@pulumi/azure-native/resources";
import { interpolate } from "@pulumi/pulumi";
import { criticalOperations } from "./critical-operations";
import type { Settings } from "./settings";
import { tags } from "./tags";

/** Azure's alerts on the activity log watch one subscription: the one that this stack is deployed to. */
export function alerts({ alertEmail }: Settings, group: ResourceGroup): void {
  const receivers = new ActionGroup("alerts", {
    resourceGroupName: group.name,
    location: "global",
    tags,
    enabled: true,
    // Azure takes 12 characters; they head the mail
    groupShortName: "computeguard",
    emailReceivers: [{ name: "security", emailAddress: alertEmail, useCommonAlertSchema: true }],
  });
  const { subscriptionId } = getClientConfigOutput();
  for (const { name, means, category, operations = [] } of criticalOperations)
    new ActivityLogAlert(name, {
      resourceGroupName: group.name,
      location: "global",
      tags,
      description: means,
      enabled: true,
      scopes: [interpolate`/subscriptions/${subscriptionId}`],
      condition: {
        allOf: [
          { field: "category", equals: category },
          ...(operations.length > 0
            ? [{ anyOf: operations.map(operation => ({ field: "operationName", equals: operation })) }]
            : []),
        ],
      },
      actions: { actionGroups: [{ actionGroupId: receivers.id }] },
    });
}
