import { armError } from "../answers";
import type { Call } from "../call";
import { type Row, same, text } from "../json";
import type { Route } from "../route";
import { armList } from "./lists";
import { subscriptionOf, within } from "./scopes";

/** What stands below a workspace of Log Analytics: whether Microsoft Sentinel is on there, its rules, and saved searches. */

function childrenOf(call: Call, workspace: string, type: string): readonly Row[] {
  subscriptionOf(call);
  return call.tenant.arm.documents.filter(
    row => text(row, "type").toLowerCase() === type.toLowerCase() && within(text(row, "id"), workspace),
  );
}

const stateType = "Microsoft.SecurityInsights/onboardingStates";

/** A workspace without Sentinel answers neither for its state nor for its rules. */
function ofSentinel(call: Call, type: string) {
  const states = childrenOf(call, call.scope, stateType);
  if (states.length > 0) return armList(call, childrenOf(call, call.scope, type));
  const name = call.scope.slice(call.scope.lastIndexOf("/") + 1);
  return armError(404, "NotFound", `Microsoft Sentinel was not found on the workspace '${name}'.`);
}

const savedSearches = "Microsoft.OperationalInsights/workspaces/savedSearches";

export const sentinelRoutes: readonly Route[] = [
  ...[stateType, "Microsoft.SecurityInsights/alertRules"].map(
    (type): Route => ({
      method: "GET",
      path: `/providers/${type}`,
      answer: call => ofSentinel(call, type),
    }),
  ),
  {
    method: "GET",
    path: "/providers/Microsoft.OperationalInsights/workspaces/:name/savedSearches",
    action: `${savedSearches}/read`,
    answer: call => {
      const stands = call.tenant.arm.resources.some(row =>
        same(text(row, "id"), call.path.replace(/\/savedSearches$/i, "")),
      );
      if (!stands) return armError(404, "ResourceNotFound", `The Resource '${call.path}' was not found.`);
      return armList(call, childrenOf(call, call.path.replace(/\/savedSearches$/i, ""), savedSearches), {
        whole: true,
      });
    },
  },
];
