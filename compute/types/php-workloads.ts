import type { ComputeType } from "./compute-type";

/** Azure Workloads for PHP, which was a preview, in SDKs up to v2. */
export const phpWorkloads: readonly ComputeType[] = [
  {
    arm: "Microsoft.Workloads/phpWorkloads",
    native: ["workloads:PhpWorkload"],
    write: { creates: "machines of PHP workloads", quota: "compute" },
    requests: [
      {
        what: "web node",
        size: "~webNodesProfile.nodeSku",
        ceiling: "~webNodesProfile.autoScaleMaxCount",
      },
      { what: "controller", size: "~controllerProfile.nodeSku" },
      { what: "search node", size: "~searchProfile.nodeSku", without: "nothing" },
    ],
  },
];
