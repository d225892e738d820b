import type { BlastRadius } from "../blast-radius-schema";
import type { ComputeCreator, Defence, Derived } from "../types";
import { defencesOnWays } from "./once-active";
import { stateWords } from "./states";

/** How somebody who can create compute is defended, in the words of the blast radius. */
export function exposureOf(
  creator: ComputeCreator,
  defences: Pick<Derived, "defence" | "defenceOnceActive">,
  risks: ReadonlyMap<string, string>,
): Pick<BlastRadius, "defence" | "defended" | "atRisk"> {
  const { principal, rights } = creator;
  if (principal.kind !== "user") return { defence: "workload identity, which MFA does not reach", defended: "unknown" };
  if (principal.foreign)
    return { defence: "in the directory of another tenant, which is not read", defended: "unknown" };
  const { state, words } = weakest(defencesOnWays(creator, defences)) ?? {
    state: "unknown",
    words: stateWords("unknown").words,
  };
  const eligible = rights.every(right => right.conditional || right.tenure === "eligible");
  const risk = risks.get(principal.id) ?? risks.get(principal.name.toLowerCase());
  const parts = [words, ...(eligible ? ["right eligible in PIM only"] : []), ...(risk ? [`but ${risk}`] : [])];
  // Whoever holds the account already has met every demand, or has no need to.
  const { defended } = stateWords(state);
  return {
    defence: parts.join(", "),
    defended: risk ? false : defended,
    ...(risk && defended !== false && { atRisk: true as const }),
  };
}

/** Whoever takes the account takes the way that asks for least. */
const weakest = (ways: readonly Defence[]): Defence | undefined =>
  [...ways].sort(
    (a, b) => order.indexOf(stateWords(a.state).defended) - order.indexOf(stateWords(b.state).defended),
  )[0];
const order: readonly BlastRadius["defended"][] = [false, "unknown", "partly", true];
