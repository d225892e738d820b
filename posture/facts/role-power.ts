import { restricts } from "../../catalogue/condition";
import { permits } from "../../catalogue/roles";
import { createComputeActions } from "../../compute/roles/create-compute";
import type { RoleDefinition } from "../evidence/role-definitions";
import type { Scope } from "./scopes";

/** What a role lets its holder do about compute at one scope. */
export interface Power {
  readonly by: "create" | "selfGrant";
  readonly conditional: boolean;
  /** What can be created, for people; empty for `selfGrant`. */
  readonly creates: readonly string[];
  /** Whether the subscription's compute quota bounds it, rather than a quota of the service's own. */
  readonly computeQuota: boolean;
  /** Namespaces of the services that create by quotas of their own. Absent: any of them may. */
  readonly serviceQuotas?: readonly string[];
}

const assign = "Microsoft.Authorization/roleAssignments/write";
/** Whoever holds a custom role and may write role definitions can write more into that very role. */
const redefine = "Microsoft.Authorization/roleDefinitions/write";

/** Remembers what each role can do, so that each is worked out once. */
export function rolePowers(): (role: RoleDefinition, scope: Scope, condition?: string) => Power | undefined {
  const remembered = new Map<RoleDefinition, ReturnType<typeof abilities>>();
  return (role, scope, condition) => {
    let able = remembered.get(role);
    if (!able) {
      able = abilities(role);
      remembered.set(role, able);
    }
    return power(able, scope, condition);
  };
}

function abilities(role: RoleDefinition) {
  return {
    creates: createComputeActions
      .map(row => ({ ...row, type: typeOf(row.action), grant: permits(role.permissions, row.action) }))
      .filter(row => row.grant !== "no"),
    selfGrant: [assign, ...(role.custom ? [redefine] : [])]
      .map(action => ({ action, grant: permits(role.permissions, action) }))
      .filter(row => row.grant !== "no"),
  };
}

/** The strongest way: to create outright, to grant oneself outright, then each under a condition. */
function power(able: ReturnType<typeof abilities>, scope: Scope, condition: string | undefined): Power | undefined {
  if (scope.kind === "other" || !holdsCompute(scope)) return undefined;
  const creates = able.creates.filter(row => scope.kind !== "resource" || isWithin(row.type, scope.type));
  const passes = ({ action }: { action: string }) => !condition || !restricts(condition, action);
  const outright = creates.filter(row => row.grant === "yes" && passes(row));
  if (outright.length > 0) return creating(outright, false);
  if (able.selfGrant.some(row => row.grant === "yes" && passes(row))) return granting(false);
  if (creates.length > 0) return creating(creates, true);
  if (able.selfGrant.length > 0) return granting(true);
  return undefined;
}

const creating = (rows: readonly { what: string; quota: string; action: string }[], conditional: boolean): Power => ({
  by: "create",
  conditional,
  creates: [...new Set(rows.map(row => row.what))],
  computeQuota: rows.some(row => row.quota === "compute"),
  serviceQuotas: [
    ...new Set(rows.flatMap(({ quota, action }) => (quota === "service" ? [action.split("/", 1)[0]!] : []))),
  ].sort(),
});
const granting = (conditional: boolean): Power => ({ by: "selfGrant", conditional, creates: [], computeQuota: true });

/** `Microsoft.Compute/virtualMachines/write` is taken on `microsoft.compute/virtualmachines`. */
const typeOf = (action: string): string =>
  action
    .toLowerCase()
    .split("/")
    .slice(0, action.toLowerCase().endsWith("/action") ? -2 : -1)
    .join("/");

const isWithin = (type: string, outer: string): boolean => type === outer || type.startsWith(`${outer}/`);

/** No machine can be created in a storage account: a role on one resource creates only what can stand in it. */
const holdsCompute = (scope: Scope): boolean =>
  scope.kind !== "resource" || createComputeActions.some(({ action }) => isWithin(typeOf(action), scope.type));
