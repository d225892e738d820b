import type { BlastRadius } from "../blast-radius-schema";
import type { ComputeCreator, Defence } from "../types";
import { stateWords } from "./states";

/** How somebody who can create compute is defended, in the words of the blast radius. */
export function exposureOf(
  { principal, rights }: ComputeCreator,
  defences: ReadonlyMap<string, Defence>,
): Pick<BlastRadius, "defence" | "defended"> {
  if (principal.kind !== "user") return { defence: "workload identity, which MFA does not reach", defended: "unknown" };
  const { state, words } = defences.get(principal.id) ?? { state: "unknown", words: stateWords("unknown").words };
  const eligible = rights.every(right => right.conditional || right.tenure === "eligible");
  return {
    defence: `${words}${eligible ? ", right eligible in PIM only" : ""}`,
    defended: stateWords(state).defended,
  };
}
