import * as z from "zod";
import { familyKey, familyOf } from "../../catalogue/families";
import { sizeOf } from "../../catalogue/sizes";
import type { Azure } from "../azure/connect";
import type { Calls } from "./calls";
import { defineEvidence, Missing, type RowOf } from "./define";
import quota, { regionsOf } from "./quota";
import { ownRights, ownRightsCall } from "./reading/own-rights";
import { apart, each, once, read } from "./reading/read";
import { isUnregistered as isNotRegistered, registeredCall } from "./reading/registered-providers";
import { guid, maybeText, region, text } from "./reading/wire";
import subscriptions, { type Subscription } from "./subscriptions";

const row = z.object({
  subscription: z.string(),
  region: z.string(),
  account: z
    .string()
    .exactOptional()
    .describe("Id of the account that has the limit; left out where the region has it"),
  pool: z
    .enum(["total", "family", "any", "lowPriority", "accounts"])
    .describe(
      "`total`: all dedicated vCPUs of the account; `family`: those of one family under it; `any`: all of an account whose families have no limits of their own; `lowPriority`: its spot pool; `accounts`: how many accounts the region may have",
    ),
  name: z.string().describe("Of a family as Azure spells it, else that of the pool"),
  used: z.number(),
  limit: z.number(),
});

/** One limit of Batch. Accounts whose pools draw on the quota of the subscription have none of their own. */
export type BatchQuota = RowOf<typeof row>;

const action = "Microsoft.Batch/batchAccounts/read";
const calls = {
  own: ownRightsCall,
  registered: registeredCall,
  where: {
    api: "arm",
    actions: ["Microsoft.ResourceGraph/resources/read", action],
    why: "know which subscriptions have Batch accounts",
  },
  accounts: {
    api: "arm",
    actions: [action],
    why: "know how much compute could be created in Batch accounts, which have quotas of their own",
  },
  pools: {
    api: "arm",
    actions: ["Microsoft.Batch/batchAccounts/pools/read"],
    why: "know how much of a Batch account's quota is used",
  },
  locations: {
    api: "arm",
    actions: ["Microsoft.Batch/locations/quotas/read"],
    why: "know whether further Batch accounts could be created, each of which comes with a quota",
  },
} as const satisfies Calls;

/**
 * Source: Azure REST API, "Batch Account - Get" (2024-07-01). Accounts that allocate their pools in the user's subscription
 * are bounded by its quota and tell none; limits of families bind only where `…PerVMFamilyEnforced` is true.
 */
const account = z.object({
  id: text,
  location: region,
  properties: z.object({
    poolAllocationMode: maybeText,
    dedicatedCoreQuota: z.number().nullish(),
    lowPriorityCoreQuota: z.number().nullish(),
    dedicatedCoreQuotaPerVMFamilyEnforced: z.boolean().nullish(),
    dedicatedCoreQuotaPerVMFamily: z.array(z.object({ name: text, coreQuota: z.number() })).nullish(),
  }),
});
type Account = z.infer<typeof account>;

const pool = z.object({
  properties: z.object({
    vmSize: text,
    currentDedicatedNodes: z.number().nullish(),
    currentLowPriorityNodes: z.number().nullish(),
  }),
});
type Pool = z.infer<typeof pool>;

const query = "resources | where type =~ 'microsoft.batch/batchaccounts' | project id, subscriptionId";
const what = "quota of Batch in the subscription";

/**
 * Resource Graph knows who has accounts; those subscriptions are asked for their limits, and all of which it is not proved that
 * it shows them.
 * What an account that does not exist yet would allow, Azure tells of none: only whether there may be another is asked.
 */
export default defineEvidence({
  kind: "batchQuota",
  title: "quota of Batch",
  row,
  calls,
  whole: "refused per subscription",
  per: [subscriptions],
  namedBy: [quota],
  async *run({ azure, rows, chosenSubscriptions }) {
    const found = await apart(
      read(azure.resourceGraph(query, chosenSubscriptions), {
        what,
        call: calls.where,
        as: z.object({ id: text, subscriptionId: guid }),
      }),
    );
    const lacking = await ownRights(azure, rows.subscriptions);
    const known = new Set(found.rows.map(({ subscriptionId }) => subscriptionId));
    const regions = new Map(regionsOf(rows.quota));
    const isShown = (subscription: Subscription) =>
      found.gaps.length === 0 && subscription.inResourceGraph === true && lacking(subscription, [action]).length === 0;
    yield* each(rows.subscriptions, async function* (subscription) {
      const { id } = subscription;
      // An account that Resource Graph shows is worth more than what the list of providers says.
      if (!known.has(id) && (await isNotRegistered(azure, id, "Microsoft.Batch"))) return;
      yield* ofSubscription(azure, id, known.has(id) || !isShown(subscription), regions.get(id) ?? []);
    });
  },
});

