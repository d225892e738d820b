import { byCapability, type Capabilities, type Permitted, strongest } from "../../catalogue/roles";
import { capabilityTable } from "./capability-actions";
import data from "./data/builtin-roles.json";

/** A role that Azure brings along, and what it can do to bring a mine about. */
export interface BuiltInRole {
  readonly id: string;
  readonly name: string;
  readonly capabilities: Capabilities;
  readonly createsCompute: Permitted;
  readonly grantsAccess: Permitted;
  readonly runsCode: Permitted;
  readonly raisesQuota: Permitted;
  readonly opensTickets: Permitted;
  readonly removesGuardrails: Permitted;
}

/** What `data/builtin-roles.json` holds; `generate.ts` writes it. */
export interface BuiltInRoleData {
  /** The day on which Azure had these roles, `2026-08-22`. */
  readonly asOf: string;
  readonly actions: readonly string[];
  readonly roles: readonly BuiltInRoleRow[];
}

/** GUID, name, and by index the actions granted outright and those granted under a condition. */
export type BuiltInRoleRow = readonly [string, string, (readonly number[])?, (readonly number[])?];

/** A row of the data, read with the actions that its numbers stand for. */
export function toRole(
  [id, name, granted = [], conditional = []]: BuiltInRoleRow,
  actions: readonly string[],
): BuiltInRole {
  const capabilities: Capabilities = {
    ...byCapability(new Set(granted.map(at => actions[at]!)), capabilityTable),
    conditional: conditional.map(at => actions[at]!),
  };
  return {
    id,
    name,
    capabilities,
    createsCompute: strongest("createCompute", capabilities, capabilityTable),
    grantsAccess: strongest("grantAccess", capabilities, capabilityTable),
    runsCode: strongest("runCode", capabilities, capabilityTable),
    raisesQuota: strongest("raiseQuota", capabilities, capabilityTable),
    opensTickets: strongest("openTicket", capabilities, capabilityTable),
    removesGuardrails: strongest("liftGuardrails", capabilities, capabilityTable),
  };
}

const stored = data as unknown as BuiltInRoleData;

/** The day on which Azure had these roles, `2026-08-22`. */
export const rolesAsOf: string = stored.asOf;

/** Each role is read once: an audit asks for the same few again and again. */
const read = new Map<BuiltInRoleRow, BuiltInRole>();
function roleOf(row: BuiltInRoleRow): BuiltInRole {
  const known = read.get(row) ?? toRole(row, stored.actions);
  read.set(row, known);
  return known;
}

let index: ReadonlyMap<string, BuiltInRoleRow> | undefined;
function rowOf(guid: string): BuiltInRoleRow | undefined {
  index ??= new Map(stored.roles.map(row => [row[0], row]));
  return index.get(guid.toLowerCase());
}

/** The name of a built-in role by the GUID at the end of its definition's id. Undefined for custom and newer roles. */
export const builtInRoleName = (guid: string): string | undefined => rowOf(guid)?.[1];

/** What a built-in role can do, by the same GUID. */
export function builtInRole(guid: string): BuiltInRole | undefined {
  const row = rowOf(guid);
  return row && roleOf(row);
}

/** All of them. */
export const builtInRoles = (): readonly BuiltInRole[] => stored.roles.map(roleOf);
