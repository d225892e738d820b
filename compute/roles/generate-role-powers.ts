import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type BuiltInRole, builtInRole } from "./builtin-roles";
import builtIn from "./data/builtin-roles.json";
import { grantWords, markOf, type PowerRow } from "./role-powers";

/** `npx tsx compute/roles/generate-role-powers.ts` makes the pack's table of roles out of that of all built-in roles. */
export function rolePowers(): { readonly powers: readonly PowerRow[]; readonly others: string } {
  const roles = (builtIn.roles as unknown as readonly (readonly [string])[]).map(([id]) => builtInRole(id)!);
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

if (require.main === module)
  writeFileSync(join(__dirname, "data/role-powers.json"), `${JSON.stringify(rolePowers())}\n`);
