import type { GuardrailType } from "./guardrail-type";

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
const assignments = {
  native: ["authorization:PolicyAssignment"],
  arm: ["Microsoft.Authorization/policyAssignments"],
} as const;
const classicAssignments = {
  classic: [
    "core/resourceGroupPolicyAssignment:ResourceGroupPolicyAssignment",
    "core/resourcePolicyAssignment:ResourcePolicyAssignment",
    "core/subscriptionPolicyAssignment:SubscriptionPolicyAssignment",
    "management/groupPolicyAssignment:GroupPolicyAssignment",
  ],
  azurerm: [
    "resourceGroupPolicyAssignment",
    "resourcePolicyAssignment",
    "subscriptionPolicyAssignment",
    "managementGroupPolicyAssignment",
  ],
} as const;
/** Only older versions have them. */
const olderAssignments = { classic: ["policy/assignment:Assignment"], azurerm: ["policyAssignment"] } as const;

/** What refuses: Azure Policy and Conditional Access. */
export const refusing: readonly GuardrailType[] = [
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
    ...assignments,
    paths: { by: "~enforcementMode" },
  },
  { ...unenforced, ...classicAssignments, paths: { by: "enforce" } },
  { ...unenforced, ...olderAssignments, paths: { by: "enforcementMode" } },
  {
    ...narrowed,
    ...assignments,
    paths: { by: "~notScopes" },
  },
  {
    ...narrowed,
    ...classicAssignments,
    paths: { by: "notScopes" },
  },
  { ...narrowed, ...olderAssignments, paths: { by: "notScopes" } },
  {
    ...overridden,
    ...assignments,
    at: "~overrides[]",
    paths: { by: "value" },
  },
  {
    ...overridden,
    ...classicAssignments,
    at: "overrides[]",
    paths: { by: "value" },
  },
  {
    ...selective,
    ...assignments,
    paths: { by: "~resourceSelectors" },
  },
  {
    ...selective,
    ...classicAssignments,
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
