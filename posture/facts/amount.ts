import * as z from "zod";
import type { Immutable } from "../../catalogue/immutable";

/**
 * A sum that says how far it is known. What was not read is never counted as nothing: it makes the sum a lower bound,
 * or, where nothing else was counted, not known.
 */
export type Amount = Immutable<z.output<typeof amountSchema>>;
const value = z.number().nonnegative();
export const amountSchema = z
  .discriminatedUnion("is", [
    z.object({ is: z.literal("exact"), value }),
    z.object({ is: z.literal("atLeast"), value }),
    z.object({ is: z.literal("atMost"), value }),
    z.object({ is: z.literal("unknown") }),
  ])
  .meta({
    id: "Amount",
    description:
      "A sum, and how far it is known. exact: all of it was read; atLeast: a part was not read; atMost: an upper bound; unknown: nothing that could be counted was read",
  });

/** To cents, and to hundredths of a GPU: sums of fractions do not depend on their order. */
export const rounded = (amount: number): number => Math.round(amount * 100) / 100;

export const unknownAmount: Amount = { is: "unknown" };
export const exactly = (sum: number): Amount => ({ is: "exact", value: rounded(sum) });

/** A sum of which a part may be missing. "At least 0" says nothing: then it is not known. */
export const atLeast = (sum: number): Amount =>
  rounded(sum) > 0 ? { is: "atLeast", value: rounded(sum) } : unknownAmount;

/** An upper bound; of nothing it is exact. */
export const atMost = (sum: number): Amount => (rounded(sum) > 0 ? { is: "atMost", value: rounded(sum) } : exactly(0));

/** What is known of it as a number, if anything is. */
export const figure = (amount: Amount): number | undefined => (amount.is === "unknown" ? undefined : amount.value);

/** All of them together. An upper bound beside a part that was not read bounds nothing, and takes nothing from what is sure. */
export function total(amounts: Iterable<Amount>): Amount {
  let sure = 0;
  let most = 0;
  let short = false;
  let bound = false;
  for (const amount of amounts) {
    if (amount.is === "atMost") most += amount.value;
    else sure += figure(amount) ?? 0;
    short ||= amount.is === "unknown" || amount.is === "atLeast";
    bound ||= amount.is === "atMost";
  }
  if (short) return atLeast(sure);
  return bound ? atMost(sure + most) : exactly(sure);
}

/** The largest of them. One that is not known, or no more than a lower bound, may be more than all others. */
export function largest(amounts: readonly Amount[]): Amount {
  const of = (...kinds: readonly Amount["is"][]) =>
    Math.max(0, ...amounts.flatMap(amount => (kinds.includes(amount.is) ? (figure(amount) ?? 0) : [])));
  const sure = of("exact", "atLeast");
  if (amounts.some(({ is }) => is === "unknown" || is === "atLeast")) return atLeast(sure);
  return of("atMost") > sure ? atMost(of("atMost")) : exactly(sure);
}

/** The same amount where something beside it was not read. */
export const inPart = (amount: Amount): Amount => total([amount, unknownAmount]);

/** The same amount where something that was not read may lower it, and raises nothing. */
export const orLess = (amount: Amount): Amount =>
  amount.is === "exact" ? atMost(amount.value) : amount.is === "atLeast" ? unknownAmount : amount;

/** Orders from the most to the least: what is not known stands behind all that is more than nothing, and before nothing. */
export const mostFirst = (a: Amount, b: Amount): number => rank(b) - rank(a) || open(b) - open(a);
const rank = (amount: Amount): number => figure(amount) ?? Number.MIN_VALUE;
const open = ({ is }: Amount): number => (is === "atLeast" ? 1 : 0);
