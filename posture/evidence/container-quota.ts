import * as z from "zod";
import type { Calls } from "./calls";
import { defineEvidence, type RowOf } from "./define";
import quota, { regionsOf } from "./quota";
import { each, inEachRegion, read } from "./reading/read";
import { registeredCall, whereRegistered } from "./reading/registered-providers";
import { text } from "./reading/wire";

const row = z.object({
  subscription: z.string(),
  region: z.string(),
  name: z.string().describe("As Azure spells it: `StandardCores`, `StandardSpotCores`, `ContainerGroups`"),
  used: z.number(),
  limit: z.number(),
});

/** One limit of Container Instances in a region. */
export type ContainerQuota = RowOf<typeof row>;

const calls = {
  registered: registeredCall,
  usages: {
    api: "arm",
    actions: ["Microsoft.ContainerInstance/locations/usages/read"],
    why: "know how many cores could be used by Container Instances, which have a quota of their own",
  },
} as const satisfies Calls;

const usage = z.object({ name: z.object({ value: text }), currentValue: z.number(), limit: z.number() });

const pathOf = (subscription: string, region: string) =>
  `/subscriptions/${subscription}/providers/Microsoft.ContainerInstance/locations/${region}/usages?api-version=2025-09-01`;

/** Source: Azure REST API, "Location - List Usage" (2025-09-01). */
export default defineEvidence({
  kind: "containerQuota",
  title: "quota of Container Instances",
  row,
  calls,
  whole: "refused per subscription",
  per: [quota],
  run: ({ azure, rows }) =>
    each(regionsOf(rows.quota), ([subscription, regions]) =>
      whereRegistered(azure, subscription, "Microsoft.ContainerInstance", () =>
        inEachRegion(regions, region =>
          read(azure.armList(pathOf(subscription, region)), {
            what: "quota of Container Instances in the subscription",
            call: calls.usages,
            as: usage.transform(
              ({ name, currentValue: used, limit }): ContainerQuota => ({
                subscription,
                region,
                name: name.value,
                used,
                limit,
              }),
            ),
            of: [subscription],
            whereOffered: true,
          }),
        ),
      ),
    ),
});
