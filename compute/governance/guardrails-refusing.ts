import type { GuardrailType } from "./guardrail-type";

/** What says which policy an assignment is of. */
const guards = ["/~policyDefinitionId", "/<policyAssignmentName|name>", "/~displayName"] as const;
const classicGuards = ["/policyDefinitionId", "/name", "/displayName"] as const;
const exemption = { what: "policy exemption", effect: "off", says: "exempts from a policy", always: true } as const;
const unenforced = {
  what: "policy assignment",
  effect: "off",
  says: "is not enforced",
  words: ["DoNotEnforce", "Enroll", "false"],
} as const;
/** Effects that refuse and mend nothing. */
const overridden = { ...unenforced, words: ["Disabled", "Audit", "AuditIfNotExists"] } as const;
/** Many built-in policies take their effect as a parameter. A parameter of another name may well be `Disabled`, as public access is. */
const switchedOff = {
  ...unenforced,
  says: "is given the effect Disabled",
  words: ["Disabled"],
  named: /effect[^.]{0,128}$/i,
} as const;
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
    guards: ["/~policyAssignmentId"],
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
    guards: ["/policyAssignmentId"],
    paths: { by: "policyAssignmentId" },
  },
  {
    ...unenforced,
    ...assignments,
    guards,
    paths: { by: "~enforcementMode" },
  },
  { ...unenforced, ...classicAssignments, guards: classicGuards, paths: { by: "enforce" } },
  { ...unenforced, ...olderAssignments, guards: classicGuards, paths: { by: "enforcementMode" } },
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
    guards,
    at: "~overrides[]",
    paths: { by: "value" },
  },
  {
    ...overridden,
    ...classicAssignments,
    guards: classicGuards,
    at: "overrides[]",
    paths: { by: "value" },
  },
  {
    ...switchedOff,
    ...assignments,
    guards,
    at: "~parameters{}",
    paths: { by: "value" },
  },
  {
    ...switchedOff,
    ...classicAssignments,
    guards: classicGuards,
    at: "parameters!.effect",
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
