import { type Facts, type GuardrailChange, noFacts } from "../facts";
import { guardrails } from "../governance/guardrails";
import { absent, type Value } from "../value";

/** What weakens by being there, so that its end restores. */
const weakening: ReadonlySet<string> = new Set(
  [
    "Microsoft.Authorization/policyExemptions",
    "Microsoft.Security/alertsSuppressionRules",
    "Microsoft.AlertsManagement/actionRules",
  ].map(type => type.toLowerCase()),
);

/** A guardrail that exists as a resource. */
interface Guardrail {
  readonly what: string;
  /** What its end does. */
  readonly effect: GuardrailChange["effect"];
}

const off = (type: string, what: string): readonly [string, Guardrail] => [type, { what, effect: "off" }];
/** They may watch anything, so their end is only said. */
const narrowed = (type: string, what: string): readonly [string, Guardrail] => [type, { what, effect: "narrowed" }];

/** What is a guardrail by being there: what the rows on guardrails name (of a type with several, the first says what its end does), and more. */
const standing: ReadonlyMap<string, Guardrail> = new Map(
  [
    ...guardrails.rows
      .flatMap(({ arm = [], what, effect }) => arm.map(type => [type, { what, effect }] as const))
      .reverse(),
    off("Microsoft.Authorization/locks", "lock"),
    off("Microsoft.Insights/diagnosticSettings", "diagnostic setting"),
    off("Microsoft.Consumption/budgets", "budget"),
    off("Microsoft.CostManagement/budgets", "budget"),
    narrowed("Microsoft.CostManagement/scheduledActions", "cost alert"),
    narrowed("Microsoft.Insights/metricAlerts", "metric alert"),
    narrowed("Microsoft.Insights/actionGroups", "action group"),
    narrowed("Microsoft.Security/securityContacts", "contact of Defender"),
    narrowed("Microsoft.Security/automations", "export of Defender's alerts"),
  ]
    .map(([type, guardrail]) => [type.toLowerCase(), guardrail] as const)
    .filter(([type]) => !weakening.has(type)),
);

/** What the end of a resource changes. */
export function removed(type: string, change: Value<string>): readonly Facts[] {
  const key = type.toLowerCase();
  const guardrail = standing.get(key);
  if (guardrail) return [{ ...noFacts, guardrails: [{ ...guardrail, change }] }];
  // it falls back to the root group
  if (key === "microsoft.management/managementgroups/subscriptions" && change.state === "known")
    return [{ ...noFacts, tenancies: [{ what: "subscription", effect: "moves", to: absent(change.path) }] }];
  return [];
}
