import type { Call } from "../call";
import { type Row, text } from "../json";
import type { Route } from "../route";
import { armList } from "./lists";
import { normalScope, rowsNear, subscriptionIn, subscriptionOf } from "./scopes";

/** Budgets and cost alerts, of this scope alone: those of the resource groups below are not listed. */
function rowsAt(call: Call): readonly Row[] {
  if (subscriptionIn(call.scope)) subscriptionOf(call);
  const here = normalScope(call.path);
  return rowsNear(call.tenant.arm.documents, here).filter(row => {
    const id = text(row, "id");
    return normalScope(id.slice(0, id.lastIndexOf("/"))) === here;
  });
}

export const costRoutes: readonly Route[] = [
  "Microsoft.Consumption/budgets",
  "Microsoft.CostManagement/scheduledActions",
].map((type): Route => ({ method: "GET", path: `/providers/${type}`, answer: call => armList(call, rowsAt(call)) }));