/** Where the service is not registered nothing runs, and no row says so: what it would allow once it is, is not known. */
async function* ofSubscription(
  azure: Azure,
  subscription: string,
  hasAccounts: boolean,
  regions: readonly string[],
): AsyncGenerator<BatchQuota | Missing> {
  const of = [subscription];
  const list = `/subscriptions/${subscription}/providers/Microsoft.Batch/batchAccounts?api-version=2024-07-01`;
  const accounts = hasAccounts
    ? await apart(read(azure.armList(list), { what, call: calls.accounts, as: account, of }))
    : { rows: [], gaps: [] };
  if (accounts.gaps.some(isUnregistered)) return;
  yield* accounts.gaps;
  yield* each(accounts.rows.filter(isOwn), each => ofAccount(azure, subscription, each));
  const here = (region: string) => accounts.rows.filter(({ location }) => location === region).length;
  for (const region of regions) {
    const path = `/subscriptions/${subscription}/providers/Microsoft.Batch/locations/${region}/quotas?api-version=2024-07-01`;
    const { rows, gaps } = await apart(
      read(
        once(() => azure.armGet(path)),
        { what, call: calls.locations, as: z.object({ accountQuota: z.number() }), of, whereOffered: true },
      ),
    );
    if (gaps.some(isUnregistered)) return;
    yield* gaps;
    if (gaps.length > 0) return;
    // Where Batch is not offered there is no account, and no room for one.
    const limit = rows[0]?.accountQuota ?? 0;
    yield { subscription, region, pool: "accounts", name: "accounts", used: here(region), limit };
    // Where one region has room, that of the others decides nothing.
    if (limit > here(region)) return;
  }
}

const isUnregistered = ({ gap }: Missing): boolean => gap.reason === "notRegistered";
const isOwn = ({ properties }: Account): boolean => properties.poolAllocationMode?.toLowerCase() !== "usersubscription";

async function* ofAccount(azure: Azure, subscription: string, account: Account): AsyncGenerator<BatchQuota | Missing> {
  const { id, location, properties } = account;
  const pools = await apart(
    read(azure.armList(`${id}/pools?api-version=2024-07-01`), {
      what: "pools of the Batch account",
      call: calls.pools,
      as: pool,
      of: [subscription],
    }),
  );
  yield* pools.gaps;
  const strange = pools.rows.filter(({ properties }) => sizeOf(properties.vmSize)?.vCpus === undefined);
  if (strange.length > 0)
    yield new Missing({
      what: "how much of the Batch account's quota is used",
      missing: `the vCPUs of ${strange[0]!.properties.vmSize}, which is newer than the tables`,
      reason: "malformed",
      subjects: [subscription],
    });
  // How much is free is not known where it is not known how much is used.
  if (pools.gaps.length > 0 || strange.length > 0) return;

  const dedicated = (of: readonly Pool[]) => vCpusOf(of, ({ properties }) => properties.currentDedicatedNodes);
  const enforced = properties.dedicatedCoreQuotaPerVMFamilyEnforced === true;
  const limits: readonly (readonly [BatchQuota["pool"], string, number, number | null | undefined])[] = [
    [enforced ? "total" : "any", "dedicatedCores", dedicated(pools.rows), properties.dedicatedCoreQuota],
    [
      "lowPriority",
      "lowPriorityCores",
      vCpusOf(pools.rows, ({ properties }) => properties.currentLowPriorityNodes),
      properties.lowPriorityCoreQuota,
    ],
    ...(enforced ? (properties.dedicatedCoreQuotaPerVMFamily ?? []) : [])
      // Azure lists each family there is, and most of them with nothing.
      .filter(({ coreQuota }) => coreQuota !== 0)
      .map(
        ({ name, coreQuota }) =>
          ["family", name, dedicated(pools.rows.filter(pool => isOfFamily(pool, name))), coreQuota] as const,
      ),
  ];
  for (const [pool, name, used, limit] of limits)
    if (limit !== null && limit !== undefined)
      yield { subscription, region: location, account: id, pool, name, used, limit };
}

const vCpusOf = (pools: readonly Pool[], nodes: (pool: Pool) => number | null | undefined): number =>
  pools.reduce((sum, pool) => sum + (nodes(pool) ?? 0) * (sizeOf(pool.properties.vmSize)?.vCpus ?? 0), 0);

const isOfFamily = ({ properties }: Pool, family: string): boolean =>
  familyKey(sizeOf(properties.vmSize)?.quotaFamily ?? "-") === (familyOf(family)?.key ?? familyKey(family));
