import type { GuardRow } from "./guards";

const exemption = { what: "policy exemption", effect: "off", says: "exempts from a policy", always: true } as const;
const unenforced = {
  what: "policy assignment",
  effect: "off",
  says: "is not enforced",
  words: ["DoNotEnforce", "Enroll", "false"],
} as const;
/** Effects that refuse and mend nothing. */
const overridden = { ...unenforced, words: ["Disabled", "Audit", "AuditIfNotExists"] } as const;
const narrowed = { what: "policy assignment", effect: "narrowed", says: "leaves scopes out" } as const;
const selective = { ...narrowed, says: "leaves resources out" } as const;
const classicAssignments = [
  "core/resourceGroupPolicyAssignment:ResourceGroupPolicyAssignment",
  "core/resourcePolicyAssignment:ResourcePolicyAssignment",
  "core/subscriptionPolicyAssignment:SubscriptionPolicyAssignment",
  "management/groupPolicyAssignment:GroupPolicyAssignment",
];
const azurermAssignments = [
  "resourceGroupPolicyAssignment",
  "resourcePolicyAssignment",
  "subscriptionPolicyAssignment",
  "managementGroupPolicyAssignment",
];

/** What refuses: Azure Policy and Conditional Access. */
export const refusing: readonly GuardRow[] = [
  {
    ...exemption,
    native: ["authorization:PolicyExemption"],
    arm: ["Microsoft.Authorization/policyExemptions"],
    paths: { by: "~policyAssignmentId" },
  },
  {
    ...exemption,
    classic: [
      "core/resourceGroupPolicyExemption:ResourceGroupPolicyExemption",
      "core/resourcePolicyExemption:ResourcePolicyExemption",
      "core/subscriptionPolicyExemption:SubscriptionPolicyExemption",
      "management/groupPolicyExemption:GroupPolicyExemption",
    ],
    azurerm: [
      "resourceGroupPolicyExemption",
      "resourcePolicyExemption",
      "subscriptionPolicyExemption",
      "managementGroupPolicyExemption",
    ],
    paths: { by: "policyAssignmentId" },
  },
  {
    ...unenforced,
    native: ["authorization:PolicyAssignment"],
    arm: ["Microsoft.Authorization/policyAssignments"],
    paths: { by: "~enforcementMode" },
  },
  { ...unenforced, classic: classicAssignments, azurerm: azurermAssignments, paths: { by: "enforce" } },
  // only older versions have it
  {
    ...unenforced,
    classic: ["policy/assignment:Assignment"],
    azurerm: ["policyAssignment"],
    paths: { by: "enforcementMode" },
  },
  {
    ...narrowed,
    native: ["authorization:PolicyAssignment"],
    arm: ["Microsoft.Authorization/policyAssignments"],
    paths: { by: "~notScopes" },
  },
  {
    ...narrowed,
    classic: [...classicAssignments, "policy/assignment:Assignment"],
    azurerm: [...azurermAssignments, "policyAssignment"],
    paths: { by: "notScopes" },
  },
  {
    ...overridden,
    native: ["authorization:PolicyAssignment"],
    arm: ["Microsoft.Authorization/policyAssignments"],
    at: "~overrides[]",
    paths: { by: "value" },
  },
  {
    ...overridden,
    classic: classicAssignments,
    azurerm: azurermAssignments,
    at: "overrides[]",
    paths: { by: "value" },
  },
  {
    ...selective,
    native: ["authorization:PolicyAssignment"],
    arm: ["Microsoft.Authorization/policyAssignments"],
    paths: { by: "~resourceSelectors" },
  },
  {
    ...selective,
    classic: classicAssignments,
    azurerm: azurermAssignments,
    paths: { by: "resourceSelectors" },
  },
  {
    // report-only is how a policy is rolled out
    what: "Conditional Access policy",
    effect: "off",
    says: "is not enforced",
    words: ["disabled", "enabledForReportingButNotEnforced"],
    of: ["disabled"],
    otherwise: "narrowed",
    azuread: ["conditionalAccessPolicy:ConditionalAccessPolicy"],
    paths: { by: "state", of: "state" },
  },
];
