import { armError, Refusal } from "../answers";
import type { Call } from "../call";
import { get, type Row, same, text } from "../json";
import type { ManagementGroup, Tenant } from "../tenant";

const groupPrefix = "/providers/microsoft.management/managementgroups/";

/** A scope in the form in which two are compared: lower-case, one slash before, none after; the root is `/`. */
export function normalScope(scope: string): string {
  return `/${scope.toLowerCase().split("/").filter(Boolean).join("/")}`;
}

export function subscriptionIn(scope: string): string | undefined {
  return /^\/subscriptions\/([^/]+)/.exec(normalScope(scope))?.[1];
}

/** Rows by what is read of each, made once for a table, and anew where rows came in or went. */
function indexed(read: (row: Row) => string): (rows: readonly Row[], key: string) => readonly Row[] {
  const known = new WeakMap<readonly Row[], { readonly size: number; readonly rows: Map<string, Row[]> }>();
  return (rows, key) => {
    let index = known.get(rows);
    if (index?.size !== rows.length) {
      index = { size: rows.length, rows: new Map() };
      for (const row of rows) {
        const there = index.rows.get(read(row));
        if (there) there.push(row);
        else index.rows.set(read(row), [row]);
      }
      known.set(rows, index);
    }
    return index.rows.get(key) ?? [];
  };
}

const bySubscriptionOfId = indexed(row => subscriptionIn(text(row, "id")) ?? "");

/** Those rows of a table that may stand at or below a scope: all, or those of its subscription. */
export function rowsNear(rows: readonly Row[], scope: string): readonly Row[] {
  const subscription = subscriptionIn(scope);
  return subscription === undefined ? rows : bySubscriptionOfId(rows, subscription);
}

const byOwnId = indexed(row => text(row, "subscriptionId").toLowerCase());

/** The subscription of the call, which must be one that is there. */
export function subscriptionOf(call: Call, id = subscriptionIn(call.scope)): string {
  const [found] = byOwnId(call.tenant.arm.subscriptions, (id ?? "").toLowerCase());
  if (found) return text(found, "subscriptionId");
  throw new Refusal(armError(404, "SubscriptionNotFound", `The subscription '${id ?? ""}' could not be found.`));
}

/** The row of a subscription, which must be one that is there. */
export function subscriptionRow(call: Call, id: string | undefined): Row {
  const found = subscriptionOf(call, id?.toLowerCase());
  return call.tenant.arm.subscriptions.find(row => text(row, "subscriptionId") === found) ?? {};
}

/** The management group of each subscription; made once for a tenant. */
const parents = new WeakMap<Tenant, Map<string, ManagementGroup>>();
function groupOf(tenant: Tenant, subscription: string): ManagementGroup | undefined {
  let index = parents.get(tenant);
  if (!index) {
    index = new Map(
      tenant.arm.managementGroups.flatMap(group => group.subscriptions.map(id => [id.toLowerCase(), group] as const)),
    );
    parents.set(tenant, index);
  }
  return index.get(subscription);
}

/** The scope and everything above it, up to `/`. */
export function chainOf(tenant: Tenant, scope: string): string[] {
  const start = normalScope(scope);
  const chain: string[] = [];
  const parts = start.split("/").slice(1);
  if (parts[0] === "subscriptions")
    for (let length = parts.length; length >= 2; length -= 2) chain.push(`/${parts.slice(0, length).join("/")}`);
  const groups = tenant.arm.managementGroups;
  let group = start.startsWith(groupPrefix)
    ? groups.find(({ name }) => same(name, start.slice(groupPrefix.length)))
    : groupOf(tenant, parts[1] ?? "");
  while (group) {
    chain.push(`${groupPrefix}${group.name.toLowerCase()}`);
    const parent = group.parent;
    group = parent === null ? undefined : groups.find(({ name }) => same(name, parent));
  }
  if (!chain.includes(start)) chain.unshift(start);
  if (!chain.includes("/")) chain.push("/");
  return chain;
}

/**
 * Rows that a list at a scope shows, by the filter of Microsoft.Authorization: `atScope()` at and above, `atExactScope()`
 * there alone, else at, above and below. `scopeOf` reads a row's own scope.
 */
export function rowsAt(call: Call, rows: readonly Row[], reach: "at" | "above" | "all", scopeOf = ownScope): Row[] {
  const { tenant } = call;
  const here = normalScope(call.scope);
  if (subscriptionIn(here)) subscriptionOf(call);
  const above = new Set(reach === "at" ? [here] : chainOf(tenant, here));
  const chains = new Map<string, boolean>();
  return rows.filter(row => {
    const scope = normalScope(scopeOf(row));
    if (above.has(scope)) return true;
    if (reach !== "all") return false;
    let below = chains.get(scope);
    if (below === undefined) {
      below = here === "/" || chainOf(tenant, scope).includes(here);
      chains.set(scope, below);
    }
    return below;
  });
}

function ownScope(row: Row): string {
  return text(row, "properties.scope");
}

/** Whether an id lies at or below a scope. */
export function within(id: string, scope: string): boolean {
  const [inner, outer] = [normalScope(id), normalScope(scope)];
  return outer === "/" || inner === outer || inner.startsWith(`${outer}/`);
}

/** The groups that a principal is in, nested ones too, and the principal itself. */
export function identitiesOf(tenant: Tenant, principal: string): Set<string> {
  const found = new Set([principal.toLowerCase()]);
  let size = 0;
  while (size < found.size) {
    size = found.size;
    for (const { of, is } of tenant.graph.memberships) if (found.has(is.toLowerCase())) found.add(of.toLowerCase());
  }
  return found;
}

export function principalOf(row: Row): string {
  return String(get(row, "properties.principalId") ?? "").toLowerCase();
}
