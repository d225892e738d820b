import { byCapability, type Capabilities, type Permitted, strongest } from "../../catalogue/roles";
import { capabilities as table } from "./capability-actions";
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
  readonly removesGuards: Permitted;
}

/** GUID, name, and by index the actions granted outright and those granted under a condition. */
type Row = readonly [string, string, (readonly number[])?, (readonly number[])?];

function toRole([id, name, granted = [], conditional = []]: Row): BuiltInRole {
  const yes = new Set(granted.map(at => data.actions[at]!));
  const capabilities: Capabilities = {
    ...byCapability(yes, table),
    conditional: conditional.map(at => data.actions[at]!),
  };
  return {
    id,
    name,
    capabilities,
    createsCompute: strongest("createCompute", capabilities, table),
    grantsAccess: strongest("grantAccess", capabilities, table),
    runsCode: strongest("runCode", capabilities, table),
    raisesQuota: strongest("quota", capabilities, table),
    opensTickets: strongest("support", capabilities, table),
    removesGuards: strongest("guard", capabilities, table),
  };
}

let index: ReadonlyMap<string, Row> | undefined;
function rowOf(guid: string): Row | undefined {
  index ??= new Map((data.roles as unknown as readonly Row[]).map(row => [row[0], row]));
  return index.get(guid.toLowerCase());
}

/** The name of a built-in role by the GUID at the end of its definition's id. Undefined for custom and newer roles. */
export const builtInRoleName = (guid: string): string | undefined => rowOf(guid)?.[1];

export function builtInRole(guid: string): BuiltInRole | undefined {
  const row = rowOf(guid);
  return row && toRole(row);
}
