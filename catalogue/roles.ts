import { restricts } from "./condition";
import { fits } from "./wildcard";

/** `conditional`: only under a condition that the role definition states about this action; it is not evaluated here. */
export type Permitted = "yes" | "conditional" | "no";

/** A block of a role definition: notActions take away within their own block only, and a condition holds for its block. */
export interface Permission {
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
  readonly condition?: string | null;
  /** The same of what the resources hold. */
  readonly dataActions?: readonly string[];
  readonly notDataActions?: readonly string[];
}

/** Reading the secrets of a key vault, which a role gives apart from rights over the vault itself. */
export const readSecrets = "Microsoft.KeyVault/vaults/secrets/getSecret/action";
/** A shell in a running container, by type. */
export const shells = ["Microsoft.App/containerApps/exec/action", "Microsoft.App/jobs/exec/action"] as const;
/** Of the actions that are asked for, those on what a resource holds: roles give them apart. */
const dataActions: ReadonlySet<string> = new Set([readSecrets, ...shells].map(action => action.toLowerCase()));

/** Whether a block names the action (lower-case) and does not take it away again, whatever its condition. */
export function gives(block: Permission, action: string): boolean {
  const named = (pattern: string) => fits(pattern.toLowerCase(), action, "segments");
  const [given, taken] = dataActions.has(action)
    ? [block.dataActions, block.notDataActions]
    : [block.actions, block.notActions];
  return (given ?? []).some(named) && !(taken ?? []).some(named);
}

/** Whether a role with these blocks may take the action: the union over the blocks of actions without notActions. */
export function permits(permissions: readonly Permission[], action: string): Permitted {
  const wanted = action.toLowerCase();
  const giving = permissions.filter(block => gives(block, wanted));
  if (giving.length === 0) return "no";
  return giving.some(block => !block.condition || !restricts(block.condition, action)) ? "yes" : "conditional";
}

/** An action of Azure's control plane, and what it brings about, for people. */
export interface ActionRow {
  readonly action: string;
  readonly what: string;
}

/** What a role can do to bring a mine about. */
export type Capability = "createCompute" | "grantAccess" | "runCode" | "raiseQuota" | "openTicket" | "liftGuardrails";

/** The actions that make up each capability. The functions below are given this table, for it follows from the types of `compute/`. */
export type CapabilityTable = { readonly [C in Capability]: readonly ActionRow[] };

/** The actions of a table that a role grants, by capability. */
export type Capabilities = { readonly [C in Capability]: readonly string[] } & {
  /** Actions of any capability that are granted under a condition only; they are in no other list. */
  readonly conditional: readonly string[];
};

/** The actions of all capabilities. */
export const actionsOf = (table: CapabilityTable): readonly string[] =>
  Object.values(table).flatMap(rows => rows.map(({ action }) => action));

/** Which actions of the table a role with these blocks grants. */
export function capabilitiesOf(permissions: readonly Permission[], table: CapabilityTable): Capabilities {
  const permitted = new Map(actionsOf(table).map(action => [action, permits(permissions, action)]));
  const those = (wanted: Permitted) => [...permitted].flatMap(([action, has]) => (has === wanted ? [action] : []));
  return { ...byCapability(new Set(those("yes")), table), conditional: those("conditional") };
}

/** The chosen actions, each in the list of its capability. */
export function byCapability(chosen: ReadonlySet<string>, table: CapabilityTable): Omit<Capabilities, "conditional"> {
  const of = (capability: Capability) => table[capability].map(({ action }) => action).filter(each => chosen.has(each));
  return {
    createCompute: of("createCompute"),
    grantAccess: of("grantAccess"),
    runCode: of("runCode"),
    raiseQuota: of("raiseQuota"),
    openTicket: of("openTicket"),
    liftGuardrails: of("liftGuardrails"),
  };
}

/** The strongest grant of any action of one capability. */
export function strongest(capability: Capability, has: Capabilities, table: CapabilityTable): Permitted {
  if (has[capability].length > 0) return "yes";
  return table[capability].some(({ action }) => has.conditional.includes(action)) ? "conditional" : "no";
}
