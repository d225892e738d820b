import type { Amount } from "./facts/amount";
import type { CreateRight, IdleQuota, Purchase } from "./facts/types";

/** The phrases that findings of several checks share. */

/** "1 person", "3 people". */
export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString("en-US")} ${count === 1 ? one : many}`;

/** "$1,234". */
export const usd = (amount: number): string => `$${Math.round(amount).toLocaleString("en-US")}`;

/** "$1,234.50". */
export const usdAndCents = (amount: number): string =>
  `$${amount.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;

/** An amount as it is known, the one way in which all reports say it: "$1,234", "at least $1,234", "not known". */
export const amountWords = (amount: Amount, print: (figure: number) => string = plain): string =>
  amount.is === "unknown" ? "not known" : `${amountPrefix[amount.is]}${print(amount.value)}`;

/** "at least 8 GPUs", "GPUs not known". */
export const gpuWords = (gpus: Amount): string =>
  gpus.is === "unknown" ? "GPUs not known" : `${amountWords(gpus)} ${gpus.value === 1 ? "GPU" : "GPUs"}`;

export const amountPrefix = { exact: "", atLeast: "at least ", atMost: "at most " } as const;
const plain = (figure: number): string => figure.toLocaleString("en-US");

/** Lines of proof; very many are counted instead. */
export const capped = (lines: readonly string[], most = 50): readonly string[] =>
  lines.length <= most ? lines : [...lines.slice(0, most), `and ${lines.length - most} more`];

/** The ways to a right, each once. */
export const paths = (rights: readonly CreateRight[]): readonly string[] =>
  capped([...new Set(rights.map(right => right.path))].sort());

/** "in 3 subscriptions", "in at least 3 subscriptions": what one assignment above them reaches is one finding, with these counted. */
export function inSubscriptions(reached: readonly Pick<CreateRight, "subscriptions" | "perhaps">[]): string {
  const proved = new Set(reached.flatMap(({ subscriptions }) => subscriptions));
  const mayBeMore = reached.some(({ perhaps = [] }) => perhaps.some(id => !proved.has(id)));
  if (mayBeMore && proved.size === 0) return "in subscriptions whose number is not known";
  return `in ${mayBeMore ? "at least " : ""}${plural(proved.size, "subscription")}`;
}

/** "in westeurope", "in 3 regions". */
export function inRegions(rows: readonly { readonly region: string }[]): string {
  const regions = new Set(rows.map(({ region }) => region));
  return regions.size === 1 ? `in ${rows[0]!.region}` : `in ${regions.size} regions`;
}

/** The figures of idle pools of one kind, region by region, and what they would buy. */
export function purchases(rows: readonly IdleQuota[]): readonly string[] {
  const models = [...new Set(rows.flatMap(({ model }) => (model === undefined ? [] : [model])))];
  return [...models.map(model => `accelerator ${model}`), ...capped(rows.map(purchase))];
}

/** The idle accelerator quota of a service that has its own, as a finding tells of it. */
export function idleInService({ rows, free }: { readonly rows: readonly IdleQuota[]; readonly free: number }) {
  const { pool } = rows[0]!;
  const of = { family: "accelerator", spot: "low-priority", any: "dedicated" }[pool];
  return {
    fault: `${free} vCPUs of ${of} quota lie idle ${inRegions(rows)}${pool === "family" ? beyond(rows) : ", enough for an accelerator"}`,
    // Such a pool is there without having been asked for, and its machines may be taken away at any time.
    ...(pool === "spot" && { severity: "low" as const }),
    proof: purchases(rows),
  };
}

/** Said of quota of which the estate approves in part. */
export const beyond = (rows: readonly IdleQuota[]): string =>
  rows.some(row => row.beyond) ? ", more than the estate approves of" : "";

function purchase(row: IdleQuota): string {
  const {
    region,
    account,
    used,
    limit,
    free,
    freeInAll = free,
    best,
    pool,
    listed,
    capsUnread,
    byDefault,
    approved,
  } = row;
  const bounded = limit >= 0 && freeInAll < limit - used ? `; the region's total leaves ${freeInAll}` : "";
  const part =
    free < freeInAll ? [`${free} of the idle ${freeInAll} are ${approved === "yes" ? "" : "not "}approved`] : [];
  return [
    `${region}${account === undefined ? "" : `, account ${account.split("/").at(-1)}`}: ${used} of ${limit < 0 ? "unlimited" : limit} vCPUs used${bounded}`,
    ...part,
    ...(byDefault ? ["no more than Azure's default"] : []),
    ...(best
      ? [
          `buys ${best.count} × ${best.size} (${gpuWords(best.gpus)}), ${cost(best, pool === "spot")}`,
          ...(listed ? [] : ["if it is sold to this subscription"]),
          ...(capsUnread ? ["if no cap of Microsoft.ComputeLimit bounds it"] : []),
        ]
      : []),
  ].join("; ");
}

/** What a purchase costs, with what the figure rests on. */
export function cost({ usdPerDay, usdPerDayElsewhere }: Purchase, spot = false): string {
  const figure = (amount: Amount) => `${spot ? "at most " : ""}${amountWords(amount, usd)} per day`;
  if (usdPerDayElsewhere && usdPerDayElsewhere.is !== "unknown")
    return `${figure(usdPerDayElsewhere)} at the median list price of other regions, for none of this region is known`;
  if (usdPerDay.is === "unknown") return "at a price that is not known";
  return `for ${figure(usdPerDay)} at list prices${spot ? "; spot machines cost less" : ""}`;
}
