import type { Gap } from "../../catalogue/outcome";
import { mayAddAccounts } from "./batch-pools";
import { grouped } from "./collate";
import { missingFor } from "./derivation";
import { lessSure, nothing, purchasable, type Sums } from "./idle-worth";
import type { Resolved } from "./needs";
import { type Markets, marketsAt } from "./purchase";
import { takesRequests } from "./subscription-state";
import type { IdleQuota } from "./types";

/** The quota of Compute, and of each service that has its own and was read. */

/** What the quotas of a tenant are reckoned from. */
export type Known = Pick<
  Resolved,
  "idleQuota" | "quota" | "soldSizes" | "mlQuota" | "idleMlQuota" | "batchQuota" | "idleBatchQuota" | "subscriptions"
>;

/** Quotas of one service that were read, or not, subscription by subscription. */
export interface Quotas {
  /** What the idle quota would buy, and what the sums leave out, for people, such as: compute quota. */
  of(subscription: string): { readonly sums: Sums; readonly missing: readonly string[] };
}

type Rows = readonly { readonly subscription: string }[];
interface Read {
  /** For people: "compute quota". */
  readonly what: string;
  readonly markets: Markets;
  readonly idle: { readonly value: readonly IdleQuota[]; readonly gaps: readonly Gap[] };
  readonly rows: { readonly value: Rows; readonly gaps: readonly Gap[] };
  /** What is left out although the limits were read. */
  readonly open?: (subscription: string) => readonly string[];
}

/** By the namespace of each service, those of Compute apart. */
export function quotasBy(
  known: Known,
  at: string,
): { readonly compute: Quotas; readonly others: ReadonlyMap<string, Quotas> } {
  const sleeping = new Set(known.subscriptions.value.filter(s => !takesRequests(s)).map(({ id }) => id.toLowerCase()));
  const quotas = ({ what, markets, idle, rows, open = () => [] }: Read): Quotas => {
    const bought = new Map(
      [...grouped(idle.value, bySubscription)].map(([id, rows]) => [id, purchasable(rows, markets)]),
    );
    // A service counts something in every subscription where it is: where no row is, none was read.
    const read = new Set(rows.value.map(bySubscription));
    const boundless = new Set(idle.gaps.flatMap(({ subjects = [] }) => subjects.flatMap(subscriptionIn)));
    return {
      of: id => {
        const sums = bought.get(id) ?? nothing;
        if (sleeping.has(id)) return { sums: nothing, missing: [] };
        const whole = read.has(id) && !missingFor(rows.gaps, id) && !boundless.has(id);
        const missing = whole ? open(id) : [what];
        return {
          sums: missing.length === 0 ? sums : { ...lessSure(sums), spotUsdPerDay: sums.spotUsdPerDay },
          missing,
        };
      },
    };
  };
  const byPrices = marketsAt(at);
  const places = grouped(known.quota.value, bySubscription);
  const batch = grouped(known.batchQuota.value, bySubscription);
  return {
    compute: quotas({
      what: "compute quota",
      markets: marketsAt(at, known.soldSizes.value),
      idle: known.idleQuota,
      rows: known.quota,
    }),
    others: new Map([
      [
        "Microsoft.MachineLearningServices",
        quotas({
          what: "quota of Azure Machine Learning",
          markets: byPrices,
          idle: known.idleMlQuota,
          rows: known.mlQuota,
        }),
      ],
      [
        "Microsoft.Batch",
        quotas({
          what: "quota of Batch",
          markets: byPrices,
          idle: known.idleBatchQuota,
          rows: known.batchQuota,
          open: id =>
            mayAddAccounts(
              batch.get(id) ?? [],
              (places.get(id) ?? []).map(({ region }) => region),
            )
              ? ["quota of further Batch accounts"]
              : [],
        }),
      ],
    ]),
  };
}

const bySubscription = (row: { readonly subscription: string }): string => row.subscription.toLowerCase();

/** `/subscriptions/<id>/…` → the id. */
const subscriptionIn = (subject: string): string[] => {
  const id = /^\/subscriptions\/([^/]+)\//i.exec(subject)?.[1];
  return id === undefined ? [] : [id.toLowerCase()];
};
