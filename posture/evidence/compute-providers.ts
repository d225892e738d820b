import * as z from "zod";
import type { Azure } from "../azure/connect";
import type { Calls } from "./calls";
import { defineEvidence, Missing, type RowOf } from "./define";
import { notInResourceGraph } from "./reading/not-in-resource-graph";
import { notShown, ownRights, ownRightsCall } from "./reading/own-rights";
import { apart, each, listed, read } from "./reading/read";
import { namedProviders, providersIn, registeredCall } from "./reading/registered-providers";
import { needs, type SpareProvider, spareProvider, spareProviders } from "./reading/spare-providers";
import { guid, present, text } from "./reading/wire";
import subscriptions, { type Subscription } from "./subscriptions";

const row = z.object({
  subscription: z.string(),
  namespace: z.string().describe("As Azure spells it: `Microsoft.Batch`"),
  inUse: z
    .boolean()
    .exactOptional()
    .describe(
      "Whether something stands in the subscription that may need it, be it compute or not. Left out where nothing was seen and not all is shown",
    ),
});

/** A resource provider that orders compute, is registered in a subscription, and can be done without where it is not in use. */
export type ComputeProvider = RowOf<typeof row>;

/** Patterns of the types that tell whether a provider is in use, each once. */
const patterns = [...new Set(spareProviders.flatMap(({ types }) => types))].sort();

const calls = {
  own: ownRightsCall,
  list: { ...registeredCall, why: "know which resource providers are registered that order compute" },
  use: {
    api: "arm",
    actions: ["Microsoft.ResourceGraph/resources/read", ...patterns.map(pattern => `${pattern}/read`)],
    why: "know whether something may need a resource provider that is registered",
  },
} as const satisfies Calls;

const seen = z.object({ subscriptionId: guid, types: z.array(text) });

const typeIs = (pattern: string): string =>
  pattern.endsWith("/*") ? `type startswith '${pattern.slice(0, -1).toLowerCase()}'` : `type =~ '${pattern}'`;

/** One row a subscription, so that a query over up to a thousand of them needs no pages. */
const query = `resources | where ${patterns.map(typeIs).join(" or ")} | summarize types = make_set(type) by subscriptionId`;

const what = "what may need the resource providers that are registered";

/** ARM lists the providers of each subscription; what stands there that needs them, Resource Graph has of all at once. */
export default defineEvidence({
  kind: "computeProviders",
  title: "registered resource providers that order compute",
  row,
  calls,
  whole: "refused per subscription",
  per: [subscriptions],
  async *run({ azure, rows: { subscriptions } }) {
    const { rows: registered, gaps } = await apart(each(subscriptions, row => registeredIn(azure, row)));
    yield* gaps;
    if (registered.length === 0) return;
    const asked = new Set(registered.map(({ subscription }) => subscription));
    const ids = [...asked].filter(({ inResourceGraph }) => inResourceGraph === true).map(({ id }) => id);
    const found = await apart(
      read(ids.length > 0 ? azure.resourceGraph(query, ids) : listed([]), { what, call: calls.use, as: seen, of: ids }),
    );
    const typesIn = new Map(found.rows.map(({ subscriptionId, types }) => [subscriptionId, types]));
    const answered = new Set(found.gaps.length > 0 ? [] : ids);
    const lacking = await ownRights(azure, subscriptions);
    const unlisted = new Set(gaps.flatMap(({ gap }) => gap.subjects ?? []));
    const isThere = inCloud(namedProviders(azure), !subscriptions.every(({ id }) => unlisted.has(id)));
    // A role that gives all of a namespace but one type is taken for one that gives all: Azure unregisters nothing of which a resource stands.
    const rightsToSee = ({ types }: SpareProvider) => types.filter(isThere).map(type => `${type}/read`);
    const judged = registered.map(({ subscription, provider }) => {
      const isSeen = typesIn.get(subscription.id)?.some(type => needs(provider, type)) ?? false;
      const isWhole = answered.has(subscription.id) && lacking(subscription, rightsToSee(provider)).length === 0;
      return { subscription, provider, inUse: isSeen || (isWhole ? false : undefined) };
    });
    for (const { subscription, provider, inUse } of judged)
      yield present({ subscription: subscription.id, namespace: provider.namespace, inUse });
    const open = judged.filter(({ inUse }) => inUse === undefined);
    yield* found.gaps.map(ofUse);
    const unproved = new Set(open.map(({ subscription }) => subscription));
    for (const missing of notInResourceGraph(what, [...unproved])) yield ofUse(missing);
    for (const provider of spareProviders) {
      const there = open.filter(row => row.provider === provider).map(({ subscription }) => subscription);
      for (const missing of notShown(what, there, lacking, rightsToSee(provider))) yield ofUse(missing);
    }
  },
});

interface Registered {
  readonly subscription: Subscription;
  readonly provider: SpareProvider;
}

/** Those that count here. One that is being registered or unregistered is not told of. */
async function* registeredIn(azure: Azure, subscription: Subscription): AsyncGenerator<Registered | Missing> {
  const { states, gaps } = await providersIn(azure, subscription.id);
  for (const [namespace, state] of states) {
    const provider = state === "registered" && spareProvider(namespace);
    if (provider) yield { subscription, provider };
  }
  yield* gaps;
}

/** Providers that every cloud has: a list without them is not whole. */
const everywhere = ["microsoft.network", "microsoft.resources"];

/**
 * Whether a type's provider is one that the cloud has. Of another one nothing can stand, and the audit's role leaves out the right
 * to it, for Azure refuses a role that names it. Azure lists all providers to each subscription, registered or not (Microsoft
 * Learn, "Providers - List"). Where no list was read whole, any provider may be there: a list cut short never proves that nothing
 * needs one.
 */
function inCloud(named: ReadonlySet<string>, isRead: boolean): (type: string) => boolean {
  const isWhole = isRead && everywhere.every(namespace => named.has(namespace));
  return type => !isWhole || named.has((type.split("/")[0] ?? "").toLowerCase());
}

/** The rows are there all the same. */
const ofUse = ({ gap }: Missing): Missing => new Missing({ ...gap, field: "inUse" });
