import type { Gap } from "../../catalogue/outcome";
import { mayAddAccounts } from "./batch-pools";
import { grouped } from "./collate";
import { idleCores } from "./container-cores";
import { missingFor } from "./derivation";
import { idleAccelerators } from "./foundry-accelerators";
import { type BurnSums, lessSure, nothing, orLessOf, purchasable } from "./idle-worth";
import type { Resolved } from "./needs";
import { type Markets, marketsAt } from "./purchase";
import { guestsOf } from "./shared-quota";
import { takesRequests } from "./subscription-state";
import type { IdleQuota } from "./types";

/** The quota of Compute, and of each service that has its own and was read. */

/** What the quotas of a tenant are reckoned from. */
export const quotaNeeds = [
  "idleQuota",
  "quota",
  "mlQuota",
  "idleMlQuota",
  "batchQuota",
  "idleBatchQuota",
  "containerQuota",
  "foundryQuota",
  "subscriptions",
] as const;

/** The same, with what decides of some of them only. */
export type Known = Pick<Resolved, (typeof quotaNeeds)[number] | "soldSizes" | "sharedLimits">;

/** Quotas of one service that were read, or not, subscription by subscription. */
export interface Quotas {
  /** What the idle quota would buy, and what the sums leave out, for people, such as: compute quota. */
  of(subscription: string): {
    readonly sums: BurnSums;
    readonly missing: readonly string[];
    /** What was not read either, and could only lower the sums. */
    readonly lowering: readonly string[];
  };
}

type Rows = readonly { readonly subscription: string }[];
interface Read {
  /** For people: "compute quota". */
  readonly what: string;
  readonly rows: { readonly value: Rows; readonly gaps: readonly Gap[] };
  /** What the limits of a subscription would buy; undefined where they do not tell. */
  readonly sums: (subscription: string) => BurnSums | undefined;
  /** Every subscription is asked, and a refusal is a gap: where no row is and nothing is missing, there is no quota. */
  readonly everywhere?: true;
  /** What is left out although the limits were read. */
  readonly open?: (subscription: string) => readonly string[];
  /** What is left out that could only lower what the limits would buy. */
  readonly lowering?: (subscription: string) => readonly string[];
}

/** By the namespace of each service, those of Compute apart. */
export function quotasBy(
  known: Known,
  at: string,
): { readonly compute: Quotas; readonly others: ReadonlyMap<string, Quotas> } {
  const sleeping = new Set(known.subscriptions.value.filter(s => !takesRequests(s)).map(({ id }) => id.toLowerCase()));
  const quotas = ({ what, rows, sums, everywhere, open = () => [], lowering = () => [] }: Read): Quotas => {
    // Other services than Compute are asked only where something tells that they are there: where no row is, none was read.
    const read = new Set(rows.value.map(bySubscription));
    return {
      of: id => {
        if (sleeping.has(id)) return { sums: nothing, missing: [], lowering: [] };
        const told = read.has(id) || everywhere ? sums(id) : undefined;
        const missing = told && !missingFor(rows.gaps, id) ? open(id) : [what];
        const lower = lowering(id);
        const { spotUsdPerDay } = told ?? nothing;
        const most = lower.length === 0 ? (told ?? nothing) : orLessOf(told ?? nothing);
        // No cap is on the spot pool.
        return {
          sums: { ...(missing.length === 0 ? most : lessSure(most)), spotUsdPerDay },
          missing,
          lowering: lower,
        };
      },
    };
  };
  /** Limits on machines, of which it was worked out what lies idle. */
  const ofMachines = ({ idle, markets, open = () => [], ...read }: ReadMachines): Quotas => {
    const bought = new Map(
      [...grouped(idle.value, bySubscription)].map(([id, rows]) => [id, purchasable(rows, markets)]),
    );
    const boundless = new Set(idle.value.filter(row => row.boundless && row.pool !== "spot").map(bySubscription));
    return quotas({
      ...read,
      sums: id => bought.get(id) ?? nothing,
      open: id => (boundless.has(id) ? [read.what] : open(id)),
    });
  };
  const byPrices = marketsAt(at);
  const guests = guestsOf(known.sharedLimits.value);
  const places = grouped(known.quota.value, bySubscription);
  const batch = grouped(known.batchQuota.value, bySubscription);
  const containers = grouped(known.containerQuota.value, bySubscription);
  const foundry = grouped(known.foundryQuota.value, bySubscription);
  const regions = (id: string) => (places.get(id) ?? []).map(({ region }) => region);
  return {
    compute: ofMachines({
      what: "compute quota",
      markets: marketsAt(at, known.soldSizes.value),
      idle: known.idleQuota,
      rows: known.quota,
      everywhere: true,
      open: id => (guests.has(id) ? ["shared limits"] : []),
      // What a subscription shares with others, and the caps on it, leave it no more than its limits.
      lowering: id => (missingFor(known.sharedLimits.gaps, id) ? ["caps on quota"] : []),
    }),
    others: new Map([
      [
        "Microsoft.MachineLearningServices",
        ofMachines({
          what: "quota of Azure Machine Learning",
          markets: byPrices,
          idle: known.idleMlQuota,
          rows: known.mlQuota,
        }),
      ],
      [
        "Microsoft.Batch",
        ofMachines({
          what: "quota of Batch",
          markets: byPrices,
          idle: known.idleBatchQuota,
          rows: known.batchQuota,
          open: id => (mayAddAccounts(batch.get(id) ?? [], regions(id)) ? ["quota of further Batch accounts"] : []),
        }),
      ],
      [
        "Microsoft.ContainerInstance",
        quotas({
          what: "quota of Container Instances",
          rows: known.containerQuota,
          sums: id => idleCores(containers.get(id) ?? []),
        }),
      ],
      [
        "Microsoft.CognitiveServices",
        quotas({
          what: "quota of Foundry",
          rows: known.foundryQuota,
          sums: id => idleAccelerators(foundry.get(id) ?? []),
          // Its clusters have limits that no list tells, and regions without an account are not asked.
          open: () => ["quota of Foundry's clusters and other regions"],
        }),
      ],
    ]),
  };
}

interface ReadMachines extends Omit<Read, "sums"> {
  readonly markets: Markets;
  readonly idle: { readonly value: readonly IdleQuota[] };
}

const bySubscription = (row: { readonly subscription: string }): string => row.subscription.toLowerCase();
