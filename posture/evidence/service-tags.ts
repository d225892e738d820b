import * as z from "zod";
import type { Cloud } from "../azure/endpoints";
import type { Calls } from "./calls";
import { defineEvidence, type Missing, type RowOf } from "./define";
import { apart, once, read } from "./reading/read";
import { maybeTexts, text } from "./reading/wire";
import subscriptions from "./subscriptions";

const row = z.object({ prefix: z.string().describe("A range of addresses of Azure's datacenters, as CIDR") });

/** One range of the service tag AzureCloud. */
export type AzureRange = RowOf<typeof row>;

const calls = {
  tags: {
    api: "arm",
    actions: ["Microsoft.Network/locations/serviceTags/read"],
    why: "know which addresses are Azure's own",
  },
} as const satisfies Calls;

/**
 * The region only says whose version of the list is meant, and the list is of all regions
 * (https://learn.microsoft.com/rest/api/virtualnetwork/service-tags/list).
 */
const regions: { readonly [C in Cloud]: string } = {
  AzurePublicCloud: "westeurope",
  AzureGovernment: "usgovvirginia",
  AzureChina: "chinanorth2",
};

const list = z.object({
  values: z.array(z.object({ name: text, properties: z.object({ addressPrefixes: maybeTexts }) })),
});

/** The tag that holds every address of the cloud; all others are parts of it. */
const wholeCloud = "AzureCloud";

/** Every subscription is told the same, so the first that may be asked is enough. */
export default defineEvidence({
  kind: "serviceTags",
  title: "addresses of Azure",
  row,
  calls,
  whole: "refused as a whole",
  namedBy: [subscriptions],
  async *run({ azure, cloud = "AzurePublicCloud", rows }) {
    let refused: readonly Missing[] = [];
    for (const { id } of rows.subscriptions) {
      const path = `/subscriptions/${id}/providers/Microsoft.Network/locations/${regions[cloud]}/serviceTags?api-version=2025-05-01`;
      const { rows: lists, gaps } = await apart(
        read(
          once(() => azure.armGet(path)),
          { what: "addresses of Azure", call: calls.tags, as: list },
        ),
      );
      for (const { values } of lists)
        for (const { name, properties } of values)
          if (name === wholeCloud) for (const prefix of properties.addressPrefixes) yield { prefix };
      if (lists.length > 0) return;
      refused = refused.length > 0 ? refused : gaps;
    }
    yield* refused;
  },
});
