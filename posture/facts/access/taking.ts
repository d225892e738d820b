import { all, any, type Certainty, not } from "../../../catalogue/certainty";
import { parseScope } from "../scopes";
import type { Hand, Held, Own, Taken } from "./held";
import { soonest, type Tenure } from "./tenures";

/** What is known of places, and of what is held and denied there. */
export interface Places {
  /** Whether one management group stands above another. */
  isAbove(group: string, other: string): Certainty;
  /** Whether an action is denied at a place, by these. */
  denied(own: Pick<Own, "denials">, action: string, at: string): Certainty;
  isOver(held: Held, at: string): boolean;
  /** Whether a subscription (id in lower case) is among those that were read. */
  isRead(subscription: string): boolean;
}

/** Who takes which action at which place, surely or perhaps. */
export class Taking {
  constructor(private readonly given: Places) {}

  /** @param says whether a holding allows the action, wherever it is held */
  of(hand: Hand, action: string, at: string, says: (held: Held) => Certainty): Taken {
    const free = this.isFree(hand, action, at);
    const able = hand.held.map(each => [each, all(this.over(each, at), says(each), free)] as const);
    const verdict = any(() => able.map(([, verdict]) => verdict));
    const these = able.filter(each => each[1] === verdict).map(([each]) => each);
    const tenure = verdict === "no" ? undefined : soonest(these.map(({ holding }) => holding.tenure));
    return { verdict, tenure, by: these.find(({ holding }) => holding.tenure === tenure) };
  }

  /** Whether nothing denies the action at a place. */
  isFree(own: Pick<Own, "denials">, action: string, at: string): Certainty {
    return own.denials.length === 0 ? "yes" : not(this.given.denied(own, action, at));
  }

  /**
   * Whether a role is held at a place or above it. Which of two management groups is above the other is not always known, nor
   * is what is above a subscription that was not read.
   */
  over(held: Held, at: string): Certainty {
    if (this.given.isOver(held, at)) return "yes";
    if (held.scope.kind !== "managementGroup" || held.lent) return "no";
    const scope = parseScope(at);
    if (scope.kind === "managementGroup") return this.given.isAbove(held.scope.name, scope.name);
    if (!("subscription" in scope)) return "no";
    return held.perhaps.includes(scope.subscription) || !this.given.isRead(scope.subscription) ? "unknown" : "no";
  }
}

/** What is sure comes before what is not, and what is in force before what has to be activated. */
export const rank = (one: { readonly verdict: Certainty; readonly tenure: Tenure | undefined } | undefined): number => {
  if (!one || one.verdict === "no") return 0;
  return one.verdict === "unknown" ? 1 : one.tenure === "eligible" ? 2 : 3;
};
