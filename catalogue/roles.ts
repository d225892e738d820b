import { restricts } from "./condition";
import { type Capability, capabilities, capabilityActions } from "./role-actions";
import { fits } from "./wildcard";

export {
  createComputeActions,
  grantActions,
  guardActions,
  quotaActions,
  runCodeActions,
  supportActions,
} from "./role-actions";

/** `conditional`: only under a condition that the role definition states about this action; it is not evaluated here. */
export type Permitted = "yes" | "conditional" | "no";

/** A block of a role definition: notActions take away within their own block only, and a condition holds for its block. */
export interface Permission {
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
  readonly condition?: string | null;
}

/** Whether a role with these blocks may take the action: the union over the blocks of actions without notActions. */
export function permits(permissions: readonly Permission[], action: string): Permitted {
  const wanted = action.toLowerCase();
  const named = (pattern: string) => fits(pattern.toLowerCase(), wanted, "segments");
  const giving = permissions.filter(block => block.actions.some(named) && !block.notActions.some(named));
  if (giving.length === 0) return "no";
  return giving.some(block => !block.condition || !restricts(block.condition, action)) ? "yes" : "conditional";
}

/** What a role can do to bring a mine about: the actions of each table that it grants. */
export type Capabilities = { readonly [C in Capability]: readonly string[] } & {
  /** Actions of any table that are granted under a condition only; they stand in no other list. */
  readonly conditional: readonly string[];
};

export function capabilitiesOf(permissions: readonly Permission[]): Capabilities {
  const grant = new Map(capabilityActions.map(action => [action, permits(permissions, action)]));
  return {
    ...sortedByTable(action => grant.get(action) === "yes"),
    conditional: capabilityActions.filter(action => grant.get(action) === "conditional"),
  };
}

/** The chosen actions, each in the list of its table. */
export function sortedByTable(chosen: (action: string) => boolean): { readonly [C in Capability]: readonly string[] } {
  const of = (capability: Capability) => capabilities[capability].map(({ action }) => action).filter(chosen);
  return {
    createCompute: of("createCompute"),
    grantAccess: of("grantAccess"),
    runCode: of("runCode"),
    quota: of("quota"),
    support: of("support"),
    guard: of("guard"),
  };
}

/** The strongest grant of any action of one table. */
export function strongest(capability: Capability, has: Capabilities): Permitted {
  if (has[capability].length > 0) return "yes";
  return capabilities[capability].some(({ action }) => has.conditional.includes(action)) ? "conditional" : "no";
}
