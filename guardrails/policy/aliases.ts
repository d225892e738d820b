import { armNaming } from "../../compute/path";
import { inAmount } from "../../compute/read-paths";
import type { Paths } from "../../compute/types/compute-type";
import data from "./data/aliases.json";

/**
 * Where the list of aliases is from: Azure's own answer to `GET /providers?$expand=resourceTypes/aliases`, as Microsoft keeps it
 * under the MIT licence in Azure/PSRule.Rules.Azure, `data/providers/<namespace>/types.json`, at 3a32b8c3ed of 2026-05-01. An alias
 * that Azure does not know fails the whole deployment, so none stands in the table that is not in that list.
 */
export const aliasSource = "Azure/PSRule.Rules.Azure@3a32b8c3ed (2026-05-01), data/providers";

/** A name by which a rule of Azure Policy reads a property of a request. */
export interface Alias {
  /** As rules write it: `Microsoft.Compute/virtualMachines/sku.name`. */
  readonly name: string;
  /** Where it really leads in the body, for names mislead: `properties.hardwareProfile.vmSize`. */
  readonly path: string;
  /** A definition of Microsoft's that uses it: a file of Azure/azure-policy@f4a50ba, or of Azure/Enterprise-Scale@dbd9bd2. */
  readonly usedBy?: string;
}

/** An alias behind its type, and its path, or the path and who uses it. */
type Rows = { readonly [type: string]: { readonly [alias: string]: string | readonly string[] } };

const table: ReadonlyMap<string, readonly Alias[]> = new Map(
  Object.entries(data.types as Rows).map(([type, rows]) => [
    type.toLowerCase(),
    Object.entries(rows).map(([alias, row]): Alias => {
      const [path = "", usedBy] = typeof row === "string" ? [row] : row;
      return { name: `${type}/${alias}`, path, ...(usedBy !== undefined && { usedBy }) };
    }),
  ]),
);

/** All that is known of an ARM type, in any letter case. */
export const aliasesOf = (type: string): readonly Alias[] => table.get(type.toLowerCase()) ?? [];

/** Every type that has one, in Azure's own letter case. */
export const aliasedTypes: readonly string[] = Object.keys(data.types);

/**
 * The aliases that lead where a path of the type's row in `compute/types/` leads. There are several where the body has forms, each with
 * names of its own for the same place.
 */
export function aliasesAt(type: string, path: string): readonly Alias[] {
  const wanted = armPath(path)?.toLowerCase();
  return aliasesOf(type).filter(alias => alias.path.toLowerCase() === wanted);
}

/** A path of a row as Azure Policy writes paths; nothing where it goes through what Azure Policy cannot enter. */
export function armPath(path: string): string | undefined {
  const steps = armNaming.steps(path);
  if (steps.some(({ each, json }) => json || each === "entry")) return undefined;
  return steps.map(({ key, each }) => (each ? `${key}[*]` : key)).join(".");
}

/** The list in whose elements an alias stands, as an alias; the first so many lists of several. */
export function listOf(name: string, depth = name.split("[*]").length - 1): string | undefined {
  return depth === 0 ? undefined : `${name.split("[*]").slice(0, depth).join("[*]")}[*]`;
}

/**
 * The places of a request, each also as the one object that may stand where its list belongs: the first previews of AKS had one
 * `autoscale` to a pool, under aliases of its own. The pack reads such an object as a list of one.
 */
export const placesOf = (at: Paths | undefined): readonly string[] =>
  inAmount(at ?? "").flatMap(path => (path.endsWith("[]") ? [path, path.slice(0, -2)] : [path]));
