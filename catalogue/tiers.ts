import type { GraphReadRole } from "./graph-app-roles";

/**
 * Rights come in tiers. Each can be granted or withheld as a whole, and given to an identity of its own: the logs of a
 * tenant tell more of its people than the audit of its resources needs.
 */
export const tiers = ["posture", "people", "logs"] as const;
export type Tier = (typeof tiers)[number];

/** What each tier opens, for people. */
export const tierTitles: { readonly [T in Tier]: string } = {
  posture: "Azure's subscriptions, roles, quota and compute",
  people: "the directory: people, groups, applications, directory roles, and what sign-ins are asked for",
  logs: "what happened: registered methods and sign-ins, the tenant's logs, people at risk",
};

export const tierOfPermission: { readonly [P in GraphReadRole]: Tier } = {
  "Application.Read.All": "people",
  "AuditLog.Read.All": "logs",
  "CustomDetection.Read.All": "logs",
  "Directory.Read.All": "people",
  "IdentityRiskEvent.Read.All": "logs",
  "IdentityRiskyUser.Read.All": "logs",
  "Policy.Read.All": "people",
  "PrivilegedEligibilitySchedule.Read.AzureADGroup": "people",
  "RoleManagement.Read.Directory": "people",
  "RoleManagementPolicy.Read.AzureADGroup": "people",
  "ThreatHunting.Read.All": "logs",
  "SecurityAlert.Read.All": "logs",
};

/** Rights that are used only for what other rights have shown, such as groups: where those are missing, nobody asks for these. */
export const askedLater: ReadonlySet<GraphReadRole> = new Set([
  "PrivilegedEligibilitySchedule.Read.AzureADGroup",
  "RoleManagementPolicy.Read.AzureADGroup",
]);
