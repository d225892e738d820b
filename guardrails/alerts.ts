import { getClientConfigOutput } from "@pulumi/azure-native/authorization";
import { ActionGroup, ActivityLogAlert } from "@pulumi/azure-native/monitor";
import type { ResourceGroup } from "@pulumi/azure-native/resources";
import { interpolate } from "@pulumi/pulumi";
import { alertCondition, seenInSubscriptions } from "../catalogue/critical-operations";
import { deployMissing } from "./missing/deploy-missing";
import { alertParameters, alertRights, subscriptionAlert } from "./missing/subscription-alerts";
import type { Settings } from "./settings";
import { tags } from "./tags";

/** Who is told. */
export const alertReceivers = ({ alertEmail }: Settings, group: ResourceGroup): ActionGroup =>
  new ActionGroup("alerts", {
    resourceGroupName: group.name,
    location: "global",
    tags,
    enabled: true,
    // Azure takes 12 characters; they head the mail
    groupShortName: "computeguard",
    emailReceivers: [{ name: "security", emailAddress: alertEmail, useCommonAlertSchema: true }],
  });

/**
 * An alert on the activity log watches the subscription that it stands in. So the stack's own gets its alerts at once, and a
 * policy puts them into all others below the management group.
 * @returns the commands that put them into the subscriptions which exist already
 */
export function alerts(settings: Settings, group: ResourceGroup, receivers: ActionGroup): readonly string[] {
  const { subscriptionId } = getClientConfigOutput();
  for (const operation of seenInSubscriptions)
    new ActivityLogAlert(operation.name, {
      resourceGroupName: group.name,
      location: "global",
      tags,
      description: operation.means,
      enabled: true,
      scopes: [interpolate`/subscriptions/${subscriptionId}`],
      condition: alertCondition(operation),
      actions: { actionGroups: [{ actionGroupId: receivers.id }] },
    });
  return deployMissing(settings, {
    name: "alerts",
    title: "every subscription tells of critical operations",
    policies: seenInSubscriptions.map(operation => subscriptionAlert(operation, settings.location)),
    parameters: alertParameters,
    values: { actionGroup: receivers.id, watched: subscriptionId },
    rights: alertRights,
  });
}
