import { createHash } from "node:crypto";
import { alertCondition, type CriticalOperation } from "../../catalogue/critical-operations";
import {
  type DeploymentPolicy,
  type Json,
  nestedDeployment,
  type PolicyParameters,
  templateOf,
} from "./deployment-policy";

/** The resource group of each subscription in which its alerts stand. */
export const alertGroup = "computeguard-alerts";

export const alertParameters: PolicyParameters = {
  actionGroup: { type: "String", description: "The id of the action group that is told" },
  watched: { type: "String", description: "A subscription that the stack watches itself, by its id" },
};

/** What the template creates, and what it hands the mail to. */
export const alertRights = [
  "Microsoft.Resources/subscriptions/resourceGroups/read",
  "Microsoft.Resources/subscriptions/resourceGroups/write",
  "Microsoft.Insights/activityLogAlerts/read",
  "Microsoft.Insights/activityLogAlerts/write",
  "Microsoft.Insights/actionGroups/read",
];

/**
 * An alert on the activity log watches the subscription that it stands in, so each subscription gets its own. It counts as
 * there where it is switched on, and its tags say that it watches what this release watches and tells the same receivers.
 */
export function subscriptionAlert(operation: CriticalOperation, location: string): DeploymentPolicy {
  const { name, means } = operation;
  const condition = alertCondition(operation);
  const watches = createHash("sha256").update(JSON.stringify(condition)).digest("hex").slice(0, 16);
  const tags = { application: "computeguard", watches };
  const alert: Json = {
    type: "Microsoft.Insights/activityLogAlerts",
    apiVersion: "2020-10-01",
    name: `computeguard-${name}`,
    location: "global",
    tags: { ...tags, tells: "[parameters('actionGroup')]" },
    properties: {
      description: means,
      enabled: true,
      scopes: ["[subscription().id]"],
      condition,
      actions: { actionGroups: [{ actionGroupId: "[parameters('actionGroup')]" }] },
    },
  };
  return {
    name: `alert-${name}`,
    title: `alert on ${name} in each subscription`,
    description: `${means} Each subscription tells the action group of it.`,
    when: {
      allOf: [
        { field: "type", equals: "Microsoft.Resources/subscriptions" },
        { value: "[subscription().subscriptionId]", notEquals: "[parameters('watched')]" },
      ],
    },
    lacks: {
      type: "Microsoft.Insights/activityLogAlerts",
      name: `computeguard-${name}`,
      existenceScope: "resourceGroup",
      resourceGroupName: alertGroup,
      existenceCondition: {
        allOf: [
          // the alias is that of Azure's own definitions for service health (Azure/alz-monitor)
          { field: "Microsoft.Insights/ActivityLogAlerts/enabled", equals: "true" },
          { field: "tags['watches']", equals: watches },
          { field: "tags['tells']", equals: "[parameters('actionGroup')]" },
        ],
      },
    },
    inSubscription: true,
    template: templateOf(true, { actionGroup: { type: "string" }, watched: { type: "string" } }, [
      {
        type: "Microsoft.Resources/resourceGroups",
        apiVersion: "2022-09-01",
        name: alertGroup,
        location,
        tags: { application: "computeguard" },
      },
      nestedDeployment(
        {
          name: `computeguard-alert-${name}`,
          resourceGroup: alertGroup,
          dependsOn: [`[subscriptionResourceId('Microsoft.Resources/resourceGroups', '${alertGroup}')]`],
        },
        { actionGroup: "[parameters('actionGroup')]" },
        [alert],
      ),
    ]),
  };
}
