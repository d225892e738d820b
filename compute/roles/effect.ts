import { readFileSync } from "node:fs";
import { actionsOf } from "../../catalogue/roles";
import type { BuiltInRoleData, BuiltInRoleRow } from "./builtin-roles";
import { capabilityTable } from "./capability-actions";
import data from "./data/builtin-roles.json";

/**
 * `npm run roles:effect -- BEFORE` prints which built-in roles create compute now and did not before: BEFORE is an older
 * `builtin-roles.json`, such as `git show main:compute/roles/data/builtin-roles.json` writes.
 */

/** How a role's power to create compute changed. */
export interface RoleEffect {
  readonly name: string;
  readonly change: "gains" | "loses" | "more" | "less";
  /** The actions that it has gained, or has lost. */
  readonly actions: readonly string[];
}

/** The roles whose actions that create compute are other than before. */
export function effect(before: BuiltInRoleData, after: BuiltInRoleData): readonly RoleEffect[] {
  const old = new Map(before.roles.map(row => [row[0], creates(row, before.actions)]));
  return after.roles.flatMap((row): RoleEffect[] => {
    const had = old.get(row[0]) ?? [];
    const has = creates(row, after.actions);
    const gained = has.filter(action => !had.includes(action));
    const lost = had.filter(action => !has.includes(action));
    const name = row[1];
    return [
      ...(gained.length > 0 ? [{ name, change: had.length > 0 ? "more" : "gains", actions: gained } as const] : []),
      ...(lost.length > 0 ? [{ name, change: has.length > 0 ? "less" : "loses", actions: lost } as const] : []),
    ];
  });
}

const { createCompute: _, ...others } = capabilityTable;
const ofOthers = new Set(actionsOf({ ...others, createCompute: [] }));

/** What creates compute is what belongs to no other capability, for an older table may have actions that this one has not. */
const creates = ([, , granted = [], conditional = []]: BuiltInRoleRow, actions: readonly string[]): readonly string[] =>
  [...granted, ...conditional].map(at => actions[at]!).filter(action => !ofOthers.has(action));

const titles: { readonly [C in RoleEffect["change"]]: string } = {
  gains: "create compute, and did not before",
  loses: "create no compute any more",
  more: "could create compute before, and create more now",
  less: "still create compute, and less than before",
};

/** Prints one list for each kind of change. */
export function printEffect(effects: readonly RoleEffect[]): void {
  for (const [change, title] of Object.entries(titles)) {
    const roles = effects.filter(role => role.change === change);
    console.log(`${roles.length} built-in roles ${title}${roles.length > 0 ? ":" : ""}`);
    for (const { name, actions } of roles)
      console.log(
        `  ${name}: ${actions.slice(0, 4).join(", ")}${actions.length > 4 ? ` and ${actions.length - 4} more` : ""}`,
      );
  }
}

if (require.main === module) {
  const [before] = process.argv.slice(2);
  if (before === undefined) {
    console.error("usage: npm run roles:effect -- BEFORE");
    process.exitCode = 2;
  } else printEffect(effect(JSON.parse(readFileSync(before, "utf8")), data as unknown as BuiltInRoleData));
}
