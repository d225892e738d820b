import { type ActionRow, actionsOf, type CapabilityTable } from "../../catalogue/roles";
import { actionRows } from "../azapi/action-rows";
import { guardrailTypes } from "../azapi/removals";
import type { GovernanceType } from "../governance/governance-type";
import { guardrails } from "../governance/guardrails";
import { quotas } from "../governance/quotas";
import { createComputeActions } from "./create-compute";
import { runCodeActions } from "./run-code";

/**
 * Actions by which rights are given, to oneself too. Delegation to another tenant (Lighthouse) is not among them: it
 * asks for the right to assign roles besides its own, so that Contributor cannot do it.
 */
export const grantActions: readonly ActionRow[] = [
  { action: "Microsoft.Authorization/roleAssignments/write", what: "role assignments" },
  { action: "Microsoft.Authorization/roleDefinitions/write", what: "what a custom role may do" },
  { action: "Microsoft.Authorization/roleEligibilityScheduleRequests/write", what: "eligible role assignments" },
  { action: "Microsoft.Authorization/roleAssignmentScheduleRequests/write", what: "role assignments through PIM" },
  { action: "Microsoft.Authorization/elevateAccess/action", what: "access to every subscription of the tenant" },
];

/** `Microsoft.Quota/quotas` is changed by `Microsoft.Quota/quotas/write`, once for each type. */
const writing = (rows: readonly Pick<GovernanceType & ActionRow, "arm" | "what">[]): readonly ActionRow[] => [
  ...new Map(
    rows.flatMap(({ arm = [], what }) =>
      arm.map(type => [type.toLowerCase(), { action: `${type}/write`, what }] as const),
    ),
  ).values(),
];

/** Limits that subscriptions share, and the caps on them. Source: Azure's list of operations of Microsoft.ComputeLimit. */
const sharedLimits: readonly ActionRow[] = [
  { action: "Microsoft.ComputeLimit/locations/features/enable/action", what: "whether quota can be shared" },
];

/** Actions that raise quota, or move it to where it can be used: those of the types that do, and calls that are no type. */
export const quotaActions: readonly ActionRow[] = [
  ...writing(quotas.rows.filter(({ by }) => by === undefined)),
  ...actionRows.flatMap(({ action, quotas }) => (quotas ? [{ action: `${action}/action`, what: quotas.what }] : [])),
  ...sharedLimits,
];

/** The classic road to more quota, which 146 built-in roles hold, readers among them. */
export const supportActions: readonly ActionRow[] = writing(quotas.rows.filter(({ by }) => by === "ticket"));

const changing = new Set(guardrails.rows.flatMap(({ arm = [] }) => arm.map(type => type.toLowerCase())));

/** Actions that take the guardrails down, or take a subscription from under them: what changes one, and what ends one. */
export const guardrailActions: readonly ActionRow[] = [
  ...writing(guardrails.rows),
  ...["policyDefinitions", "policySetDefinitions"].map(type => ({
    action: `Microsoft.Authorization/${type}/write`,
    what: "what a policy says",
  })),
  ...[...guardrailTypes].map(([type, { what }]) => ({ action: `${type}/delete`, what })),
  // What watches can be left there and be told to watch nothing, or to tell nobody. A lock can only be ended.
  ...[...guardrailTypes]
    .filter(([type]) => type !== "Microsoft.Authorization/locks" && !changing.has(type.toLowerCase()))
    .map(([type, { what }]) => ({ action: `${type}/write`, what })),
  { action: "Microsoft.SecurityInsights/automationRules/write", what: "Sentinel automation rule" },
  {
    action: "Microsoft.Management/managementGroups/subscriptions/write",
    what: "the management group of a subscription",
  },
];

/** The actions by which a role can bring a mine about, by what they do. */
export const capabilityTable: CapabilityTable = {
  createCompute: createComputeActions,
  grantAccess: grantActions,
  runCode: runCodeActions,
  raiseQuota: quotaActions,
  openTicket: supportActions,
  liftGuardrails: guardrailActions,
};

/** The actions of all capabilities. */
export const capabilityActions = actionsOf(capabilityTable);
