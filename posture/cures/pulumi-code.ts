import type { Subject } from "../../catalogue/outcome";
import type { ActName } from "./acts";
import type { Command } from "./command";
import type { Cure } from "./cure";

/**
 * Cures as code: what is missing, as resources of Pulumi's azure-native provider, for whoever keeps the subscription in a program. Each
 * command is a whole statement in a line; lines that several need are the same, so that they stand in a program once. What the
 * tenant does not tell, such as whom an alert calls, is asked of the program's configuration.
 *
 * What exists already has no code here, but for what is always there, such as a plan of Defender or a policy of PIM: a program takes it in by `pulumi import`, and its own line is what changes it. Nor has what
 * the guardrails of this tool deploy, which are such a program: alert rules, and what Azure Policy refuses.
 */

/** A statement of TypeScript. Its words are ours, and every value is written as a literal, so that a name can be nothing but a text. */
export const pulumi = (words: TemplateStringsArray, ...values: readonly unknown[]): Command => ({
  shell: "typescript",
  line: words.reduce((line, word, i) => `${line}${quotedForTypeScript(values[i - 1])}${word}`),
});

/** Beside control characters those that cannot be seen, turn writing around, or end a line in old readers of JavaScript. */
const unseen = /[\p{C}\u2028\u2029]/gu;

/** JSON, which is TypeScript; what cannot be seen is written by its number. */
export const quotedForTypeScript = (value: unknown): string =>
  JSON.stringify(value).replace(unseen, character =>
    Array.from(
      { length: character.length },
      (_, i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, "0")}`,
    ).join(""),
  );

/** The same act, with these lines beside the commands that it has. */
export const asCode =
  (cure: (to: Subject) => Cure, lines: readonly Command[]) =>
  (to: Subject): Cure => {
    const { commands, ...rest } = cure(to);
    return { ...rest, commands: [...commands, ...lines] };
  };

/** The act is done by hand, or by this code. */
export const byCode = (act: ActName, lines: readonly Command[]) => asCode(to => ({ act, to, commands: [] }), lines);

const config = [
  pulumi`import * as pulumi from "@pulumi/pulumi";`,
  pulumi`const config = new pulumi.Config("computeguard");`,
];

const logsOf = (categories: readonly string[]) => categories.map(category => ({ category, enabled: true }));

/** A subscription's activity log goes to a workspace. */
export const exportActivityLog = (subscription: string, categories: readonly string[]): readonly Command[] => [
  ...config,
  pulumi`import * as monitor from "@pulumi/azure-native/monitor";`,
  pulumi`new monitor.DiagnosticSetting(${`activity-log-${subscription}`}, { name: "computeguard", resourceUri: ${`subscriptions/${subscription}`}, workspaceId: config.require("workspaceId"), logs: ${logsOf(categories)} });`,
];

/** The tenant's logs of Entra go to a workspace. */
export const exportEntraLogs = (categories: readonly string[]): readonly Command[] => [
  ...config,
  pulumi`import * as aadiam from "@pulumi/azure-native/aadiam";`,
  pulumi`new aadiam.DiagnosticSetting("entra-logs", { name: "computeguard", workspaceId: config.require("workspaceId"), logs: ${logsOf(categories)} });`,
];

/** A monthly budget over a whole subscription tells people before it is spent. */
export const spendingBudget = (subscription: string): readonly Command[] => [
  ...config,
  pulumi`import * as consumption from "@pulumi/azure-native/consumption";`,
  pulumi`new consumption.Budget(${`budget-${subscription}`}, { budgetName: "computeguard", scope: ${`/subscriptions/${subscription}`}, amount: config.requireNumber("budget"), category: "Cost", timeGrain: "Monthly", timePeriod: { startDate: config.require("budgetFrom") }, notifications: { forecast: { enabled: true, operator: "GreaterThan", threshold: 100, thresholdType: "Forecasted", contactEmails: config.requireObject<string[]>("contacts") } } });`,
];

/** A plan of Defender for Cloud is on. */
export const defenderPlan = (plan: string, subscription: string): readonly Command[] => [
  pulumi`import * as security from "@pulumi/azure-native/security";`,
  pulumi`new security.Pricing(${`defender-${plan}-${subscription}`}, { pricingName: ${plan}, pricingTier: "Standard", scopeId: ${`subscriptions/${subscription}`} });`,
];

const enablement = {
  ruleType: "RoleManagementPolicyEnablementRule",
  id: "Enablement_EndUser_Assignment",
  enabledRules: ["MultiFactorAuthentication", "Justification"],
  target: { caller: "EndUser", level: "Assignment", operations: ["All"] },
};

/**
 * Whoever activates the role in PIM is asked for MFA. The policy is there already, one for each role and scope, and the provider takes
 * it as it finds it (pulumi-azure-native, custom_pim.go).
 * @param assignment the id of what ties the policy to the role: its name begins with that of the policy
 */
export function activationWithMfa(scope: string, assignment: string): readonly Command[] {
  const [, policy] = /\/roleManagementPolicyAssignments\/([^/_]+)_[^/]+$/i.exec(assignment) ?? [];
  if (policy === undefined) return [];
  return [
    pulumi`import * as authorization from "@pulumi/azure-native/authorization";`,
    pulumi`new authorization.RoleManagementPolicy(${`activation-${policy}`}, { scope: ${scope.replace(/^\//, "")}, roleManagementPolicyName: ${policy}, rules: [${enablement}] }); // this list takes the place of the one that stands: add "Ticketing" where a ticket is asked for`,
  ];
}
