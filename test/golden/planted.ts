import { resolve } from "node:path";
import { truth } from "../demo/truth";

/** Which planted faults of the simulated tenant each rule finds, for the page of docs on Microsoft's report. */
export const plantedFile = resolve(__dirname, "../../docs/planted-faults.json");

export function planted(): Readonly<Record<string, readonly string[]>> {
  const plants = new Map<string, Set<string>>();
  for (const [id, faults] of Object.entries(truth))
    for (const [rule] of faults) plants.set(rule, (plants.get(rule) ?? new Set()).add(id));
  const rows = [...plants].map(([rule, ids]) => [rule, [...ids].sort(byNumber)] as const);
  return Object.fromEntries(rows.sort(([one], [other]) => (one < other ? -1 : 1)));
}

const byNumber = (one: string, other: string) => Number(one.slice(1)) - Number(other.slice(1));
