import { DeploymentAtScope } from "@pulumi/azure-native/resources";
import type { Estate } from "../catalogue/estate";
import type { Settings } from "./settings";

type Cap = Estate["quotaCaps"][number];

const type = "Microsoft.ComputeLimit/locations/sharedLimitCaps";
/** The first version with caps (Azure/bicep-types-az, Microsoft.ComputeLimit). */
const apiVersion = "2026-07-01";

/**
 * Takes quota away that nobody needs: what members of a shared limit may use of it is capped. Pulumi's azure-native has no
 * resource for caps, and its generic one needs a resource group, so they are deployed as a template at the subscription that
 * shares its limits. What is taken out of the estate stays capped: a deployment takes nothing back.
 */
export function capQuota({ quotaCaps }: Estate, { location }: Settings): void {
  for (const subscription of new Set(quotaCaps.map(cap => cap.subscription)))
    new DeploymentAtScope(`quota-caps-${subscription}`, {
      scope: `subscriptions/${subscription}`,
      deploymentName: "computeguard-quota-caps",
      location,
      properties: {
        mode: "Incremental",
        template: templateOf(quotaCaps.filter(cap => cap.subscription === subscription)),
      },
    });
}

/** An ARM template with the caps of one subscription. Pure. */
export const templateOf = (caps: readonly Cap[]) => ({
  $schema: "https://schema.management.azure.com/schemas/2018-05-01/subscriptionDeploymentTemplate.json#",
  contentVersion: "1.0.0.0",
  resources: caps.flatMap(({ region, family, cap, members }) => {
    const name = `${region}/${family}`;
    return [
      // bounded: the sum of the caps has to stay within the limit that is shared
      { type, apiVersion, name, properties: { defaultMemberCap: cap, isBoundedCap: true } },
      ...members.map(member => ({
        type: `${type}/memberCapOverrides`,
        apiVersion,
        name: `${name}/${member.subscription}`,
        properties: { cap: member.cap },
        dependsOn: [`[subscriptionResourceId('${type}', '${region}', '${family}')]`],
      })),
    ];
  }),
});
