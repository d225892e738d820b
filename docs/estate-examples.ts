import type { estateSettings } from "../catalogue/estate";

/** An example of each setting, as it stands in an estate. Each is read by a test. */
export const estateExamples: Readonly<Record<keyof typeof estateSettings, string>> = {
  regions: "regions: [westeurope, northeurope]",
  gpuSizes: `gpuSizes:
  - Standard_NC4as_T4_v3
  - {size: Standard_NC*_T4_v3, in: [Contoso Rendering, contoso-labs], tag: team=vision, max: 4}`,
  vmSizes: "vmSizes: [Standard_D*s_v5, Standard_B2ms]",
  maxUsdPerHour: "maxUsdPerHour: 5",
  maxInstances: "maxInstances: 10",
  unknownValues: "unknownValues: mandatory",
  budget: "budget: {vCpus: 256, machines: 40, usdPerHour: 20, warn: {usdPerHour: 10}, change: {percent: 50}}",
  approvedIssuers: `approvedIssuers:
  - https://token.actions.githubusercontent.com
  - https://login.microsoftonline.com/00000000-0000-0000-0000-000000000001/v2.0`,
  trustedTenants: "trustedTenants: [00000000-0000-0000-0000-000000000002]",
  approvedExtensions: "approvedExtensions: [Microsoft.Azure.Extensions/CustomScript]",
  trustedPackages: 'trustedPackages: ["contoso-*"]',
  trustedTemplates: `trustedTemplates:
  - https://templates.contoso.com/*
  - /subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/templates/providers/Microsoft.Resources/templateSpecs/*`,
  breakGlass: "breakGlass: [emergency.one@contoso.onmicrosoft.com, emergency.two@contoso.onmicrosoft.com]",
  vaults: `vaults:
  - {name: kv-release, opens: [00000000-0000-0000-0000-000000000003]}
  - {name: kv-web, opens: []}`,
  decoys: `decoys:
  - {subscription: 00000000-0000-0000-0000-000000000004, principal: 00000000-0000-0000-0000-000000000005}`,
  ownedAddresses: 'ownedAddresses: [198.51.100.0/28, "2001:db8::/32"]',
  workspace:
    "workspace: /subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/logs/providers/Microsoft.OperationalInsights/workspaces/log-contoso",
  quotaCaps: `quotaCaps:
  - subscription: 00000000-0000-0000-0000-000000000001
    region: japaneast
    family: standardNCSv3Family
    cap: 0
    members: [{subscription: 00000000-0000-0000-0000-000000000004, cap: 24}]`,
  thresholds: "thresholds: {dormantDays: 60, unusedUsdPerDay: 100}",
  exceptions: `exceptions:
  - rule: unapproved-gpu-size
    resource: urn:pulumi:prod::ml::azure-native:compute:VirtualMachine::trainer
    reason: training run of the vision team
    owner: ml@contoso.com
    until: 2026-12-31
    upTo: {size: Standard_NC24ads_A100_v4, count: 4, regions: [westeurope]}`,
  allowTagExceptions: "allowTagExceptions: true",
};
