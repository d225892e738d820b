import type { Call } from "../call";
import { type Row, text } from "../json";
import type { Route } from "../route";
import { armList } from "./lists";
import { normalScope, subscriptionIn, subscriptionOf } from "./scopes";

/** Budgets and cost alerts, of this scope alone: those of the resource groups below are not listed. */
function rowsAt(call: Call): readonly Row[] {
  if (subscriptionIn(call.scope)) subscriptionOf(call);
  return call.tenant.arm.documents.filter(row => {
    const id = text(row, "id");
    return normalScope(id.slice(0, id.lastIndexOf("/"))) === normalScope(call.path);
  });
}

export const costRoutes: readonly Route[] = [
  "Microsoft.Consumption/budgets",
  "Microsoft.CostManagement/scheduledActions",
].map((type): Route => ({ method: "GET", path: `/providers/${type}`, answer: call => armList(call, rowsAt(call)) }));
