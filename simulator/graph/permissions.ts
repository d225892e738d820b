/** Graph application permissions that open what is served; the documented least ones first. */
export const needs = {
  organization: ["Organization.Read.All", "Directory.Read.All"],
  domains: ["Domain.Read.All", "Directory.Read.All"],
  users: ["User.Read.All", "Directory.Read.All"],
  groups: ["GroupMember.Read.All", "Group.Read.All", "Directory.Read.All"],
  units: ["AdministrativeUnit.Read.All", "Directory.Read.All"],
  objects: ["Directory.Read.All"],
  applications: ["Application.Read.All", "Directory.Read.All"],
  agents: ["AgentIdentity.Read.All", "Application.Read.All"],
  federatedCredentials: ["Application.Read.All"],
  roles: ["RoleManagement.Read.Directory", "Directory.Read.All"],
  roleSchedules: ["RoleManagement.Read.Directory", "RoleManagement.Read.All"],
  groupEligibilities: ["PrivilegedEligibilitySchedule.Read.AzureADGroup"],
  groupPolicies: ["RoleManagementPolicy.Read.AzureADGroup"],
  policies: ["Policy.Read.All"],
  auditLogs: ["AuditLog.Read.All"],
  riskyUsers: ["IdentityRiskyUser.Read.All"],
  hunting: ["ThreatHunting.Read.All"],
  riskDetections: ["IdentityRiskEvent.Read.All"],
  securityAlerts: ["SecurityAlert.Read.All"],
  customDetections: ["CustomDetection.Read.All"],
} as const;

/** Every permission that is known here, as an administrator would grant them to an auditor. */
export const applicationPermissions: readonly string[] = [...new Set(Object.values(needs).flat())].sort();
