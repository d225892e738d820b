import { type Excess, excesses } from "../../catalogue/approval-ceilings";
import { approvalsOf, holdsAt } from "../../catalogue/approvals";
import type { Estate } from "../../catalogue/estate";
import type { ComputeRequest } from "../../compute/facts";
import { readable } from "../../policies/judge-value";
import { grouped } from "./collate";
import type { StandingCompute } from "./standing-compute";

/** Machines of one size, or of several among which Azure picks. */
export interface Machines {
  readonly of: StandingCompute;
  readonly requests: readonly ComputeRequest[];
  readonly machines: number;
}

/** More machines than their approvals cover, each of which is approved for itself; the newest first. */
export type Crowd = Excess<Machines>;

/**
 * Where machines that share approvals are more than these cover. An approval of which it was not read whether it holds at a
 * place is taken to: it covers at most so many. Machines whose number is not known are not counted.
 * @param certain whether machines are left out of which it was not read that an approval holds
 */
export function crowds(all: readonly StandingCompute[], estate: Estate, certain = false): Crowd[] {
  const covered = all.flatMap(of =>
    [...grouped(of.requests.entries(), ([index, { choice }]) => choice ?? String(index)).values()].flatMap(entries => {
      const requests = entries.map(([, request]) => request);
      const { count } = requests[0]!;
      const machines = count.state === "absent" ? 1 : readable(count);
      const sizes = requests.map(({ size }) => readable(size));
      if (machines === undefined || sizes.includes(undefined)) return [];
      const approvals = [...new Set(sizes.flatMap(size => approvalsOf(estate, size!)))];
      const held = approvals.map(approval => holdsAt(approval, of.place));
      if (certain && !held.includes("yes")) return [];
      return [{ approvals: approvals.filter((_, i) => held[i] !== "no"), machines, of: { of, requests, machines } }];
    }),
  );
  return excesses(covered).map(excess => ({ ...excess, of: [...excess.of].sort(newestFirst) }));
}

const newestFirst = (a: Machines, b: Machines): number => {
  const [one, other] = [a.of.since ?? "", b.of.since ?? ""];
  return one < other ? 1 : one > other ? -1 : 0;
};

/** Requests that are approved one by one, and of which none could stay: the newest, as far as all their machines are too many. */
export function beyondCeilings(all: readonly StandingCompute[], estate: Estate): ReadonlySet<ComputeRequest> {
  return new Set(
    crowds(all, estate).flatMap(({ machines, most, of }) => {
      let surplus = machines - most;
      return of.flatMap(each => {
        if (each.machines === 0 || each.machines > surplus) return [];
        surplus -= each.machines;
        return each.requests;
      });
    }),
  );
}

/** The newest machines of a crowd, until no more than are covered are left. */
export function newestOf({ machines, most, of }: Crowd): readonly Machines[] {
  let surplus = machines - most;
  return of.filter(each => {
    const isBeyond = surplus > 0 && each.machines > 0;
    if (isBeyond) surplus -= each.machines;
    return isBeyond;
  });
}
