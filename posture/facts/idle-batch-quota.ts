import { approval } from "./approval";
import { batchAsQuota } from "./batch-pools";
import { derivation } from "./derivation";
import { idleRows } from "./idle-quota";
import { marketsAt } from "./purchase";

/** The quota of Batch accounts that lies idle, and what it would buy. */
export default derivation<"idleBatchQuota">()({
  needs: ["batchQuota", "subscriptions"],
  derive: ({ batchQuota, subscriptions }, { estate, manifest }) => ({
    value: idleRows(
      batchAsQuota(batchQuota.value),
      subscriptions.value,
      approval(estate, subscriptions.value),
      // What Compute sells to the subscription says nothing of this service, which runs its machines in its own.
      marketsAt(manifest.collectedAt),
      "Microsoft.Batch",
    ),
  }),
});
