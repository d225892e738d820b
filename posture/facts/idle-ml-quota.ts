import { derivation } from "./derivation";
import { idleRows } from "./idle-quota";
import { mlAsQuota } from "./ml-pools";
import { marketsAt } from "./purchase";
import { underCaps } from "./shared-quota";

/** The quota of Azure Machine Learning that lies idle, and what it would buy. */
export default derivation<"idleMlQuota">()({
  needs: ["mlQuota", "subscriptions"],
  // What was not read takes nothing of what the estate approves of.
  decidesSome: ["quota", "sharedLimits"],
  derive: ({ mlQuota, subscriptions, quota, sharedLimits }, { estate, manifest }) => ({
    value: idleRows(
      mlAsQuota(mlQuota.value),
      subscriptions.value,
      estate,
      // What Compute sells to the subscription says nothing of this service, which runs its machines in its own.
      marketsAt(manifest.collectedAt),
      "Microsoft.MachineLearningServices",
      underCaps(quota.value, sharedLimits.value),
    ),
  }),
});
