import { bySeverity } from "../../catalogue/severity";
import { figure } from "../facts/amount";
import type { Act } from "./acts-schema";
import type { Report } from "./model";
import { mostOf, openToPassword } from "./verdict";

/** So many acts are what somebody can begin with; the rest follows from the findings. */
const most = 7;

/**
 * What to do first: whatever burns is stopped, and whom the figure of the verdict is of is disarmed; else what closes the worst
 * findings and takes the most money away. In the order in which it is done.
 */
export function firstActs({ acts, blastRadius }: Pick<Report, "acts" | "blastRadius">): readonly Act[] {
  const usd = ({ usdPerDay }: Pick<Act, "usdPerDay">) => (usdPerDay && figure(usdPerDay)) ?? 0;
  const told = toldOf(blastRadius);
  const disarming = acts.find(({ targets }) => targets.some(({ id }) => told.has(id.toLowerCase())));
  const rank = (act: Act): number => (act.stage === "stop" ? 2 : act === disarming ? 1 : 0);
  const weightiest = [...acts].sort(
    (one, other) => rank(other) - rank(one) || bySeverity(one, other) || usd(other) - usd(one),
  );
  const first = new Set(weightiest.slice(0, most));
  return acts.filter(act => first.has(act));
}

/** Of whom the verdict says how much could be burnt with a password alone: the most of them. */
function toldOf(blastRadius: Report["blastRadius"]): ReadonlySet<string> {
  const open = openToPassword(blastRadius);
  const most = mostOf(open);
  return new Set(
    open
      .filter(({ usdPerDay }) => most !== undefined && figure(usdPerDay) === figure(most))
      .map(({ principal }) => principal.id.toLowerCase()),
  );
}
