import { type ActionRow, actionsOf, type CapabilityTable } from "../../catalogue/roles";
import { createComputeActions } from "./create-compute";

/**
 * Actions by which rights are given, to oneself too. Delegation to another tenant (Lighthouse) is not among them: it
 * asks for the right to assign roles besides its own, so that Contributor cannot do it.
 */
export const grantActions: readonly ActionRow[] = [
  { action: "Microsoft.Authorization/roleAssignments/write", what: "role assignments" },
  { action: "Microsoft.Authorization/roleDefinitions/write", what: "what a custom role may do" },
  { action: "Microsoft.Authorization/roleEligibilityScheduleRequests/write", what: "eligible role assignments" },
  { action: "Microsoft.Authorization/roleAssignmentScheduleRequests/write", what: "role assignments through PIM" },
  { action: "Microsoft.Authorization/elevateAccess/action", what: "access to every subscription of the tenant" },
];

/** Actions by which code is run on compute that is there already, or under an identity that is there already. */
export const runCodeActions: readonly ActionRow[] = [
  { action: "Microsoft.Compute/virtualMachines/runCommand/action", what: "commands on machines" },
  { action: "Microsoft.Compute/virtualMachines/runCommands/write", what: "commands on machines" },
  { action: "Microsoft.Compute/virtualMachines/extensions/write", what: "extensions of machines" },
  { action: "Microsoft.Compute/virtualMachineScaleSets/extensions/write", what: "extensions of scale sets" },
  {
    action: "Microsoft.Compute/virtualMachineScaleSets/virtualMachines/runCommand/action",
    what: "commands on machines of scale sets",
  },
  {
    action: "Microsoft.Compute/virtualMachineScaleSets/virtualMachines/runCommands/write",
    what: "commands on machines of scale sets",
  },
  { action: "Microsoft.HybridCompute/machines/extensions/write", what: "extensions of Arc machines" },
  { action: "Microsoft.HybridCompute/machines/runCommands/write", what: "commands on Arc machines" },
  { action: "Microsoft.ContainerService/managedClusters/runCommand/action", what: "commands in AKS clusters" },
  {
    action: "Microsoft.ContainerService/managedClusters/listClusterAdminCredential/action",
    what: "the administrator's credential of AKS clusters",
  },
  { action: "Microsoft.ContainerInstance/containerGroups/containers/exec/action", what: "commands in containers" },
  { action: "Microsoft.HDInsight/clusters/executeScriptActions/action", what: "scripts on HDInsight clusters" },
  { action: "Microsoft.Automation/automationAccounts/runbooks/write", what: "runbooks" },
  { action: "Microsoft.Automation/automationAccounts/jobs/write", what: "runs of runbooks" },
  { action: "Microsoft.Automation/automationAccounts/webhooks/write", what: "webhooks of runbooks" },
  { action: "Microsoft.Web/sites/write", what: "web apps" },
  { action: "Microsoft.Web/sites/publish/action", what: "the code of web apps" },
  { action: "Microsoft.Web/sites/publishxml/action", what: "the publishing credentials of web apps" },
  { action: "Microsoft.Logic/workflows/write", what: "logic apps" },
  {
    action: "Microsoft.ManagedIdentity/userAssignedIdentities/assign/action",
    what: "the managed identity of a machine",
  },
  {
    action: "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/write",
    what: "credentials of a managed identity for outside issuers",
  },
];

/** Actions that raise quota, or move it to where it can be used. */
export const quotaActions: readonly ActionRow[] = [
  { action: "Microsoft.Quota/quotas/write", what: "compute quota" },
  { action: "Microsoft.Quota/groupQuotas/write", what: "quota groups" },
  { action: "Microsoft.Capacity/resourceProviders/locations/serviceLimits/write", what: "service limits" },
  { action: "Microsoft.MachineLearningServices/locations/updateQuotas/action", what: "ML quota of a workspace" },
  { action: "Microsoft.ComputeLimit/locations/guestSubscriptions/write", what: "the subscriptions that share a quota" },
];

/** The classic road to more quota, which 146 built-in roles hold, readers among them. */
export const supportActions: readonly ActionRow[] = [
  { action: "Microsoft.Support/supportTickets/write", what: "support tickets" },
];

/** Actions that take guardrails down, or take a subscription from under them. */
export const guardrailActions: readonly ActionRow[] = [
  { action: "Microsoft.Authorization/policyExemptions/write", what: "policy exemptions" },
  { action: "Microsoft.Authorization/policyAssignments/write", what: "policy assignments" },
  { action: "Microsoft.Authorization/policyAssignments/delete", what: "the end of policy assignments" },
  { action: "Microsoft.Authorization/locks/delete", what: "the end of locks" },
  { action: "Microsoft.Insights/diagnosticSettings/delete", what: "the end of log export" },
  { action: "Microsoft.Insights/activityLogAlerts/delete", what: "the end of alerts" },
  { action: "Microsoft.Security/pricings/write", what: "Defender plans" },
  { action: "Microsoft.Security/alertsSuppressionRules/write", what: "suppressed alerts" },
  {
    action: "Microsoft.Management/managementGroups/subscriptions/write",
    what: "the management group of a subscription",
  },
];

/** The actions by which a role can bring a mine about, by what they do. */
export const capabilityTable: CapabilityTable = {
  createCompute: createComputeActions,
  grantAccess: grantActions,
  runCode: runCodeActions,
  quota: quotaActions,
  support: supportActions,
  guardrail: guardrailActions,
};

/** The actions of all capabilities. */
export const capabilityActions = actionsOf(capabilityTable);
