import type { Call } from "../call";
import { type Row, text } from "../json";
import type { Route } from "../route";
import { armList } from "./lists";
import { normalScope, rowsNear, subscriptionIn, subscriptionOf } from "./scopes";

/** Where logs are sent, and how long the tables that get them are kept. */

/** Those of this scope alone: neither what stands above it nor what its resources send is listed. */
function settingsAt(call: Call): readonly Row[] {
  if (subscriptionIn(call.scope)) subscriptionOf(call);
  const here = normalScope(call.path);
  return rowsNear(call.tenant.arm.documents, here).filter(row => {
    const id = text(row, "id");
    return normalScope(id.slice(0, id.lastIndexOf("/"))) === here;
  });
}

export const exportedLogRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/providers/Microsoft.Insights/diagnosticSettings",
    answer: call => armList(call, settingsAt(call), { whole: true }),
  },
  {
    method: "GET",
    path: "/providers/microsoft.aadiam/diagnosticSettings",
    answer: call => armList(call, settingsAt(call), { whole: true }),
  },
  {
    method: "GET",
    path: "/providers/Microsoft.OperationalInsights/workspaces/:name/tables",
    action: "Microsoft.OperationalInsights/workspaces/tables/read",
    answer: call => armList(call, settingsAt(call), { whole: true }),
  },
];
