import { seenInSubscriptions } from "../../catalogue/critical-operations";
import type { Estate } from "../../catalogue/estate";
import { regionsOf } from "../dns/refusal";
import type { Settings } from "../settings";

/** How many definitions each part places at the management group that deploys what is missing; each part has one assignment. */
export function deployingPolicies(
  { dns, monthlyBudget, location }: Pick<Settings, "dns" | "monthlyBudget" | "location">,
  estate: Estate,
): { readonly definitions: readonly string[]; readonly assignments: readonly string[] } {
  const parts: { readonly [part: string]: readonly string[] } = {
    alerts: seenInSubscriptions.map(({ name }) => name),
    dns: dns === "Off" ? [] : regionsOf(estate, location),
    costs: monthlyBudget === undefined ? [] : ["cost-warnings"],
  };
  return {
    definitions: Object.values(parts).flat(),
    assignments: Object.entries(parts).flatMap(([part, policies]) => (policies.length > 0 ? [part] : [])),
  };
}
