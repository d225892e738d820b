import { createHash } from "node:crypto";
import type { Permitted } from "../../catalogue/roles";
import data from "./data/role-powers.json";

/**
 * The built-in roles as a policy pack needs them: those that create compute or grant access by id and name, and of all others
 * only that they exist. `compute/roles/builtin-roles.ts` has what each of them may do; this table is made out of it.
 */
export interface RolePower {
  readonly id: string;
  readonly name: string;
  readonly createsCompute: Permitted;
  readonly grantsAccess: Permitted;
}

/** Id, name, and what it grants, by index: createsCompute, access. */
export type PowerRow = readonly [string, string, number, number];

export const grantWords: readonly Permitted[] = ["no", "conditional", "yes"];

/** Every built-in role that creates compute or grants access. */
export const computeRolePowers = (): readonly RolePower[] =>
  (data.powers as unknown as readonly PowerRow[]).map(([id, name, createsCompute, access]) => ({
    id,
    name,
    createsCompute: grantWords[createsCompute]!,
    grantsAccess: grantWords[access]!,
  }));

let index: ReadonlyMap<string, RolePower> | undefined;
function powers(): ReadonlyMap<string, RolePower> {
  index ??= new Map(
    computeRolePowers().flatMap(power =>
      [power.id, power.name.toLowerCase()].map((key): [string, RolePower] => [key, power]),
    ),
  );
  return index;
}

/** Characters of a role's mark: 30 bits. A custom role that shares one by chance is one in a million. */
const markLength = 5;

/** A role's mark in the list of all others: a hash of its id or name, for eight hundred ids would fill the pack. */
export const markOf = (idOrName: string): string =>
  createHash("sha256").update(idOrName.toLowerCase()).digest("base64url").slice(0, markLength);

let marks: ReadonlySet<string> | undefined;
function others(): ReadonlySet<string> {
  marks ??= new Set(data.others.match(new RegExp(`.{${markLength}}`, "g")));
  return marks;
}

/**
 * What a built-in role lets its holder do, by its GUID or its name in any letter case: its powers, `harmless` where it has
 * none over compute, or `undefined` where it is none of Azure's own.
 */
export function rolePower(idOrName: string): RolePower | "harmless" | undefined {
  const key = idOrName.trim().toLowerCase();
  return powers().get(key) ?? (others().has(markOf(key)) ? "harmless" : undefined);
}
