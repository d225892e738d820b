import type { ActivityColumn } from "./activity-log";
import { azureOperations, denial, deploymentOperations, operationsOf, policyCode, quotaCodes } from "./operations";
import type { Question } from "./question";

export type ActivityQuestion = Question<ActivityColumn, "machines">;

/**
 * What is asked of the activity log. Three grains answer all signals: who did what, over the whole history; hour by hour, of
 * what creates compute or clears the way for it; and what of it failed.
 */
export const operations = {
  id: "operations",
  per: ["caller", "operation", "result", "accelerator"],
  distinct: ["day", "region", "subscription", "address", "methods", "name"],
} as const satisfies ActivityQuestion;

export const hours = {
  id: "hours",
  where: { operation: azureOperations },
  per: [
    "caller",
    "operation",
    "result",
    "subscription",
    "region",
    "size",
    "accelerator",
    "extension",
    "code",
    "methods",
    "grantee",
    "family",
    "limit",
    "unrelated",
    "spot",
    "told",
    "toTenant",
  ],
  hours: 1,
  distinct: ["address", "app", "fromTenant"],
  sum: ["machines"],
} as const satisfies ActivityQuestion;

/** Hour by hour, who asked for compute and did not get it, by a template too: for want of quota or capacity, or because a policy said no. */
export const failures = {
  id: "failures",
  where: {
    operation: [...operationsOf.compute, ...deploymentOperations, denial],
    result: ["failed"],
    code: [policyCode, ...quotaCodes],
  },
  per: ["caller", "operation", "result", "code", "refused", "subscription", "region", "size", "tried", "methods"],
  hours: 1,
  distinct: ["address", "app"],
} as const satisfies ActivityQuestion;

/** Who acted last in subscriptions that the log has and no list shows. */
export const unlisted = {
  id: "unlisted",
  per: ["subscription", "caller"],
  distinct: ["name", "operation"],
} as const satisfies ActivityQuestion;

/** How far back the log of each subscription goes. */
export const reach = {
  id: "reach",
  per: ["subscription"],
} as const satisfies ActivityQuestion;
