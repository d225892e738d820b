import type { ResourceValidationArgs } from "@pulumi/policy";
import type { Facts } from "../../compute/facts";
import { factsOf } from "../../compute/facts-of";
import { Components } from "../budget/components";
import { Ledger, type StackTotals } from "../budget/ledger";
import { type Requested, shareOf } from "../budget/share";
import { type Held, wasHeld } from "../held";
import type { Judged } from "../policy";
import { isComponent } from "./facts-once";
import { plain } from "./plain";

interface Resource {
  readonly urn: string;
  readonly type: string;
  readonly props: unknown;
  readonly provider?: ResourceValidationArgs["provider"];
}

export interface RunningTotals {
  /** Keeps what a resource asks for. The last word on a URN counts: a replacement takes the place of what it replaces. */
  record(urn: string, facts: Facts | undefined): void;
  /** The sums with this resource; `undefined` where it requests nothing. */
  withResource(urn: string): Partial<Judged> | undefined;
  /** The sums in the end. Resources that were never asked about, for they were no target, are read now. */
  ofStack(resources: readonly Resource[]): Partial<Judged>;
}

/**
 * What a stack requests, resource by resource, kept for as long as the pack runs: one preview or one update of one stack.
 * Nothing is summed before a policy asks.
 */
export function runningTotals(
  read = (type: string, props: unknown, isComponent: boolean) => factsOf(type, plain(props), undefined, isComponent),
  held?: Held,
): RunningTotals {
  const asked = new Set<string>();
  let last: { readonly urn: string; readonly facts: Facts | undefined } | undefined;
  /** What is still to be entered: no payloads, which may be large. */
  const pending = new Map<string, Requested | undefined>();
  const ledger = new Ledger();
  const components = new Components();
  /** Of what was not there before. */
  const added = new Ledger();
  /** What was last told, for each rule on sums asks the same of a resource. */
  let told: { readonly urn: string; readonly totals: Partial<Judged> | undefined } | undefined;

  const record = (urn: string, facts: Facts | undefined) => {
    if (last?.urn === urn && last.facts === facts) return;
    last = { urn, facts };
    told = undefined;
    asked.add(urn);
    pending.set(urn, facts && { requests: facts.requests, regions: facts.regions });
    if (facts?.requests.length) for (const over of components.enter(urn)) pending.set(over, undefined);
  };
  const withChange = (totals: StackTotals): StackTotals =>
    held ? { ...totals, change: added.ofStack().totals } : totals;
  const current = () => {
    for (const [urn, requested] of pending) {
      const share = shareOf(requested);
      ledger.enter(urn, share);
      if (held) added.enter(urn, requested && wasHeld(held, urn, requested) ? undefined : share);
    }
    pending.clear();
    return ledger;
  };
  return {
    record,
    withResource(urn) {
      if (told?.urn !== urn) {
        const totals = current().withResource(urn);
        told = { urn, totals: totals && { totals: [withChange(totals)] } };
      }
      return told.totals;
    },
    ofStack(resources) {
      for (const { urn, type, props, provider } of resources)
        if (!asked.has(urn)) record(urn, read(type, props, isComponent(provider)));
      return { totals: [withChange(current().ofStack())] };
    },
  };
}
