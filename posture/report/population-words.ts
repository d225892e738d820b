import type { Outcome } from "../../catalogue/outcome";

/**
 * "12 of 340 people; 3 could not be judged", "0 of 57 subscriptions, as far as was read", "no decoys", "the tenant". Nothing, where it
 * is not known what was examined.
 */
export function populationWords({ population, gaps }: Pick<Outcome, "population" | "gaps">): string | undefined {
  if (!population) return undefined;
  if (population.is === "tenant") return "the tenant";
  const { of, examined, faulty, unknown } = population;
  const count = (number: number) => number.toLocaleString("en-US");
  const found = examined === 0 ? `no ${of}` : `${count(faulty)} of ${count(examined)} ${of}`;
  const open = unknown > 0 ? `; ${count(unknown)} could not be judged` : "";
  return `${found}${gaps.length > 0 ? ", as far as was read" : ""}${open}`;
}
