import { all, any, type Certainty, not } from "../../../catalogue/certainty";
import { judgeCondition, speaksOfPrincipals } from "../../../catalogue/condition-judgement";
import { gives, permits } from "../../../catalogue/roles";
import { builtInRoles } from "../../../compute/roles/builtin-roles";
import { createComputeActions } from "../../../compute/roles/create-compute";
import type { RoleDefinition } from "../../evidence/role-definitions";
import type { Scope } from "../scopes";

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

/** Who would give itself a role: itself and the groups that it is in, any of which would do. */
export interface Grantee {
  readonly ids: ReadonlySet<string>;
  readonly type: string;
}

/** What is taken away at the scope. */
export type Denied = (action: string) => Certainty;
const nothingDenied: Denied = () => "no";

export const assign = "microsoft.authorization/roleassignments/write";
export const redefine = "microsoft.authorization/roledefinitions/write";

const rows = createComputeActions.map(row => ({
  ...row,
  action: row.action.toLowerCase(),
  type: typeOf(row.action),
  namespace: row.action.split("/", 1)[0]!,
}));
type Row = (typeof rows)[number];

/** What roles do, each worked out once. */
export class RolePowers {
  readonly #creates = new Map<RoleDefinition, readonly (readonly [Row, Certainty])[]>();
  readonly #plain = new Map<RoleDefinition, Map<string, Power | undefined>>();
  readonly #grants = new Map<RoleDefinition, Map<string, Grants>>();
  readonly #allows = new Map<RoleDefinition, Map<string, boolean>>();
  #strong: readonly string[] | undefined;
  readonly #holders = new Map<string, readonly string[]>();

  /** @param read the definitions that were read; @param find any role by its GUID */
  constructor(
    readonly read: readonly RoleDefinition[],
    private readonly find: (guid: string) => RoleDefinition | undefined,
  ) {}

  /** Whether it matters who holds the role, or under which id. */
  static isPersonal(role: RoleDefinition, condition: string | undefined): boolean {
    return [condition, ...role.permissions.map(block => block.condition)].some(
      text => text !== undefined && speaksOfPrincipals(text),
    );
  }

  /** The strongest way: to create outright, to grant oneself outright, then each under a condition. */
  of(role: RoleDefinition, scope: Scope, condition?: string, who?: Grantee, denied?: Denied): Power | undefined {
    if (denied || who) return this.#workOut(role, scope, condition, who, denied ?? nothingDenied);
    const known = remembered(this.#plain, role);
    const key = `${scope.kind} ${scope.kind === "resource" ? scope.type : ""} ${condition ?? ""}`;
    if (!known.has(key)) known.set(key, this.#workOut(role, scope, condition, who, nothingDenied));
    return known.get(key);
  }

  /** What a rewritten role gives beyond what it gave before, which is told of the role as it was. */
  static onceRewritten({ conditional }: Power, before: Power | undefined): Power | undefined {
    const isTold = before !== undefined && (conditional || (!before.conditional && before.computeQuota));
    return isTold ? undefined : granting(conditional);
  }

  #workOut(
    role: RoleDefinition,
    scope: Scope,
    condition: string | undefined,
    who: Grantee | undefined,
    denied: Denied,
  ): Power | undefined {
    if (scope.kind === "other") return undefined;
    const here = rows.filter(({ type }) => isTakenIn(type, scope));
    // No machine can be created in a storage account: a role on one resource creates only what can stand in it.
    const open = here.filter(row => denied(row.action) !== "yes");
    if (open.length === 0) return undefined;
    const creates = this.#createsOf(role)
      .filter(([row]) => open.includes(row))
      .map(([row, verdict]) => [row, all(verdict, judged(condition, row.action), not(denied(row.action)))] as const)
      .filter(([, verdict]) => verdict !== "no");
    const outright = creates.filter(([, verdict]) => verdict === "yes");
    if (outright.length > 0) return creating(outright, false);
    const grants = this.#worstCase(role, condition, who, denied, open);
    if (grants === "yes") return granting(false);
    if (creates.length > 0) return creating(creates, true);
    return grants === "unknown" ? granting(true) : undefined;
  }

  #worstCase(
    role: RoleDefinition,
    condition: string | undefined,
    who: Grantee | undefined,
    denied: Denied,
    open: readonly Row[],
  ): Certainty {
    const sure = open.some(row => denied(row.action) === "no") ? "yes" : "unknown";
    const { verdict } = this.grants(role, condition, who);
    return all(verdict, not(denied(assign)), sure);
  }

