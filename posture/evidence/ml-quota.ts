import * as z from "zod";
import type { Calls } from "./calls";
import { defineEvidence, type Missing, type RowOf } from "./define";
import quota, { regionsOf } from "./quota";
import { each, inEachRegion, read } from "./reading/read";
import { registeredCall, whereRegistered } from "./reading/registered-providers";
import { text } from "./reading/wire";

const row = z.object({
  subscription: z.string(),
  region: z.string(),
  pool: z
    .enum(["total", "family", "lowPriority"])
    .describe(
      "`total`: all dedicated vCPUs of the region; `family`: those of one family; `lowPriority`: its spot pool",
    ),
  name: z.string().describe("As Azure spells it: `Standard NCASv3_T4 Family Cluster Dedicated vCPUs`"),
  used: z.number(),
  limit: z.number(),
});

/** One row of what Azure Machine Learning allows a subscription in a region: a quota apart from that of Compute. */
export type MlQuota = RowOf<typeof row>;

const calls = {
  registered: registeredCall,
  usages: {
    api: "arm",
    actions: ["Microsoft.MachineLearningServices/locations/usages/read"],
    why: "know how much compute could be created in Azure Machine Learning, which has a quota of its own",
  },
} as const satisfies Calls;

/** The service lists its limits on workspaces, clusters and computes beside those of the subscription, told apart by the type. */
const pools: { readonly [type: string]: MlQuota["pool"] } = {
  "microsoft.machinelearningservices/dedicatedcores/usages": "total",
  "microsoft.machinelearningservices/lowprioritycores/usages": "lowPriority",
  "microsoft.machinelearningservices/vmfamily/usages": "family",
};

const usage = z.object({
  type: text,
  currentValue: z.number(),
  limit: z.number(),
  name: z.object({ value: text }),
});

/** Families have a row for low priority too, without a limit: they share the pool of the region. */
const isShared = (name: string): boolean => /low ?priority/i.test(name);

const rowIn = (subscription: string, region: string) => {
  return ({ type, currentValue, limit, name }: z.infer<typeof usage>): MlQuota | undefined => {
    const pool = pools[type.toLowerCase()];
    if (pool === undefined || (pool === "family" && isShared(name.value))) return undefined;
    return { subscription, region, pool, name: name.value, used: currentValue, limit };
  };
};

export default defineEvidence({
  kind: "mlQuota",
  title: "quota of Azure Machine Learning",
  row,
  calls,
  whole: "refused per subscription",
  per: [quota],
  run: ({ azure, rows }) =>
    each(regionsOf(rows.quota), ([subscription, regions]) =>
      whereRegistered(azure, subscription, "Microsoft.MachineLearningServices", () =>
        inEachRegion(regions, region =>
          known(
            read(azure.armList(usagesPath(subscription, region)), {
              what: "quota of Azure Machine Learning in the subscription",
              call: calls.usages,
              as: usage.transform(rowIn(subscription, region)),
              of: [subscription],
              whereOffered: true,
            }),
          ),
        ),
      ),
    ),
});

async function* known(rows: AsyncIterable<MlQuota | Missing | undefined>): AsyncGenerator<MlQuota | Missing> {
  for await (const found of rows) if (found !== undefined) yield found;
}

const usagesPath = (subscription: string, region: string) =>
  `/subscriptions/${subscription}/providers/Microsoft.MachineLearningServices/locations/${region}/usages?api-version=2024-10-01`;
