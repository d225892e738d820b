import * as z from "zod";
import type { Calls } from "./calls";
import { defineEvidence, type RowOf } from "./define";
import { inBulk } from "./reading/in-bulk";
import { ownRights, ownRightsCall } from "./reading/own-rights";
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

const action = "Microsoft.CognitiveServices/accounts/read";
const calls = {
  own: ownRightsCall,
  everywhere: {
    api: "arm",
    actions: ["Microsoft.ResourceGraph/resources/read", action],
    why: "know where Foundry is used",
  },
  accounts: {
    api: "arm",
    actions: [action],
    why: "know where Foundry is used in a subscription that Resource Graph does not show whole",
  },
  usages: {
    api: "arm",
    actions: ["Microsoft.CognitiveServices/locations/managedComputeUsages/read"],
    why: "know how many accelerators could be used by managed deployments of Foundry, which have a quota of their own",
  },
} as const satisfies Calls;

/** The kind of account that has managed compute. */
const isFoundry = (kind: string | undefined): boolean => kind?.toLowerCase() === "aiservices";
const query =
  "resources | where type =~ 'microsoft.cognitiveservices/accounts' and kind =~ 'AIServices' | project id, subscriptionId, location";
const inTable = z
  .object({ id: text, subscriptionId: guid, location: region })
  .transform(({ id, subscriptionId: subscription, location }) => ({ id, subscription, location, isFoundry: true }));
const inList = (subscription: string) =>
  z
    .object({ id: text, location: region, kind: maybeText })
    .transform(({ id, location, kind }) => ({ id, subscription, location, isFoundry: isFoundry(kind) }));

const usage = z.object({
  name: z.object({ value: text }),
  currentValue: z.number(),
  limit: z.number(),
  unit: maybeText,
  offerScope: maybeText,
});

const what = "quota of Foundry's managed compute";
const listOf = (subscription: string) =>
  `/subscriptions/${subscription}/providers/Microsoft.CognitiveServices/accounts?api-version=2024-10-01`;
const pathOf = (subscription: string, region: string) =>
  `/subscriptions/${subscription}/providers/Microsoft.CognitiveServices/locations/${region}/managedComputeUsages?api-version=2026-07-15-preview`;

/**
 * Only regions with an account are asked: the list is a preview that not every region has. That Resource Graph has no account
 * of a subscription proves nothing by itself: it has to be proved that the sign-in may read accounts there.
 * Source: @azure/arm-cognitiveservices 8.1, ManagedComputeUsages, and the preflight scripts of microsoft-foundry/foundry-samples.
 */
export default defineEvidence({
  kind: "foundryQuota",
  title: what,
  row,
  calls,
  whole: "filtered by rights",
  per: [subscriptions],
  async *run({ azure, rows: { subscriptions }, chosenSubscriptions }) {
    const lacking = await ownRights(azure, subscriptions);
    const table = await apart(
      read(azure.resourceGraph(query, chosenSubscriptions), { what, call: calls.everywhere, as: inTable }),
    );
    const accounts = await apart(
      inBulk({
        table,
        subscriptions,
        holds: subscription => lacking(subscription, [action]).length === 0,
        ask: ({ id }) =>
          read(azure.armList(listOf(id)), { what: "Foundry accounts", call: calls.accounts, as: inList(id), of: [id] }),
      }),
    );
    // Where the service is not registered there is no account.
    yield* accounts.gaps.filter(({ gap }) => gap.reason !== "notRegistered");
    const used = accounts.rows.filter(({ isFoundry }) => isFoundry);
    const places = new Map(used.map(each => [`${each.subscription} ${each.location}`, each]));
    yield* each([...places.values()], ({ subscription, location: region }) =>
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
