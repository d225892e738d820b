import type { Facts } from "../../compute/facts";
import { factsOf } from "../../compute/read";
import { ofStack, withResource } from "../budget";
import type { Judged } from "../policy";
import { type Share, shareOf } from "../share";
import { plain } from "./plain";

interface Resource {
  readonly urn: string;
  readonly type: string;
  readonly props: unknown;
}

export interface RunningTotals {
  /** Keeps what a resource asks for. The last word on a URN counts: a replacement takes the place of what it replaces. */
  record(urn: string, facts: Facts | undefined): void;
  /** The sums with this resource; `undefined` where it orders nothing. */
  withResource(urn: string): Partial<Judged> | undefined;
  /** The sums in the end. Resources that were never asked about, for they were no target, are read now. */
  ofStack(resources: readonly Resource[]): Partial<Judged>;
}

/**
 * What a stack orders, resource by resource, kept for as long as the pack runs: one preview or one update of one stack.
 * Nothing is summed before a policy asks.
 */
export function runningTotals(read = (type: string, props: unknown) => factsOf(type, plain(props))): RunningTotals {
  /** Every URN that was asked about, with what it orders. */
  const seen = new Map<string, Facts | undefined>();
  const shares = new Map<string, Share>();
  const stale = new Set<string>();

  const record = (urn: string, found: Facts | undefined) => {
    const ordering = found?.orders.length ? found : undefined;
    if (seen.has(urn) && seen.get(urn) === ordering) return;
    seen.set(urn, ordering);
    stale.add(urn);
  };
  const current = () => {
    for (const urn of stale) {
      const share = shareOf(seen.get(urn));
      if (share) shares.set(urn, share);
      else shares.delete(urn);
    }
    stale.clear();
    return shares;
  };
  return {
    record,
    withResource(urn) {
      const totals = withResource(current(), urn);
      return totals && { totals: [totals] };
    },
    ofStack(resources) {
      for (const { urn, type, props } of resources) if (!seen.has(urn)) record(urn, read(type, props));
      return { totals: [ofStack(current())] };
    },
  };
}
