import { judgeValue } from "./judge-value";
import { optionsFrom } from "./options";
import { definePolicy } from "./policy";

const assignment = {
  policyDefinitionId: "/providers/Microsoft.Authorization/policyDefinitions/cccc23c7-8427-4f53-ad12-b6a63eb452b3",
  scope: "/subscriptions/00000000-0000-0000-0000-000000000001",
};

export default definePolicy({
  id: "guardrail-removal",
  formerIds: ["guard-removal"],
  title: "Policies, Defender plans and alerts stay in force",
  faultTitle: "A policy, Defender plan or alert is weakened",
  severity: "high",
  why: "Before attackers create machines they remove what would stop them: with an exemption, a policy that no longer denies, a Defender plan that is switched off. A lock or an assignment that is deleted is no longer a resource of the program, so the pack cannot see it; the audit can.",
  fix: "Remove the exemption or the exclusion, and leave policies, plans and alerts switched on.",
  control: "allowed-skus",

  reads: "guardrails",
  ...optionsFrom({ unknownValues: "unknownValues" }),
  level: () => "mandatory",
  // the audit judges the guards of the tenant by checks of its own
  judgesResources: false,
  examples: {
    good: [
      ["azure-native:authorization:PolicyAssignment", { ...assignment, enforcementMode: "Default", notScopes: [] }],
      ["azure-native:authorization:PolicyAssignment", { ...assignment, parameters: { effect: { value: "Deny" } } }],
      ["azure-native:security:Pricing", { pricingName: "VirtualMachines", pricingTier: "Standard" }],
      [
        "azure:core/subscriptionPolicyAssignment:SubscriptionPolicyAssignment",
        { policyDefinitionId: assignment.policyDefinitionId, subscriptionId: assignment.scope, enforce: true },
      ],
    ],
    bad: [
      [
        "azure-native:authorization:PolicyExemption",
        {
          exemptionCategory: "Waiver",
          policyAssignmentId: `${assignment.scope}/providers/Microsoft.Authorization/policyAssignments/allowed-sizes`,
          scope: assignment.scope,
        },
      ],
      ["azure-native:authorization/v20240501:PolicyAssignment", { ...assignment, enforcementMode: "DoNotEnforce" }],
      [
        "azure:core/subscriptionPolicyAssignment:SubscriptionPolicyAssignment",
        { policyDefinitionId: assignment.policyDefinitionId, subscriptionId: assignment.scope, enforce: false },
      ],
      [
        "azure-native:authorization:PolicyAssignment",
        { ...assignment, notScopes: [`${assignment.scope}/resourceGroups/workers`] },
      ],
      [
        "azure-native:authorization:PolicyAssignment",
        { ...assignment, overrides: [{ kind: "policyEffect", value: "Disabled" }] },
      ],
      ["azure-native:authorization:PolicyAssignment", { ...assignment, parameters: { effect: { value: "Disabled" } } }],
      ["azure-native:security:Pricing", { pricingName: "VirtualMachines", pricingTier: "Free" }],
      [
        "azure-native:resources:Deployment",
        {
          properties: {
            mode: "Incremental",
            template: {
              resources: [
                {
                  type: "Microsoft.Security/alertsSuppressionRules",
                  apiVersion: "2019-01-01-preview",
                  name: "quiet",
                  properties: { alertType: "VM_DigitalCurrencyMining", reason: "Noise", state: "Enabled" },
                },
              ],
            },
          },
        },
      ],
      ["azuread:index/conditionalAccessPolicy:ConditionalAccessPolicy", { displayName: "MFA", state: "disabled" }],
      ["azure:monitoring/activityLogAlert:ActivityLogAlert", { name: "role-assignments", enabled: false }],
    ],
  },

  *check({ what, effect, change }, { unknownValues }) {
    const violation = judgeValue(change, {
      what: `the ${what} may be weakened by a value that`,
      known: fault => `the ${what} ${fault}`,
      unknownValues,
    });
    // a narrowed guardrail, and one that does not guard compute, is often meant so: it is said, and stops nothing
    yield violation && effect === "narrowed" ? { ...violation, level: "advisory" } : violation;
  },
});
