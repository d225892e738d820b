import * as z from "zod";
import type { Calls } from "./calls";
import { defineEvidence, type RowOf } from "./define";
import { notInResourceGraph } from "./reading/not-in-resource-graph";
import { apart, each, read } from "./reading/read";
import { guid, maybeText, present, region, text } from "./reading/wire";
import subscriptions from "./subscriptions";

const row = z.object({
  subscription: z.string(),
  region: z.string(),
  name: z.string().describe("As Azure spells it; it ends in the accelerator: `….H100_80GB`"),
  unit: z.string().exactOptional(),
  scope: z.string().exactOptional().describe("Where the limit holds: one that is `Global` is told by each region"),
  used: z.number(),
  limit: z.number(),
});

/** How many accelerators managed deployments of Foundry may use. */
export type FoundryQuota = RowOf<typeof row>;

const calls = {
  accounts: {
    api: "arm",
    actions: ["Microsoft.ResourceGraph/resources/read", "Microsoft.CognitiveServices/accounts/read"],
    why: "know where Foundry is used",
  },
  usages: {
    api: "arm",
    actions: ["Microsoft.CognitiveServices/locations/managedComputeUsages/read"],
    why: "know how many accelerators could be used by managed deployments of Foundry, which have a quota of their own",
  },
} as const satisfies Calls;

/** The kind of account that has managed compute. */
const query =
  "resources | where type =~ 'microsoft.cognitiveservices/accounts' and kind =~ 'AIServices' | project id, subscriptionId, location";
const account = z.object({ subscriptionId: guid, location: region });

const usage = z.object({
  name: z.object({ value: text }),
  currentValue: z.number(),
  limit: z.number(),
  unit: maybeText,
  offerScope: maybeText,
});

const what = "quota of Foundry's managed compute";
const pathOf = (subscription: string, region: string) =>
  `/subscriptions/${subscription}/providers/Microsoft.CognitiveServices/locations/${region}/managedComputeUsages?api-version=2026-07-15-preview`;

/**
 * Only regions with an account are asked: the list is a preview that not every region has.
 * Source: @azure/arm-cognitiveservices 8.1, ManagedComputeUsages, and the preflight scripts of microsoft-foundry/foundry-samples.
 */
export default defineEvidence({
  kind: "foundryQuota",
  title: what,
  row,
  calls,
  whole: "filtered by rights",
  per: [subscriptions],
  async *run({ azure, rows, chosenSubscriptions }) {
    const accounts = await apart(
      read(azure.resourceGraph(query, chosenSubscriptions), { what, call: calls.accounts, as: account }),
    );
    yield* accounts.gaps;
    yield* notInResourceGraph(what, rows.subscriptions);
    const places = new Map(accounts.rows.map(each => [`${each.subscriptionId} ${each.location}`, each]));
    yield* each([...places.values()], ({ subscriptionId: subscription, location: region }) =>
      read(azure.armList(pathOf(subscription, region)), {
        what: `${what} in the subscription`,
        call: calls.usages,
        as: usage.transform(
          ({ name, currentValue: used, limit, unit, offerScope }): FoundryQuota =>
            present({ subscription, region, name: name.value, unit, scope: offerScope, used, limit }),
        ),
        of: [subscription],
        whereOffered: true,
      }),
    );
  },
});
