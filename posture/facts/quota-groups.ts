import type { Certainty } from "../../catalogue/certainty";
import { familyKey } from "../../catalogue/families";
import type { Subject } from "../../catalogue/outcome";
import { type Amount, total } from "./amount";
import { by, grouped } from "./collate";
import type { IdleQuota } from "./types";

/** The idle quota of one family, or of the spot pools, in one subscription: what one request to lower it is about. */
export interface QuotaGroup {
  readonly subject: Subject;
  /** By region. */
  readonly rows: readonly IdleQuota[];
  readonly free: number;
  /** For the dearest thing that each region's quota buys, if nothing else is bought there. */
  readonly usdPerDay: Amount;
}

/** One family, or pool, of one service in one subscription. */
export const groupOf = (row: IdleQuota): string =>
  `${row.subscription}/${row.provider}/${row.pool}/${familyKey(row.name)}`;

/** A finding for each family of each subscription, never one a region. */
export const groupsOf = (rows: readonly IdleQuota[]): readonly QuotaGroup[] =>
  [...grouped(rows, groupOf).values()].map(group => {
    const byRegion = group.sort(by(row => row.region));
    const { provider, subscription, subscriptionName, name, displayName } = byRegion[0]!;
    return {
      subject: {
        kind: "quota",
        id: `/subscriptions/${subscription}/providers/${provider}/usages/${familyKey(name)}`,
        name: `${displayName} of ${subscriptionName}`,
        scope: `/subscriptions/${subscription}`,
      },
      rows: byRegion,
      free: byRegion.reduce((sum, { free }) => sum + free, 0),
      usdPerDay: total(byRegion.flatMap(({ best }) => (best ? [best.usdPerDay] : []))),
    };
  });

/** The rows, or parts of them, of which the estate says this. */
export const partsThat = (rows: readonly IdleQuota[], approved: Certainty): readonly IdleQuota[] =>
  rows.flatMap(row => {
    if (!row.parts) return row.approved === approved ? [row] : [];
    const part = row.parts[approved];
    if (!part) return [];
    const { best: _, parts: __, ...whole } = row;
    return [{ ...whole, ...part, approved, freeInAll: row.free }];
  });

/** Quota of accelerators of which the estate does not approve, and that of which it cannot be said. */
export function unapproved(rows: readonly IdleQuota[]): {
  readonly faults: readonly QuotaGroup[];
  readonly unsure: readonly { readonly subject: Subject; readonly unknown: string }[];
} {
  const accelerators = rows.filter(row => row.accelerator);
  return {
    faults: groupsOf(
      partsThat(
        accelerators.filter(row => !row.boundless),
        "no",
      ),
    ),
    unsure: [
      ...groupsOf(partsThat(accelerators, "unknown")).map(({ subject }) => ({
        subject,
        unknown: scopeUnread,
      })),
      ...groupsOf(accelerators.filter(row => row.approved === "no" && row.boundless)).map(({ subject }) => ({
        subject,
        unknown: withoutLimit,
      })),
    ],
  };
}

/** Why it cannot be said what lies idle. */
export const withoutLimit = "Azure names no limit for it, so that it is not known what it still allows";

/** Why it cannot be said whether the estate approves. */
export const scopeUnread = "an approval of the estate names a scope, and it was not read whether that reaches here";
