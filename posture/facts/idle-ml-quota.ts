import { approval } from "./approval";
import { derivation } from "./derivation";
import { idleRows } from "./idle-quota";
import { mlAsQuota } from "./ml-pools";

/** The quota of Azure Machine Learning that lies idle, and what it would buy. */
export default derivation<"idleMlQuota">()({
  needs: ["mlQuota", "subscriptions"],
  derive: ({ mlQuota, subscriptions }, { estate, manifest }) =>
    idleRows(
      mlAsQuota(mlQuota.value),
      subscriptions.value,
      approval(estate, subscriptions.value),
      manifest.collectedAt,
      "Microsoft.MachineLearningServices",
    ),
});
