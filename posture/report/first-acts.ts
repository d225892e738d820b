import { bySeverity } from "../../catalogue/severity";
import { figure } from "../facts/amount";
import type { Act } from "./acts-schema";

/** So many acts are what somebody can begin with; the rest follows from the findings. */
const most = 7;

/**
 * What to do first: whatever burns is stopped; else what closes the worst findings and takes the most money away. In the order in
 * which it is done.
 */
export function firstActs(acts: readonly Act[]): readonly Act[] {
  const usd = ({ usdPerDay }: Act) => (usdPerDay && figure(usdPerDay)) ?? 0;
  const weightiest = [...acts].sort(
    (one, other) =>
      Number(other.stage === "stop") - Number(one.stage === "stop") || bySeverity(one, other) || usd(other) - usd(one),
  );
  const first = new Set(weightiest.slice(0, most));
  return acts.filter(act => first.has(act));
}
