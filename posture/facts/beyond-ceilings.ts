import { approvalsOf, holdsAt, type Place } from "../../catalogue/approvals";
import type { Estate } from "../../catalogue/estate";
import type { ComputeRequest } from "../../compute/facts";
import type { Value } from "../../compute/value";

/** Machines that exist, where they stand and since when. */
export interface Standing {
  /** Those that are approved, each for itself. */
  readonly requests: readonly ComputeRequest[];
  readonly place: Place;
  /** ISO 8601; absent where it is not known. */
  readonly since?: string | undefined;
}

const known = <T>(leaf: Value<T>): T | undefined => (leaf.state === "known" ? leaf.value : undefined);

/**
 * Requests that are approved one by one, and that are together more machines than the estate approves of: of those that share
 * an approval the newest, as many as are too many. Machines whose number or approval is not known are not counted.
 */
export function beyondCeilings(all: readonly Standing[], estate: Estate): ReadonlySet<ComputeRequest> {
  const shared = new Map<string, { readonly most: number; readonly rows: Row[] }>();
  for (const { requests, place, since = "" } of all)
    for (const request of requests) {
      const size = known(request.size);
      const machines = request.count.state === "absent" ? 1 : known(request.count);
      if (size === undefined || machines === undefined || request.choice !== undefined) continue;
      const approvals = approvalsOf(estate, size).filter(approval => holdsAt(approval, place) !== "no");
      const most = approvals.reduce((sum, { max = Infinity }) => sum + max, 0);
      if (approvals.length === 0 || most === Infinity) continue;
      const key = JSON.stringify(approvals);
      const group = shared.get(key) ?? { most, rows: [] };
      shared.set(key, group);
      group.rows.push({ request, machines, since });
    }
  return new Set([...shared.values()].flatMap(tooMany));
}

interface Row {
  readonly request: ComputeRequest;
  readonly machines: number;
  readonly since: string;
}

function tooMany({ most, rows }: { readonly most: number; readonly rows: readonly Row[] }): ComputeRequest[] {
  let surplus = rows.reduce((sum, { machines }) => sum + machines, 0) - most;
  return [...rows]
    .sort((a, b) => (a.since < b.since ? 1 : a.since > b.since ? -1 : 0))
    .flatMap(({ request, machines }) => {
      if (machines === 0 || machines > surplus) return [];
      surplus -= machines;
      return [request];
    });
}
