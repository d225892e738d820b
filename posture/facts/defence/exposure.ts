import type { BlastRadius } from "../blast-radius-schema";
import type { ComputeCreator, Defence } from "../types";
import { stateWords } from "./states";

/** How somebody who can create compute is defended, in the words of the blast radius. */
export function exposureOf(
  { principal, rights }: ComputeCreator,
  defences: ReadonlyMap<string, Defence>,
  risks: ReadonlyMap<string, string>,
): Pick<BlastRadius, "defence" | "defended"> {
  if (principal.kind !== "user") return { defence: "workload identity, which MFA does not reach", defended: "unknown" };
  if (principal.foreign)
    return { defence: "in the directory of another tenant, which is not read", defended: "unknown" };
  const { state, words } = defences.get(principal.id) ?? { state: "unknown", words: stateWords("unknown").words };
  const eligible = rights.every(right => right.conditional || right.tenure === "eligible");
  const risk = risks.get(principal.id) ?? risks.get(principal.name.toLowerCase());
  const parts = [words, ...(eligible ? ["right eligible in PIM only"] : []), ...(risk ? [`but ${risk}`] : [])];
  // Whoever holds the account already has met every demand, or has no need to.
  return { defence: parts.join(", "), defended: risk ? false : stateWords(state).defended };
}
