import type { GuardChange } from "../facts";
import { first, isOneOf } from "../leaf";
import { absent, known, type Value } from "../value";
import { type ChangeRow, defineReader, filled, word } from "./row";

interface GuardRow extends ChangeRow {
  readonly what: string;
  readonly effect: GuardChange["effect"];
  /** The change, for people. */
  readonly says: string;
  /** The words at `by` that make it; without them the change is made by anything that stands there. */
  readonly words?: readonly string[];
  /** The type itself is the change, whatever stands there. */
  readonly always?: true;
}

const exemption = { what: "policy exemption", effect: "off", says: "exempts from a policy", always: true } as const;
const unenforced = {
  what: "policy assignment",
  effect: "off",
  says: "is not enforced",
  words: ["DoNotEnforce", "false"],
} as const;
const narrowed = { what: "policy assignment", effect: "narrowed", says: "leaves scopes out" } as const;
const plan = { what: "Defender plan", effect: "off", says: "is switched off", words: ["Free"] } as const;

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

const rows: readonly GuardRow[] = [
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
    ...plan,
    native: ["security:Pricing"],
    arm: ["Microsoft.Security/pricings"],
    paths: { by: "~pricingTier" },
  },
  {
    ...plan,
    classic: ["securitycenter/subscriptionPricing:SubscriptionPricing"],
    azurerm: ["securityCenterSubscriptionPricing"],
    paths: { by: "tier" },
  },
  {
    what: "suppression rule",
    effect: "off",
    says: "suppresses alerts of Defender",
    words: ["Enabled"],
    native: ["security:AlertsSuppressionRule"],
    arm: ["Microsoft.Security/alertsSuppressionRules"],
    paths: { by: "~state" },
  },
  {
    what: "activity log alert",
    effect: "off",
    says: "is switched off",
    words: ["false"],
    native: ["monitor:ActivityLogAlert"],
    arm: ["Microsoft.Insights/activityLogAlerts"],
    paths: { by: "~enabled" },
  },
  {
    what: "Conditional Access policy",
    effect: "off",
    says: "is not enforced",
    words: ["disabled", "enabledForReportingButNotEnforced"],
    azuread: ["conditionalAccessPolicy:ConditionalAccessPolicy"],
    paths: { by: "state" },
  },
];

export const guards = defineReader<"guards", GuardRow>({
  kind: "guards",
  rows,
  read(row, ground) {
    const { what, effect, says, words, always } = row;
    const place = first(ground, row.paths.by!);
    const written = words ? word(place) : filled(place);
    const change: Value<string> = always
      ? known(says, place.path)
      : written.state !== "known"
        ? written
        : !words || isOneOf(written.value, words)
          ? known(says, written.path)
          : absent(written.path);
    return change.state === "absent" ? [] : [{ what, effect, change }];
  },
});
