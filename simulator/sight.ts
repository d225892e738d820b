import { type Answer, armError } from "./answers";
import { subscriptionIn } from "./arm/scopes";
import type { Call, Sight } from "./call";
import { type Row, text } from "./json";
import { actionOf, type Route } from "./route";

/**
 * What the auditor's roles let it see of Azure's resources. Azure refuses a list of a scope that may not be read, and leaves
 * out of a list of the tenant what may not be read, without a word.
 */

const has = (ids: readonly string[] | undefined, id: string) => ids?.some(each => each.toLowerCase() === id) ?? false;

/** Rows of a list that names subscriptions, as this auditor is given them. */
export const seenSubscriptions = ({ sight }: Call, rows: readonly Row[]): readonly Row[] =>
  sight ? rows.filter(row => has([...sight.whole, ...(sight.part ?? [])], idOf(row))) : rows;

/** Rows of Resource Graph, as this auditor is given them: those of which it may read the type. */
export const seenByGraph = ({ sight }: Call, rows: readonly Row[]): readonly Row[] =>
  sight
    ? rows.filter(row => {
        const subscription = subscriptionIn(text(row, "id"));
        const inReach =
          subscription === undefined
            ? sight.rootGroup
            : has(sight.whole, subscription) && !has(sight.late, subscription);
        return inReach && allows(sight, `${text(row, "type")}/read`);
      })
    : rows;

const idOf = (row: Row) => text(row, "subscriptionId").toLowerCase();

/** The refusal of a request that this auditor may not make; undefined where it may. */
export function refusedFor(call: Call, route: Route): Answer | undefined {
  const { sight, scope, path } = call;
  if (!sight) return undefined;
  const action = actionOf(route);
  if (anybody.has(route.path) || (reaches(sight, call) && allows(sight, action)) || isReaderAt(sight, path))
    return undefined;
  return armError(
    403,
    "AuthorizationFailed",
    `The client '${call.caller.appId}' with object id '${call.caller.objectId}' does not have authorization to perform ` +
      `action '${action}' over scope '${scope || path}' or the scope is invalid.`,
  );
}

/** Answered to whoever signs in, with what they may see. */
const anybody = new Set(["/subscriptions", "/tenants", "/providers/Microsoft.ResourceGraph/resources"]);

function reaches(sight: Sight, { scope, path }: Call): boolean {
  const subscription = subscriptionIn(scope || path);
  if (subscription !== undefined) return has(sight.whole, subscription);
  if (/\/managementGroups\//i.test(path)) return sight.rootGroup;
  // No role of a management group reaches the assignments at the root scope; definitions are for all to read.
  return !sight.actions || !/\/Microsoft\.Authorization\/(?!roleDefinitions)/i.test(path);
}

const allows = ({ actions, notActions = [] }: Sight, action: string): boolean =>
  !actions || (actions.some(named(action)) && !notActions.some(named(action)));

const named = (action: string) => (pattern: string) =>
  new RegExp(`^${pattern.replaceAll(".", "\\.").replaceAll("*", ".*")}$`, "i").test(action);

/** The query API of Log Analytics has the resource's id behind its version. */
const isReaderAt = ({ readerAt = [] }: Sight, path: string): boolean =>
  readerAt.some(scope =>
    `${path.toLowerCase().replace(/^(\/logs)?\/v1(?=\/subscriptions\/)/, "")}/`.startsWith(`${scope.toLowerCase()}/`),
  );
