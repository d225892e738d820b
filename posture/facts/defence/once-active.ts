import { derivation } from "../derivation";
import { outright } from "../subjects";
import type { ComputeCreator, Defence, Derived } from "../types";
import { decidesDefence, defenceNeeds, defencesFrom } from "./defence";

/** How an account is defended once it has activated directory roles: policies for a role bind whoever has it in force. */
export default derivation<"defenceOnceActive">()({
  needs: defenceNeeds,
  decidesSome: decidesDefence,
  derive(given, { manifest }) {
    const defenceOf = defencesFrom(given, manifest);
    return { value: (id, roles) => defenceOf(id, given.managementMfa.value.onceActive(id, roles)) };
  },
});

/**
 * How somebody is defended on each way to compute. Whoever holds a right without activating a directory role is defended
 * as it is today; else the roles of each way are in force by the time that it is used.
 */
export function defencesOnWays(
  creator: ComputeCreator,
  { defence, defenceOnceActive }: Pick<Derived, "defence" | "defenceOnceActive">,
): readonly Defence[] {
  const { id } = creator.principal;
  const today = defence.get(id);
  const ways = outright(creator).map(({ activates }) => activates);
  if (!today) return [];
  if (ways.length === 0 || ways.includes(undefined)) return [today];
  const sets = new Map(ways.map(roles => [roles!.join(), roles!]));
  return [...sets.values()].map(roles => defenceOnceActive(id, roles));
}
