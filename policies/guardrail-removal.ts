import type { Violation } from "../catalogue/outcome";
import { when } from "../compute/value";
import { onlyUnknownValues } from "./options";
import { definePolicy } from "./policy";

const assignment = {
  policyDefinitionId: "/providers/Microsoft.Authorization/policyDefinitions/00000000-0000-0000-0000-000000000051",
  scope: "/subscriptions/00000000-0000-0000-0000-000000000001",
};

export default definePolicy({
  id: "guardrail-removal",
  formerIds: ["guard-removal"],
  title: "What guards the estate stays in force",
  severity: "high",
  why: "Before the machines comes the hand that opens the door: an exemption, a policy that no longer denies, a Defender plan switched off. A lock or an assignment that is only deleted is no resource of the program any more, and no rule of a pack gets to see it; the audit does.",
  fix: "Remove the exemption or the exclusion, and leave policies, plans and alerts switched on.",
  control: "allowed-skus",

  reads: "guardrails",
  ...onlyUnknownValues,
  level: () => "mandatory",
  // the audit judges the guards of the tenant by checks of its own
  judgesResources: () => false,
  examples: {
    good: [
      ["azure-native:authorization:PolicyAssignment", { ...assignment, enforcementMode: "Default", notScopes: [] }],
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
    const { path } = change;
    // what is often meant is said, and stops nothing
    const quiet = effect === "narrowed" ? ({ level: "advisory" } as const) : {};
    const fault = (message: string): Violation => ({ path, message: `the ${what} ${message}`, ...quiet });
    const verdict = when<string, Violation | undefined>(change, {
      known: fault,
      unknown: {
        level: unknownValues,
        ...fault("may be weakened by a value that is decided later, and is judged again at up"),
      },
      expression: fault("may be weakened by an expression that cannot be resolved"),
      hidden: fault("may be weakened by a value that is hidden"),
      absent: undefined,
    });
    if (verdict) yield verdict;
  },
});
