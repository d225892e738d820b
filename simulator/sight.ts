import { type Answer, armError } from "./answers";
import { subscriptionIn } from "./arm/scopes";
import type { Call } from "./call";
import { type Row, text } from "./json";
import { actionOf, type Route } from "./route";

const has = (ids: readonly string[] | undefined, id: string) => ids?.some(each => each.toLowerCase() === id) ?? false;

/** Rows of a list that names subscriptions, as this auditor is given them. */
export const seenSubscriptions = ({ sight }: Call, rows: readonly Row[]): readonly Row[] =>
  sight ? rows.filter(row => has([...sight.whole, ...(sight.part ?? [])], idOf(row))) : rows;

/** Rows of Resource Graph, as this auditor is given them. */
export const seenByGraph = ({ sight }: Call, rows: readonly Row[]): readonly Row[] =>
  sight
    ? rows.filter(row => {
        const subscription = subscriptionIn(text(row, "id"));
        return subscription === undefined ? sight.rootGroup : has(sight.whole, subscription);
      })
    : rows;

const idOf = (row: Row) => text(row, "subscriptionId").toLowerCase();

/** The refusal of a request to a scope that this auditor may not read; undefined where it may. */
export function refusedFor(call: Call, route: Route): Answer | undefined {
  const { sight, scope, path } = call;
  if (!sight) return undefined;
  const subscription = subscriptionIn(scope || path);
  const isGroup = /\/managementGroups\//i.test(path);
  if (subscription === undefined ? !isGroup || sight.rootGroup : has(sight.whole, subscription)) return undefined;
  return armError(
    403,
    "AuthorizationFailed",
    `The client '${call.caller.appId}' with object id '${call.caller.objectId}' does not have authorization to perform ` +
      `action '${actionOf(route)}' over scope '${scope || path}' or the scope is invalid.`,
  );
}
