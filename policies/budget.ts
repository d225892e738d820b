import type { MachineSet } from "../compute/facts";
import {
  add,
  type Ceiling,
  each,
  larger,
  nothing,
  readable,
  type Share,
  type Sums,
  times,
  type Uncounted,
} from "./share";

/** What is ordered in all. */
export interface Totals extends Sums {
  readonly regions: ReadonlySet<string>;
}

/** What a stack orders with one more resource, or in the end. */
export interface StackTotals {
  readonly of: "resource" | "stack";
  readonly totals: Totals;
  /** How much of it came with the resource at hand; for a stack, all of it. */
  readonly added: Totals;
  readonly uncounted: readonly Uncounted[];
}

/**
 * What all shares come to. Their order does not matter. A set that is described in two types of resources (a cluster
 * and its agent pool) counts once, as the larger of both; an autoscale setting raises the sets that it steers, all of them
 * where their resource groups are not known.
 */
export function totalsOf(shares: Iterable<Share>): Totals {
  const all = [...shares];
  const ceilings = all.flatMap(share => share.ceilings);
  const steered = new Set<Ceiling>();
  const grown = all.flatMap(({ parts }) =>
    parts.map(part => {
      const steering = ceilings.filter(({ set }) => part.set !== undefined && isSame(set, part.set));
      for (const ceiling of steering) steered.add(ceiling);
      const most = Math.max(0, ...steering.map(({ machines }) => machines));
      return { ...part, sums: larger(part.sums, times(part.unit, most)) };
    }),
  );
  let total = nothing;
  const sets = new Map<string, Map<string, Sums>>();
  for (const { set, type, sums } of grown) {
    const name = set && readable(set.name);
    if (!set || name === undefined) total = add(total, sums);
    else {
      const key = `${set.type.replace(/\/agentpools$/, "")} ${readable(set.group) ?? ""} ${name}`;
      const byType = sets.get(key) ?? new Map<string, Sums>();
      byType.set(type, add(byType.get(type) ?? nothing, sums));
      sets.set(key, byType);
    }
  }
  for (const byType of sets.values()) total = add(total, [...byType.values()].reduce(larger));
  return { ...add(total, strangers(ceilings, steered)), regions: new Set(all.flatMap(({ regions }) => regions)) };
}

/** Ceilings of sets that stand outside the stack: so many machines, of sizes that nobody here knows; profiles of one setting take turns. */
function strangers(ceilings: readonly Ceiling[], steered: ReadonlySet<Ceiling>): Sums {
  const most = new Map<string, number>();
  for (const ceiling of ceilings) {
    const { type, name, group } = ceiling.set;
    const own = readable(name);
    if (steered.has(ceiling) || own === undefined) continue;
    const key = `${type} ${readable(group) ?? ""} ${own}`;
    most.set(key, Math.max(most.get(key) ?? 0, ceiling.machines));
  }
  return { ...nothing, machines: [...most.values()].reduce((sum, machines) => sum + machines, 0) };
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

/** What a stack orders, and what of that came with the resource `urn`; `undefined` where that orders nothing. */
export function withResource(shares: ReadonlyMap<string, Share>, urn: string): StackTotals | undefined {
  const own = shares.get(urn);
  if (!own) return undefined;
  const totals = totalsOf(shares.values());
  const before = totalsOf([...shares].flatMap(([of, share]) => (of === urn ? [] : [share])));
  const added: Totals = {
    ...each(totals, before, (after, less) => after - less),
    regions: new Set([...totals.regions].filter(region => !before.regions.has(region))),
  };
  return { of: "resource", totals, added, uncounted: [...own.uncounted, ...notJoined(own)] };
}

/** What a stack orders in the end. */
export function ofStack(shares: ReadonlyMap<string, Share>): StackTotals {
  const totals = totalsOf(shares.values());
  return { of: "stack", totals, added: totals, uncounted: [] };
}

const notJoined = ({ ceilings }: Share): Uncounted[] => [
  ...new Map(
    ceilings
      .filter(({ set }) => set.name.state !== "known")
      .map(({ set }) => [set.name.path, { path: set.name.path, what: "how far a set may grow that is decided later" }]),
  ).values(),
];