  #createsOf(role: RoleDefinition): readonly (readonly [Row, Certainty])[] {
    const known = this.#creates.get(role);
    if (known) return known;
    const found = rows
      .map(row => [row, verdictOf(role, row.action)] as const)
      .filter(([, verdict]) => verdict !== "no");
    this.#creates.set(role, found);
    return found;
  }

  /** Which roles its holder may give itself. */
  grants(role: RoleDefinition, condition: string | undefined, who: Grantee | undefined): Grants {
    if (who) return this.#grantsOf(role, condition, who);
    const known = remembered(this.#grants, role);
    let grants = known.get(condition ?? "");
    if (!grants) {
      grants = this.#grantsOf(role, condition, undefined);
      known.set(condition ?? "", grants);
    }
    return grants;
  }

  #grantsOf(role: RoleDefinition, condition: string | undefined, who: Grantee | undefined): Grants {
    const ask = givingOf(role, condition, who);
    if (ask === "no") return { verdict: "no", roles: [] };
    if (ask === "all") return { verdict: "yes", roles: "all" };
    const found = this.strong.map(strong => [strong, ask(strong)] as const);
    const roles = found.filter(([, verdict]) => verdict === "yes").map(([strong]) => strong);
    return { verdict: any(() => found.map(([, verdict]) => verdict)), roles };
  }

  /** The parts of a role that let its holder give roles. */
  givingBlocks(role: RoleDefinition): RoleDefinition["permissions"] {
    return givingBlocks(role, assign);
  }

  /** Whether somebody may be given some role by its holder, as far as a condition looks at who that is. */
  mayGiveTo(role: RoleDefinition, condition: string | undefined, { ids, type }: Grantee): boolean {
    return givingBlocks(role, assign).some(block =>
      [...ids].some(principal =>
        [block.condition, condition].every(
          text => !text || judgeCondition(text, assign, { principal, principalType: type }) !== "no",
        ),
      ),
    );
  }

  /** Whether its holder may give itself one of these roles. */
  gives(role: RoleDefinition, guids: readonly string[], condition?: string, who?: Grantee): Certainty {
    const ask = givingOf(role, condition, who);
    if (ask === "no") return "no";
    return ask === "all" ? "yes" : any(() => guids.map(ask));
  }

  /** What a role and the condition of its assignment say of an action that the holder takes itself. */
  says(role: RoleDefinition, action: string, condition?: string): Certainty {
    const lowered = action.toLowerCase();
    return all(verdictOf(role, lowered), judged(condition, lowered));
  }

  /** The roles that create compute, or give rights, outright. */
  get strong(): readonly string[] {
    if (this.#strong) return this.#strong;
    const builtIn = builtInRoles().filter(role => role.createsCompute === "yes" || role.grantsAccess === "yes");
    const read = this.read.filter(
      role => this.#createsOf(role).some(([, verdict]) => verdict === "yes") || verdictOf(role, assign) === "yes",
    );
    this.#strong = [...new Set([...builtIn, ...read].map(({ id }) => id.toLowerCase()))].sort();
    return this.#strong;
  }

  /** The roles that may take an action (lower-case) outright, be it after giving one that does. */
  #holdersOf(action: string): readonly string[] {
    const known = this.#holders.get(action);
    if (known) return known;
    const ids = new Set([...builtInRoles(), ...this.read].map(({ id }) => id.toLowerCase()));
    const found = [...ids].filter(id => {
      const role = this.find(id);
      return role !== undefined && [action, assign].some(each => permits(role.permissions, each) === "yes");
    });
    this.#holders.set(action, found);
    return found;
  }

  /** Whether its holder may take the action outright, be it after giving itself a role. */
  allows(role: RoleDefinition, action: string, condition?: string, who?: Grantee): boolean {
    const known = remembered(this.#allows, role);
    const key = `${action} ${condition ?? ""}`;
    const remember = who === undefined;
    const before = remember ? known.get(key) : undefined;
    if (before !== undefined) return before;
    const lowered = action.toLowerCase();
    const answer =
      this.says(role, lowered, condition) === "yes" ||
      givingOf(role, condition, who) === "all" ||
      (givingBlocks(role, assign).length > 0 && this.gives(role, this.#holdersOf(lowered), condition, who) === "yes");
    if (remember) known.set(key, answer);
    return answer;
  }
}

/** Of one role after the other, whether the holder may give it to itself; all of them, or none, where no condition chooses. */
function givingOf(
  role: RoleDefinition,
  condition: string | undefined,
  who: Grantee | undefined,
): "all" | "no" | ((strong: string) => Certainty) {
  const blocks = givingBlocks(role, assign);
  if (blocks.length === 0) return "no";
  if (condition === undefined && blocks.some(block => !block.condition)) return "all";
  const ask = (strong: string, principal?: string, principalType?: string): Certainty => {
    const request = {
      role: strong,
      ...(principal !== undefined && { principal }),
      ...(principalType !== undefined && { principalType }),
    };
    return any(() =>
      blocks.map(block =>
        all(
          block.condition ? judgeCondition(block.condition, assign, request) : "yes",
          condition === undefined ? "yes" : judgeCondition(condition, assign, request),
        ),
      ),
    );
  };
  return strong => {
    if (!who) return ask(strong);
    // Of another kind than its own it may have, or make, a principal: not known, and never ruled out.
    const own = any(() => [...who.ids].map(id => ask(strong, id, who.type)));
    return own === "no" ? any(() => [...who.ids].map(id => ask(strong, id))) : own;
  };
}

/** What may be given away: all roles, or of those that matter only these. */
export interface Grants {
  readonly verdict: Certainty;
  readonly roles: "all" | readonly string[];
}

function remembered<T>(table: Map<RoleDefinition, Map<string, T>>, role: RoleDefinition): Map<string, T> {
  const known = table.get(role) ?? new Map<string, T>();
  table.set(role, known);
  return known;
}

const givingBlocks = (role: RoleDefinition, action: string) => role.permissions.filter(block => gives(block, action));

/** What the blocks of a role say of an action, the most permissive of them. */
const verdictOf = (role: RoleDefinition, action: string): Certainty =>
  any(() => givingBlocks(role, action).map(({ condition }) => judged(condition, action)));

const judged = (condition: string | undefined, action: string): Certainty =>
  condition === undefined || condition === "" ? "yes" : judgeCondition(condition, action);

const creating = (chosen: readonly (readonly [Row, Certainty])[], conditional: boolean): Power => ({
  by: "create",
  conditional,
  creates: [...new Set(chosen.map(([row]) => row.what))],
  computeQuota: chosen.some(([row]) => row.quota === "compute"),
  serviceQuotas: [
    ...new Set(chosen.flatMap(([{ quota, namespace }]) => (quota === "service" ? [namespace] : []))),
  ].sort(),
});
const granting = (conditional: boolean): Power => ({ by: "selfGrant", conditional, creates: [], computeQuota: true });

/** `Microsoft.Compute/virtualMachines/write` is taken on `microsoft.compute/virtualmachines`. */
export function typeOf(action: string): string {
  const parts = action.toLowerCase().split("/");
  return parts.slice(0, parts.at(-1) === "action" ? -2 : -1).join("/");
}

/** Whether what is taken on a type can be taken in a scope: on one resource, only on it and what stands in it. */
export const isTakenIn = (type: string, scope: Scope): boolean =>
  scope.kind !== "resource" || isWithin(type, scope.type);

const isWithin = (type: string, outer: string): boolean => type === outer || type.startsWith(`${outer}/`);
