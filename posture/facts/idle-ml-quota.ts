import { approval } from "./approval";
import { derivation } from "./derivation";
import { idleRows } from "./idle-quota";
import { mlAsQuota } from "./ml-pools";
import { marketsAt } from "./purchase";

/** The quota of Azure Machine Learning that lies idle, and what it would buy. */
export default derivation<"idleMlQuota">()({
  needs: ["mlQuota", "subscriptions"],
  derive: ({ mlQuota, subscriptions }, { estate, manifest }) => ({
    value: idleRows(
      mlAsQuota(mlQuota.value),
      subscriptions.value,
      approval(estate, subscriptions.value),
      // What Compute sells to the subscription says nothing of this service, which runs its machines in its own.
      marketsAt(manifest.collectedAt),
      "Microsoft.MachineLearningServices",
    ),
  }),
});
