import { type BuiltInRoleData, toRole } from "../../compute/roles/builtin-roles";
import { builtInRoleData, type RoleDefinition, rolePowerRows } from "../../compute/roles/generate";
import type { Renewed } from "./changes";

export interface RolesTable {
  readonly all: BuiltInRoleData;
  /** What a policy pack carries of them. */
  readonly ofPack: ReturnType<typeof rolePowerRows>;
}

/** Both tables of the built-in roles that Azure has now. */
export function renewedRoles(
  before: BuiltInRoleData,
  listed: readonly RoleDefinition[],
  asOf: string,
): Renewed<RolesTable> {
  const all = builtInRoleData(listed, asOf);
  const powersOf = ({ roles, actions }: BuiltInRoleData) =>
    new Map(
      roles.map(([id, name, ...granted]) => [id, { name, granted: granted.map(of => of?.map(at => actions[at]!)) }]),
    );
  const [had, has] = [powersOf(before), powersOf(all)];
  const named = (from: typeof had, not: typeof had) =>
    [...from].flatMap(([id, { name }]) => (not.has(id) ? [] : [name]));
  return {
    table: { all, ofPack: rolePowerRows(all.roles.map(row => toRole(row, all.actions))) },
    changes: {
      added: named(has, had),
      gone: named(had, has),
      changed: [...has].flatMap(([id, now]) => {
        const then = had.get(id);
        if (!then || JSON.stringify(then) === JSON.stringify(now)) return [];
        return [then.name === now.name ? `${now.name}: other actions of ours` : `${then.name} → ${now.name}`];
      }),
    },
  };
}
