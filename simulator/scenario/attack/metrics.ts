import { serverless, tellBatch, tellWorkspace } from "../baseline/metrics";
import type { PlantedFault } from "../stage";

/** Machines of which nothing stands in Azure Resource Manager, and that only a metric tells of. */
export const metricFaults: readonly PlantedFault[] = [
  {
    id: "P155",
    sentence:
      "2 days ago somebody ran 256 cores in Batch account batchreports for six hours, by a pool that was made with the account's key and is gone; no log names anybody.",
    add: stage => tellBatch(stage, { days: 2, hours: 6 }, { days: 2 }, 256),
  },
  {
    id: "P156",
    sentence:
      "Since yesterday a job runs on 96 cores of serverless machines in machine learning workspace mlw-forecast; no log names anybody.",
    add: stage => tellWorkspace(stage, serverless, { days: 1 }, {}, 96),
  },
];
