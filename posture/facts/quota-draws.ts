import { familyKey } from "../../catalogue/families";
import type { Answer } from "../signals/question";
import type { LogAnswers, QuotaAsk } from "./types";

/** The limit on which all spot machines of a region draw, whatever their size. */
const spotPool = "lowprioritycores";

/** Whether somebody asked for that limit. */
export const isForSpot = ({ family }: QuotaAsk): boolean => familyKey(family) === spotPool;

type Asks = ReadonlyMap<Answer, QuotaAsk>;

/**
 * The log and who asked for quota, as creations draw on it: a spot machine is told once more as drawing on the limit of spot
 * machines, and what was asked for at a quota group, and so in no subscription, as asked for in each in which accelerators were created.
 */
export function drawnQuota(
  log: LogAnswers<"activity">,
  asks: Asks,
): { readonly activityAnswers: LogAnswers<"activity">; readonly quotaAsks: Asks } {
  const creations = log.of.hours.filter(({ key }) => key.accelerator === "yes" && key.result === "done");
  const subscriptions = [...new Set(creations.map(({ key }) => key.subscription ?? ""))].filter(Boolean);
  const spot = creations
    .filter(({ key }) => key.spot === "yes")
    .map(answer => ({ ...answer, key: { ...answer.key, family: spotPool } }));
  const shared = [...asks]
    .filter(([, ask]) => ask.subscription === "")
    .flatMap(([answer, ask]) =>
      subscriptions.map((subscription): [Answer, QuotaAsk] => [
        { ...answer, key: { ...answer.key, subscription } },
        { ...ask, subscription },
      ]),
    );
  return {
    activityAnswers: {
      ...log,
      of: { ...log.of, hours: [...log.of.hours, ...spot, ...shared.map(([answer]) => answer)] },
    },
    quotaAsks: new Map([...asks, ...shared]),
  };
}
