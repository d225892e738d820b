/**
 * Operations after which somebody has to look, because they open the door to compute abuse or come before it. Names as in
 * Microsoft Learn, "Azure permissions" by service; all comparisons ignore case.
 */
export interface CriticalOperation {
  /** The alert's name. */
  readonly name: string;
  /** What an attacker does with it, for the mail. */
  readonly means: string;
  /** The category of its records in the activity log. An alert under another one never fires. */
  readonly category: "Administrative" | "Policy" | "Security";
  /** Where it is written that the records have this category. */
  readonly evidence: string;
  /**
   * Whose log holds the records. The alerts of a subscription see its own alone; what stands at a management group
   * reaches a workspace at most; of the tenant's own log Azure exports nothing.
   */
  readonly logs: readonly ("subscription" | "management group" | "tenant")[];
  readonly operations: readonly string[];
}

const schema = 'Microsoft Learn, "Azure activity log event schema"';
const administrative = `${schema}: the writes, deletes and actions of Azure Resource Manager`;
const everywhere = ["subscription", "management group"] as const;

export const criticalOperations: readonly CriticalOperation[] = [
  {
    name: "quota-increase",
    means: "Quota was asked for. Attackers raise it up to a month before they create machines.",
    category: "Administrative",
    evidence: administrative,
    logs: everywhere,
    operations: [
      "Microsoft.Quota/quotas/write",
      "Microsoft.Quota/groupQuotas/groupQuotaLimits/write",
      "Microsoft.Quota/groupQuotas/quotaAllocations/write",
      "Microsoft.Capacity/resourceProviders/locations/serviceLimits/write",
      "Microsoft.ComputeLimit/locations/guestSubscriptions/write",
      "Microsoft.ComputeLimit/locations/sharedLimits/write",
      "Microsoft.Support/supportTickets/write",
    ],
  },
  {
    name: "access-grant",
    means:
      "A role was granted or defined, or an identity was opened to an issuer. It may hold the right to create compute.",
    category: "Administrative",
    evidence: administrative,
    logs: everywhere,
    operations: [
      "Microsoft.Authorization/roleAssignments/write",
      "Microsoft.Authorization/roleDefinitions/write",
      "Microsoft.Authorization/roleEligibilityScheduleRequests/write",
      "Microsoft.ManagedServices/registrationAssignments/write",
      // whoever holds the issuer's tokens signs in as the identity from then on
      "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/write",
    ],
  },
  {
    name: "subscription-transfer",
    means: "The subscription leaves the tenant. Its owner decides from then on what runs there, and this tenant pays.",
    category: "Security",
    evidence: "Azure/Azure-Sentinel, SubscriptionMigration.yaml (48c026d8-7f36-4a95-9568-6f1420d66e37)",
    logs: ["subscription"],
    operations: ["Microsoft.Subscription/updateTenant/action"],
  },
  {
    name: "subscription-change",
    means: "The subscription was moved below another management group, or cancelled, renamed or brought back.",
    category: "Administrative",
    evidence: administrative,
    logs: everywhere,
    operations: [
      "Microsoft.Management/managementGroups/subscriptions/write",
      "Microsoft.Management/managementGroups/subscriptions/delete",
      "Microsoft.Subscription/cancel/action",
      "Microsoft.Subscription/rename/action",
      "Microsoft.Subscription/enable/action",
    ],
  },
  {
    name: "subscription-arrival",
    means: "A subscription was created or taken over, or it was decided which may leave and come.",
    category: "Administrative",
    evidence: administrative,
    logs: ["tenant"],
    operations: [
      "Microsoft.Subscription/aliases/write",
      "Microsoft.Subscription/subscriptions/acceptOwnership/action",
      "Microsoft.Subscription/Policies/write",
    ],
  },
  {
    name: "guardrail-removal",
    means: "A policy or a lock was taken away or changed, or somebody was exempted from a policy.",
    category: "Administrative",
    evidence: administrative,
    logs: everywhere,
    operations: [
      "Microsoft.Authorization/policyAssignments/write",
      "Microsoft.Authorization/policyAssignments/delete",
      "Microsoft.Authorization/policyDefinitions/write",
      "Microsoft.Authorization/policySetDefinitions/write",
      "Microsoft.Authorization/policyExemptions/write",
      "Microsoft.Authorization/locks/delete",
      "Microsoft.Security/pricings/write",
    ],
  },
  {
    // a row of its own: where policies put a diagnostic setting on each new resource, its writes are many
    name: "watch-removal",
    means: "An alert, its receivers or the export of a log was taken away or changed, or a rule silences alerts.",
    category: "Administrative",
    evidence: administrative,
    logs: everywhere,
    operations: [
      "Microsoft.Insights/activityLogAlerts/write",
      "Microsoft.Insights/activityLogAlerts/delete",
      "Microsoft.Insights/scheduledQueryRules/write",
      "Microsoft.Insights/scheduledQueryRules/delete",
      "Microsoft.Insights/actionGroups/write",
      "Microsoft.Insights/actionGroups/delete",
      "Microsoft.Insights/diagnosticSettings/write",
      "Microsoft.Insights/diagnosticSettings/delete",
      "Microsoft.AlertsManagement/actionRules/write",
    ],
  },
  {
    name: "pool-refusal-removal",
    means:
      "Mining pools were given their addresses back: a network, a rule or the list of domains was changed or taken away.",
    category: "Administrative",
    evidence: administrative,
    logs: ["subscription"],
    operations: [
      "Microsoft.Network/dnsResolverPolicies/virtualNetworkLinks/delete",
      "Microsoft.Network/dnsResolverPolicies/dnsSecurityRules/write",
      "Microsoft.Network/dnsResolverPolicies/dnsSecurityRules/delete",
      "Microsoft.Network/dnsResolverDomainLists/write",
      "Microsoft.Network/dnsResolverDomainLists/delete",
    ],
  },
  {
    name: "machine-extension",
    means: "An extension runs code on a machine: a GPU driver, or the miner itself.",
    category: "Administrative",
    evidence: administrative,
    logs: ["subscription"],
    operations: [
      "Microsoft.Compute/virtualMachines/extensions/write",
      "Microsoft.Compute/virtualMachineScaleSets/extensions/write",
      "Microsoft.Compute/virtualMachineScaleSets/virtualMachines/extensions/write",
      "Microsoft.HybridCompute/machines/extensions/write",
    ],
  },
  {
    name: "run-command",
    means: "A command was run on a machine, in a cluster or in a container, past whoever signs in there.",
    category: "Administrative",
    evidence: administrative,
    logs: ["subscription"],
    operations: [
      "Microsoft.Compute/virtualMachines/runCommand/action",
      // the managed form, which rules that watch the action alone miss
      "Microsoft.Compute/virtualMachines/runCommands/write",
      "Microsoft.Compute/virtualMachineScaleSets/virtualMachines/runCommand/action",
      "Microsoft.Compute/virtualMachineScaleSets/virtualMachines/runCommands/write",
      "Microsoft.HybridCompute/machines/runCommands/write",
      // a package of guest configuration runs as the machine's own account
      "Microsoft.GuestConfiguration/guestConfigurationAssignments/write",
      "Microsoft.ContainerService/managedClusters/runCommand/action",
      "Microsoft.ContainerInstance/containerGroups/containers/exec/action",
      "Microsoft.SerialConsole/serialPorts/connect/action",
    ],
  },
  {
    name: "refused-request",
    means: "Azure Policy refused a request. Somebody asks for what the estate does not approve.",
    category: "Policy",
    evidence: `${schema}: Policy category`,
    logs: ["subscription"],
    operations: ["Microsoft.Authorization/policies/deny/action"],
  },
  {
    name: "defender-alert",
    means: "Defender for Cloud has raised an alert.",
    category: "Security",
    evidence: `${schema}: Security category`,
    logs: ["subscription"],
    operations: ["Microsoft.Security/locations/alerts/activate/action"],
  },
];

/** Those that the alerts of a subscription can see. */
export const seenInSubscriptions = criticalOperations.filter(({ logs }) => logs.includes("subscription"));

/** Those that happen at management groups too, where no subscription's alert sees them. */
export const seenAtManagementGroups = criticalOperations.filter(({ logs }) => logs.includes("management group"));

/** Those of which no alert learns, since Azure exports the tenant's own log nowhere. */
export const seenNowhere = criticalOperations.filter(({ logs }) => logs.every(log => log === "tenant"));

/** The conditions of an activity log alert. */
export const alertCondition = ({ category, operations }: CriticalOperation) => ({
  allOf: [
    { field: "category", equals: category },
    { anyOf: operations.map(operation => ({ field: "operationName", equals: operation })) },
  ],
});
