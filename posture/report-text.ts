import type { CreateRight, IdleQuota } from "./facts/types";

/** The phrases that findings of several checks share. */

/** "1 person", "3 people". */
export const plural = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

/** "$1,234". */
export const usd = (amount: number): string => `$${Math.round(amount).toLocaleString("en-US")}`;

/** Lines of proof; very many are counted instead. */
export const capped = (lines: readonly string[], most = 50): readonly string[] =>
  lines.length <= most ? lines : [...lines.slice(0, most), `and ${lines.length - most} more`];

/** The ways to a right, each once. */
export const paths = (rights: readonly CreateRight[]): readonly string[] =>
  capped([...new Set(rights.map(right => right.path))].sort());

/** The figures of an idle pool, and what they would buy. */
export function purchases({ used, limit, free, best, model }: IdleQuota): readonly string[] {
  const capped = limit >= 0 && free < limit - used ? `; the region's total leaves ${free}` : "";
  return [
    `${used} of ${limit < 0 ? "unlimited" : limit} vCPUs used${capped}`,
    ...(model === undefined ? [] : [`accelerator ${model}`]),
    ...(best
      ? [`buys ${best.count} × ${best.size} (${best.gpus} GPUs) for ${usd(best.usdPerDay)} per day at list prices`]
      : []),
  ];
}
