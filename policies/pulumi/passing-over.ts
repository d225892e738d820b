import type { FactKind, Facts } from "../../compute/facts";

/** Lets the SDK pass over the policies that have nothing to judge in a resource. */
export interface PassingOver {
  /** The policy at this turn has been given these facts. */
  ran(turn: number, facts: Facts | undefined): void;
  /** Whether the SDK may pass over the policy at this turn, which judges this kind of fact. */
  mayPass(turn: number, kind: FactKind): boolean;
}

/**
 * Before the SDK runs a policy, it asks it for the one type that it is for, without saying which resource is at hand; a policy of another
 * type it passes over, and most policies have nothing to judge in most resources. A wrong answer there would be a miss
 * in silence, so none is given unless the resource at hand is certain:
 *
 * - The SDK asks the policies of a pack in turn, and our policies never wait. So one Analyze is over before the event loop turns, and
 *   what was read is forgotten then.
 * - Another Analyze that begins before that asks again for the first policy of all. From there on nobody is passed over.
 */
export function passingOver(
  afterwards: (forget: () => void) => void = forget => void setImmediate(forget),
): PassingOver {
  let now: { turn: number; readonly facts: Facts | undefined; mixed: boolean } | undefined;
  return {
    ran(turn, facts) {
      if (!now) {
        now = { turn, facts, mixed: false };
        afterwards(() => {
          now = undefined;
        });
      }
      // the SDK has asked for this turn just before
      now.mixed ||= turn < now.turn || facts !== now.facts;
      now.turn = turn;
    },
    mayPass(turn, kind) {
      if (!now) return false;
      now.mixed ||= turn <= now.turn;
      now.turn = turn;
      return !now.mixed && !now.facts?.[kind].length;
    },
  };
}
