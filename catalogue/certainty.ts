/** Proved, disproved, or not to be known from what was read. What was not read is neither yes nor no. */
export type Certainty = "yes" | "no" | "unknown";

/** Yes if one is; else unknown if one may be. It stops at the first yes. */
export function any(facts: () => Iterable<Certainty>): Certainty {
  let whole: Certainty = "no";
  for (const fact of facts()) {
    if (fact === "yes") return "yes";
    if (fact === "unknown") whole = "unknown";
  }
  return whole;
}

/** No if one is; else unknown if one may be. */
export const all = (...facts: readonly Certainty[]): Certainty =>
  facts.includes("no") ? "no" : facts.includes("unknown") ? "unknown" : "yes";

export const not = (fact: Certainty): Certainty => (fact === "yes" ? "no" : fact === "no" ? "yes" : "unknown");
