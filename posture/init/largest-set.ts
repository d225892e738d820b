import { readable } from "../../policies/judge-value";
import { by } from "../facts/collate";
import { isRead, liveFacts } from "../facts/live-facts";
import type { Resolver } from "../run/resolve";
import type { Use } from "./uses";

/** A set, a pool or a fleet that is there, with the most that it holds or may grow to. */
export interface ScaleSet {
  readonly name: string;
  readonly subscription: string;
  readonly machines: number;
  /** Why it looks like an attack, to follow on "it"; absent where nothing speaks against it. */
  readonly against?: string;
}

/**
 * Every set, as the rule on large sets reads it: by what it asks for and may grow to, and by what runs where that is more. Whoever
 * steers it, as an autoscale setting does, counts as a set too.
 */
export function setsOf(know: Resolver, uses: readonly Use[]): readonly ScaleSet[] {
  const subscriptions = new Map(know("subscriptions").value.map(({ id, name }) => [id.toLowerCase(), name || id]));
  return liveFacts(know("resources").value).flatMap(({ resource, facts }): ScaleSet[] => {
    const mine = uses.filter(({ id }) => id === resource.id);
    const running = mine.flatMap(({ isSet, machines }) => (isSet ? (machines ?? []) : []));
    const asked = (isRead(facts) ? facts.requests : []).flatMap(({ count, ceiling }) =>
      [count, ceiling].flatMap(leaf => readable(leaf) ?? []),
    );
    const machines = Math.max(0, ...running, ...asked);
    const against = mine.find(use => use.against !== undefined)?.against;
    const subscription = subscriptions.get(resource.subscription.toLowerCase()) ?? resource.subscription;
    return machines > 0
      ? [{ name: resource.name, subscription, machines, ...(against !== undefined && { against }) }]
      : [];
  });
}

/** The largest that does not look like an attack: a limit below it would refuse what is there. Undefined where there is none. */
export const largestSet = (sets: readonly ScaleSet[]): ScaleSet | undefined =>
  sets.filter(({ against }) => against === undefined).sort(largestFirst)[0];

/** The largest that does look like an attack and is larger than the limit; undefined where there is none. */
export const leftOut = (sets: readonly ScaleSet[], limit: number): ScaleSet | undefined =>
  sets.filter(({ against, machines }) => against !== undefined && machines > limit).sort(largestFirst)[0];

const largestFirst = (a: ScaleSet, b: ScaleSet): number =>
  b.machines - a.machines || by(({ name }: ScaleSet) => name)(a, b);
