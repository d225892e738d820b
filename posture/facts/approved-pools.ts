import { approvalsOf } from "../../catalogue/approvals";
import type { Certainty } from "../../catalogue/certainty";
import type { Estate } from "../../catalogue/estate";
import type { Subscription } from "../evidence/subscriptions";
import { approval } from "./approval";
import { type Approved, approvedQuota, type Claim } from "./approved-quota";

/** A quota that machines of any family may use: `sizes` are the accelerators that fit into it, each of which it may go to whole. */
export type AnyClaim = Claim;

/**
 * Whether the estate approves of pools for machines of any family: of each accelerator that fits, in the number that fits. An
 * approval with a ceiling covers so many in all pools together, and the quota of its own family takes of it first.
 */
export function approvedPools(
  estate: Estate,
  subscriptions: readonly Subscription[],
  families: readonly Claim[],
  pools: readonly AnyClaim[],
): (pool: AnyClaim) => Certainty {
  const approves = approval(estate, subscriptions);
  const bySize = new Map<string, (pool: AnyClaim) => Approved>();
  const shared = (size: string): ((pool: AnyClaim) => Approved) => {
    const approvals = new Set(approvalsOf(estate, size));
    const first = families.filter(({ sizes }) =>
      sizes.some(each => approvalsOf(estate, each).some(one => approvals.has(one))),
    );
    const claims = new Map(
      pools.filter(({ sizes }) => sizes.includes(size)).map(pool => [pool, { ...pool, sizes: [size] }]),
    );
    const approvedOf = approvedQuota(estate, subscriptions, [
      ...first.map(claim => ({ ...claim, before: true as const })),
      ...claims.values(),
    ]);
    return pool => approvedOf(claims.get(pool)!);
  };
  const verdict = (size: string, pool: AnyClaim): Certainty => {
    const approvals = approvalsOf(estate, size);
    if (!approvals.some(({ max }) => max !== undefined)) return approves({ ...pool, sizes: [size] });
    const approvedOf = bySize.get(size) ?? shared(size);
    bySize.set(size, approvedOf);
    const { no, unknown } = approvedOf(pool);
    return no > 0 ? "no" : unknown > 0 ? "unknown" : "yes";
  };
  return pool => {
    let found: Certainty = "yes";
    for (const size of pool.sizes) {
      const is = verdict(size, pool);
      if (is === "no") return is;
      if (is === "unknown") found = is;
    }
    return found;
  };
}
