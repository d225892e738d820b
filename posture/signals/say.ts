import type { Answer } from "./question";
import type { Told } from "./signal";

/** Words that findings of signals share. */

export const firstOf = (answers: readonly Answer[]): string => answers.map(({ first }) => first).sort()[0]!;

/** The different values of a column of the key, sorted. */
export const listed = (answers: readonly Answer[], column: string): string =>
  [...new Set(answers.map(({ key }) => key[column] ?? ""))].filter(Boolean).sort().join(", ");

/** Where it was, for the end of a sentence: empty where no record says it. */
export function regionsOf(answers: readonly Answer[]): string {
  const regions = answers
    .flatMap(({ key, distinct }) => [...(distinct.region ?? []), key.region ?? ""])
    .filter(Boolean);
  return regions.length > 0 ? ` in ${[...new Set(regions)].sort().join(", ")}` : "";
}

export function machinesOf(answers: readonly Answer[]): string {
  const machines = answers.reduce((sum, answer) => sum + (answer.sum.machines ?? 0), 0);
  return `${machines} ${machines === 1 ? "machine" : "machines"} or more`;
}

export const timesOf = (answers: readonly Answer[]): number => answers.reduce((sum, { times }) => sum + times, 0);

/** Namespaces of operations, as Azure writes them in lower case. */
export const servicesOf = (answers: readonly Answer[]): string =>
  [...new Set(answers.map(({ key }) => (key.operation ?? "").split("/")[0]!))].sort().join(", ");

/** Names that stand beside the answers, and ids of the key where no record has a name. */
export function nameOf(answers: readonly Answer[], names: string, ids: string): string {
  const found = answers.flatMap(({ distinct }) => distinct[names] ?? []);
  return found.length > 0 ? [...new Set(found)].sort().join(", ") : listed(answers, ids) || "somebody unknown";
}

/** Who did it, by name where the log has one. Sorted. */
export const callersIn = (answers: readonly Answer[], { nameOf }: Pick<Told, "nameOf">): readonly string[] =>
  [...new Set(answers.map(({ key }) => nameOf(key.caller ?? "")))].filter(Boolean).sort();

export const callersOf = (answers: readonly Answer[], told: Pick<Told, "nameOf">): string =>
  callersIn(answers, told).join(", ");

/** The name of a log in a sentence: what is named after its owner has no article, as Entra's audit log. */
export const withArticle = (name: string): string => (/'s /.test(name) ? name : `the ${name}`);
