/**
 * Operations after which somebody has to look, because they open the door to compute abuse or come before it. All are
 * written to the activity log of a subscription; elevate-access is not, so the audit looks for it. Names as in Microsoft Learn,
 * "Azure permissions" and "Azure activity log event schema".
 */
export interface CriticalOperation {
  /** The alert's name. */
  readonly name: string;
  /** What an attacker does with it, for the mail. */
  readonly means: string;
  readonly category: "Administrative" | "Policy" | "Security";
  /** Any of them; without it, everything of the category. */
  readonly operations?: readonly string[];
}

export const criticalOperations: readonly CriticalOperation[] = [
  {
    name: "quota-increase",
    means: "Quota was asked for. Attackers raise it up to a month before they create machines.",
    category: "Administrative",
    operations: [
      "Microsoft.Quota/quotas/write",
      "Microsoft.Quota/groupQuotas/groupQuotaLimits/write",
      "Microsoft.Quota/groupQuotas/quotaAllocations/write",
      "Microsoft.Capacity/resourceProviders/locations/serviceLimits/write",
      "Microsoft.Support/supportTickets/write",
    ],
  },
  {
    name: "access-grant",
    means: "A role was granted or defined. It may hold the right to create compute.",
    category: "Administrative",
    operations: ["Microsoft.Authorization/roleAssignments/write", "Microsoft.Authorization/roleDefinitions/write"],
  },
  {
    name: "subscription-transfer",
    means:
      "The subscription leaves, or another one arrives. Its owner decides from then on what runs there and who pays.",
    category: "Administrative",
    operations: [
      "Microsoft.Subscription/updateTenant/action",
      "Microsoft.Subscription/subscriptions/acceptOwnership/action",
      "Microsoft.Subscription/aliases/write",
    ],
  },
  {
    name: "guardrail-removal",
    means: "A policy or a lock was taken away, or somebody was exempted from a policy.",
    category: "Administrative",
    operations: [
      "Microsoft.Authorization/policyAssignments/write",
      "Microsoft.Authorization/policyAssignments/delete",
      "Microsoft.Authorization/policyExemptions/write",
      "Microsoft.Authorization/locks/delete",
    ],
  },
  {
    name: "machine-extension",
    means: "An extension or a run command runs code on a machine: a GPU driver, or the miner itself.",
    category: "Administrative",
    operations: [
      "Microsoft.Compute/virtualMachines/extensions/write",
      "Microsoft.Compute/virtualMachineScaleSets/extensions/write",
      "Microsoft.Compute/virtualMachines/runCommand/action",
    ],
  },
  {
    name: "refused-request",
    means: "Azure Policy refused a request. Somebody asks for what the estate does not approve.",
    category: "Policy",
    operations: ["Microsoft.Authorization/policies/deny/action"],
  },
  { name: "defender-alert", means: "Defender for Cloud has raised an alert.", category: "Security" },
];
