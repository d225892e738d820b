import type { Command } from "../cures/command";
import type { Amount } from "../facts/amount";
import { awakeIn, takenBy } from "../facts/blast-radius";
import { edgesOf, weakestEdge } from "../facts/identity-roads";
import type { Setting } from "../facts/needs";
import { potentialOf } from "../facts/potential";
import { quotaNeeds } from "../facts/service-quotas";
import type { ComputeCreator } from "../facts/types";
import { removalAt } from "../plan/removal-words";
import { pick, type Resolver } from "../run/resolve";

/** What to change first about somebody's roads to compute: the edge that the report marks as the weakest. */
export interface FirstChange {
  /** An imperative, for people. */
  readonly says: string;
  readonly commands: readonly Command[];
  /** USD a day that it takes away, of what is known to be in reach. */
  readonly usdPerDay: Amount;
  /** How many roads end with it, of how many. */
  readonly ends: number;
  readonly roads: number;
  /** The right stands whether or not it is used. */
  readonly standing: boolean;
}

/** There always is one: of a single assignment, that assignment. Pure. */
export function firstChangeOf(
  creator: ComputeCreator,
  know: Resolver,
  { manifest }: Pick<Setting, "manifest">,
): FirstChange | undefined {
  const quotas = pick(know, [...quotaNeeds, "soldSizes", "sharedLimits"]);
  const awake = awakeIn(quotas.subscriptions.value)(creator);
  const rights = awake.length > 0 ? awake : creator.rights;
  if (rights.length === 0) return undefined;
  const { roads, edge, ends, usdPerDay } = weakestEdge(rights, takenBy(potentialOf(quotas, manifest.collectedAt)));
  const right = roads.find(one => edgesOf(one).some(({ key }) => key === edge.key))!;
  const { says, commands } = removalAt(right, edge.at, creator.principal, know("access").value);
  return { says, commands, usdPerDay, ends, roads: roads.length, standing: right.tenure === "standing" && !right.road };
}
