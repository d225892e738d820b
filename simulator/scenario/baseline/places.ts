import type { Row } from "../../json";
import { decoySubscription, managementGroups, subscriptions, tenantId } from "../ids";
import { sku } from "../rows/compute";
import { plan } from "../rows/policies";
import type { Stage } from "../stage";
import {
  addContainerUsages,
  addFoundryUsages,
  addMlUsages,
  addUsages,
  families,
  homeRegion,
  regions,
  setUsage,
} from "./usages";

/** Subscriptions, management groups, regions and what they offer. */

export function subscriptionRow(id: string, displayName: string): Row {
  return {
    id: `/subscriptions/${id}`,
    authorizationSource: "RoleBased",
    managedByTenants: [],
    subscriptionId: id,
    tenantId,
    displayName,
    state: "Enabled",
    subscriptionPolicies: {
      locationPlacementId: "Public_2014-09-01",
      quotaId: "EnterpriseAgreement_2014-09-01",
      spendingLimit: "Off",
    },
  };
}

export function resourceGroup(subscription: string, name: string): Row {
  const id = `/subscriptions/${subscription}/resourceGroups/${name}`;
  return {
    id,
    name,
    type: "Microsoft.Resources/resourceGroups",
    location: homeRegion,
    properties: { provisioningState: "Succeeded" },
  };
}

export const defenderPlans = ["VirtualMachines", "Arm", "Containers", "CloudPosture"] as const;

export function addSubscriptions({ arm }: Stage): void {
  arm.tenants.push({
    id: `/tenants/${tenantId}`,
    tenantId,
    countryCode: "NL",
    displayName: "Contoso",
    domains: ["contoso.com", "contoso.onmicrosoft.com"],
    tenantCategory: "Home",
    defaultDomain: "contoso.com",
    tenantType: "AAD",
  });
  const named: [string, string, number][] = [
    [subscriptions.production, "Contoso Production", 6],
    [subscriptions.development, "Contoso Development", 4],
    [subscriptions.data, "Contoso Data", 4],
    [subscriptions.sandbox, "Contoso Sandbox", 0],
  ];
  addMlUsages(arm, subscriptions.data);
  addContainerUsages(arm, subscriptions.development);
  addFoundryUsages(arm, subscriptions.data);
  for (const [id, name, used] of named) {
    arm.subscriptions.push(subscriptionRow(id, name));
    addUsages(arm, id, used);
    for (const planName of defenderPlans) arm.documents.push(plan(id, planName, true, "2024-03-01T12:00:00.0000000Z"));
  }
  for (const [name, displayName, geographyGroup] of regions)
    arm.locations.push({
      name,
      displayName,
      regionalDisplayName: displayName,
      type: "Region",
      metadata: { regionType: "Physical", regionCategory: "Recommended", geographyGroup },
    });
  arm.managementGroups.push(
    { name: managementGroups.root, displayName: "Tenant Root Group", parent: null, subscriptions: [] },
    {
      name: managementGroups.landingZones,
      displayName: "Contoso Landing Zones",
      parent: managementGroups.root,
      subscriptions: Object.values(subscriptions),
    },
  );
  for (const [subscription, names] of [
    [subscriptions.production, ["rg-web"]],
    [subscriptions.development, ["rg-shared"]],
    [subscriptions.data, ["rg-data", "rg-reports"]],
    [subscriptions.sandbox, ["rg-sandbox"]],
  ] as const)
    for (const name of names) arm.resourceGroups.push(resourceGroup(subscription, name));
  arm.batchAccountQuotas.push({ subscription: subscriptions.data, accountQuota: 3 });
  // Registered without a cluster, for the Foundry account; and a provider that was given up.
  arm.providers.push(
    { subscription: subscriptions.data, namespace: "Microsoft.ContainerService", registrationState: "Registered" },
    { subscription: subscriptions.data, namespace: "Microsoft.HDInsight", registrationState: "Unregistered" },
  );
  for (const subscription of [...Object.values(subscriptions), decoySubscription])
    arm.providers.push({ subscription, namespace: "Microsoft.Quota", registrationState: "Registered" });
  // Quota that buys nothing: its only size is not sold to that subscription there.
  setUsage(arm, subscriptions.development, "eastus2", families.h100, 0, 96);
  arm.skuRestrictions.push({
    subscription: subscriptions.development,
    location: "eastus2",
    name: "Standard_ND96isr_H100_v5",
    reasonCode: "NotAvailableForSubscription",
  });
  // Quota that may not be used: Contoso Data shares it with a subscription that is gone, and caps its own use at nothing.
  const gone = "00000000-0000-0000-0005-000000000099";
  setUsage(arm, subscriptions.data, "japaneast", families.a10, 0, 48);
  arm.computeLimits.push({
    subscription: subscriptions.data,
    location: "japaneast",
    guests: [gone],
    shared: [families.a10[0]],
    caps: [{ family: families.a10[0], overrides: [{ subscription: subscriptions.data, cap: 0 }] }],
  });
  const everywhere = regions.map(([name]) => name);
  arm.skus.push(
    sku("Standard_D2s_v5", "standardDSv5Family", 2, 0, everywhere),
    sku("Standard_D4s_v5", "standardDSv5Family", 4, 0, everywhere),
    sku("Standard_NC4as_T4_v3", "Standard NCASv3_T4 Family", 4, 1, everywhere),
    sku("Standard_NC64as_T4_v3", "Standard NCASv3_T4 Family", 64, 4, everywhere),
    sku("Standard_NC24ads_A100_v4", "StandardNCADSA100v4Family", 24, 1, everywhere),
    sku("Standard_NV6ads_A10_v5", "StandardNVADSA10v5Family", 6, 1, everywhere),
    sku("Standard_ND96isr_H100_v5", "standardNDSH100v5Family", 96, 8, ["westeurope", "eastus2", "southcentralus"]),
  );
}
