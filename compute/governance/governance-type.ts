import type { Fact, FactKind } from "../facts";
import { firstPresent, type RowContext, text, withheld } from "../leaf";
import { isList, isObject, type NodeAt } from "../tree";
import type { Paths } from "../types/compute-type";
import { absent, known, type Value, Withheld } from "../value";

/**
 * A type that changes who may create compute, how much of it, or which guardrails watch over it. The paths are written as
 * in the table of compute types: `~` is ARM's envelope `properties`, which azure-native mostly leaves out.
 */
export interface GovernanceType {
  /** azure-native's `module:Type`. */
  readonly native?: readonly string[];
  /** The ARM types. */
  readonly arm?: readonly string[];
  /** Types of the classic provider, such as `lighthouse/definition:Definition`. */
  readonly classic?: readonly string[];
  /** Names under `azurerm:index/` where they are not the classic types' own. */
  readonly azurerm?: readonly string[];
  /** Types under `azuread:index/`. */
  readonly azuread?: readonly string[];
  /** Each place that it leads to is a change of its own; without it, the resource is one. */
  readonly at?: string;
  /** By leaf of the fact. A path that begins with `/` starts at the resource. */
  readonly paths: { readonly [leaf: string]: Paths };
}

/** How the rows of one kind of fact are read. */
export interface GovernanceReader<K extends FactKind = FactKind, R extends GovernanceType = GovernanceType> {
  readonly kind: K;
  readonly rows: readonly R[];
  /** No fact where the row's change is not made after all. */
  read(row: R, context: RowContext): readonly Fact<K>[];
}

export const defineReader = <K extends FactKind, R extends GovernanceType>(
  reader: GovernanceReader<K, R>,
): GovernanceReader<K, R> => reader;

/** A leaf of the fact; absent where the row has no path to it. */
export function leafAt(row: GovernanceType, context: RowContext, leaf: string): Value<string> {
  const paths = row.paths[leaf];
  return paths === undefined ? absent(context.at.path) : text(firstPresent(context, paths));
}

/** A word, also one that is written as a number or a switch. */
export function word(place: NodeAt): Value<string> {
  const { node } = place;
  return text(typeof node === "boolean" || typeof node === "number" ? { ...place, node: String(node) } : place);
}

/** Whether a list or an object holds anything: `known` says that it does. */
export function filled({ node, path }: NodeAt): Value<string> {
  if (node instanceof Withheld) return withheld(node, path);
  const some = isList(node) ? node.length > 0 : isObject(node) && Object.keys(node).length > 0;
  return some ? known("", path) : absent(path);
}
