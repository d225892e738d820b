import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { capabilitiesOf, type Permission } from "../../catalogue/roles";
import { type BuiltInRole, type BuiltInRoleData, type BuiltInRoleRow, toRole } from "./builtin-roles";
import { capabilityActions, capabilityTable } from "./capability-actions";
import { effect, printEffect } from "./effect";
import { grantWords, markOf, type PowerRow } from "./role-powers";

/**
 * `npm run roles -- DEFINITIONS` writes the two tables of built-in roles anew and prints which roles create compute since. It is run
 * whenever the list of actions has changed. DEFINITIONS is a file of `{asOf, roles: [{id, name, permissions}]}`, as SOURCES.md
 * tells where to get it. `npm run catalogue:refresh` asks Azure itself.
 */

export interface RoleDefinition {
  readonly id: string;
  readonly name: string;
  readonly permissions: readonly Permission[];
}

/** Of each role, the actions of the table that it grants: what the audit knows of built-in roles. */
export const builtInRoleData = (definitions: readonly RoleDefinition[], asOf: string): BuiltInRoleData => ({
  asOf,
  actions: capabilityActions,
  roles: definitions.map(({ id, name, permissions }): BuiltInRoleRow => {
    const { conditional, ...has } = capabilitiesOf(permissions, capabilityTable);
    const granted = indexes(Object.values(has).flat());
    if (conditional.length > 0) return [id, name, granted, indexes(conditional)];
    return granted.length > 0 ? [id, name, granted] : [id, name];
  }),
});

const indexes = (actions: readonly string[]): readonly number[] =>
  actions.map(action => capabilityActions.indexOf(action)).sort((one, other) => one - other);

/** What the policy pack knows of them: which create compute or grant access, and of all others only a short hash. */
export function rolePowerRows(roles: readonly BuiltInRole[]): {
  readonly powers: readonly PowerRow[];
  readonly others: string;
} {
  const powerful = ({ createsCompute, grantsAccess }: BuiltInRole) => createsCompute !== "no" || grantsAccess !== "no";
  return {
    powers: roles
      .filter(powerful)
      .map(
        ({ id, name, createsCompute, grantsAccess }): PowerRow => [
          id,
          name,
          grantWords.indexOf(createsCompute),
          grantWords.indexOf(grantsAccess),
        ],
      ),
    others: roles
      .filter(role => !powerful(role))
      .flatMap(({ id, name }) => [markOf(id), markOf(name)])
      .sort()
      .join(""),
  };
}

const read = (file: string) => JSON.parse(readFileSync(file, "utf8"));

function generate(definitions: string): void {
  const write = (file: string, table: object) => writeFileSync(file, `${JSON.stringify(table)}\n`);
  const [all, ofPack] = ["builtin-roles", "role-powers"].map(name => join(__dirname, "data", `${name}.json`));
  const before: BuiltInRoleData = read(all!);
  const { asOf = before.asOf, roles } = read(definitions);
  const after = builtInRoleData(roles, asOf);
  write(all!, after);
  write(ofPack!, rolePowerRows(after.roles.map(row => toRole(row, after.actions))));
  printEffect(effect(before, after));
}

if (require.main === module) {
  const [definitions] = process.argv.slice(2);
  if (definitions === undefined) {
    console.error("usage: npm run roles -- DEFINITIONS");
    process.exitCode = 2;
  } else generate(definitions);
}
