import type { MachineSet } from "../../compute/facts";
import { readable } from "../judge-value";
import { add, type Ceiling, larger, noSums, type Share, type Sums, scaled } from "./share";

/** What of a share is summed up. */
export type Machines = Pick<Share, "parts" | "ceilings">;

/**
 * What all of them come to. Their order does not matter. A set that is described in two types of resources (a cluster
 * and its agent pool) counts once, as the larger of both; an autoscale setting raises the sets that it steers, all of them
 * where their resource groups are not known.
 */
export function sumsOf(shares: Iterable<Machines>): Sums {
  const all = [...shares];
  const ceilings = all.flatMap(share => share.ceilings);
  const steered = new Set<Ceiling>();
  const grown = all.flatMap(({ parts }) =>
    parts.map(part => {
      const steering = ceilings.filter(({ set }) => part.set !== undefined && isSame(set, part.set));
      for (const ceiling of steering) steered.add(ceiling);
      const most = Math.max(0, ...steering.map(({ machines }) => machines));
      return { ...part, sums: larger(part.sums, scaled(part.unit, most)) };
    }),
  );
  let total = noSums;
  const sets = new Map<string, Map<string, Sums>>();
  for (const { set, type, sums } of grown) {
    const account = set && accountOf(set);
    if (!set || account === undefined) total = add(total, sums);
    else {
      const key = `${account} ${readable(set.group) ?? ""}`;
      const byType = sets.get(key) ?? new Map<string, Sums>();
      byType.set(type, add(byType.get(type) ?? noSums, sums));
      sets.set(key, byType);
    }
  }
  for (const byType of sets.values()) total = add(total, [...byType.values()].reduce(larger));
  return add(total, ceilingsOfOthers(ceilings, steered));
}

/**
 * Sets of different accounts have nothing to do with each other. Those of one may be the same, where their resource groups are not
 * known to differ; `undefined` for a set without a name, which is the same as no other.
 */
export function accountOf({ type, name }: MachineSet): string | undefined {
  const known = readable(name);
  return known === undefined ? undefined : `${type.replace(/\/agentpools$/, "")} ${known}`;
}

/** Ceilings of sets that stand outside the stack: so many machines, of sizes that nobody here knows; profiles of one setting take turns. */
function ceilingsOfOthers(ceilings: readonly Ceiling[], steered: ReadonlySet<Ceiling>): Sums {
  const most = new Map<string, number>();
  for (const ceiling of ceilings) {
    const { type, name, group } = ceiling.set;
    const own = readable(name);
    if (steered.has(ceiling) || own === undefined) continue;
    const key = `${type} ${readable(group) ?? ""} ${own}`;
    most.set(key, Math.max(most.get(key) ?? 0, ceiling.machines));
  }
  return { ...noSums, machines: [...most.values()].reduce((sum, machines) => sum + machines, 0) };
}

const isSame = (one: MachineSet, other: MachineSet): boolean => {
  const [name, group, otherGroup] = [readable(one.name), readable(one.group), readable(other.group)];
  return (
    one.type === other.type &&
    name !== undefined &&
    name === readable(other.name) &&
    (group === undefined || otherGroup === undefined || group === otherGroup)
  );
};
