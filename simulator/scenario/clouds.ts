import type { Tenant } from "../tenant";
import { azureGovernmentManagementApp, azureManagementApp } from "./ids";

/** What is called otherwise in another cloud: its regions, by those of the public cloud, and the app of Azure management. */
const names = {
  AzureGovernment: {
    westeurope: "usgovvirginia",
    northeurope: "usgovarizona",
    eastus2: "usgovtexas",
    southcentralus: "usgoviowa",
    japaneast: "usdodeast",
    brazilsouth: "usdodcentral",
    [azureManagementApp]: azureGovernmentManagementApp,
  },
  AzureChina: {
    westeurope: "chinanorth3",
    northeurope: "chinaeast2",
    eastus2: "chinaeast",
    southcentralus: "chinanorth",
    japaneast: "chinanorth2",
    brazilsouth: "chinaeast3",
  },
} as const;

/** Services that are not in a cloud: whoever asks for them is refused. */
const without: Readonly<Record<string, readonly string[]>> = {
  AzureChina: ["/providers/Microsoft.Security/", "/auditLogs/", "/security/runHuntingQuery"],
};

/** What the services of a cloud do not answer, as faults of a simulator. */
export const notServedIn = (cloud: string) =>
  (without[cloud] ?? []).map(path => ({ match: { path }, answer: "denied" as const }));

/** The same tenant in another cloud. */
export function inCloud(tenant: Tenant, cloud: string): Tenant {
  const other: Readonly<Record<string, string>> = Object.hasOwn(names, cloud) ? names[cloud as keyof typeof names] : {};
  const moved = JSON.stringify(tenant, (_, value) => (typeof value === "string" ? renamed(value, other) : value));
  return JSON.parse(moved);
}

const renamed = (text: string, other: Readonly<Record<string, string>>) =>
  Object.entries(other).reduce((so, [from, to]) => so.replaceAll(from, to), text);
