import { batchAsQuota } from "./batch-pools";
import { derivation } from "./derivation";
import { idleRows } from "./idle-quota";
import { mlAsQuota } from "./ml-pools";
import { marketsAt } from "./purchase";
import { underCaps } from "./shared-quota";

/** The quota of Batch accounts that lies idle, and what it would buy. */
export default derivation<"idleBatchQuota">()({
  needs: ["batchQuota", "subscriptions"],
  // What was not read takes nothing of what the estate approves of.
  decidesSome: ["quota", "sharedLimits", "mlQuota"],
  derive: ({ batchQuota, subscriptions, quota, sharedLimits, mlQuota }, { estate, manifest }) => ({
    value: idleRows(
      batchAsQuota(batchQuota.value),
      subscriptions.value,
      estate,
      // What Compute sells to the subscription says nothing of this service, which runs its machines in its own.
      marketsAt(manifest.collectedAt),
      "Microsoft.Batch",
      [...underCaps(quota.value, sharedLimits.value), ...mlAsQuota(mlQuota.value)],
    ),
  }),
});
