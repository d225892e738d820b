import { Missing } from "../define";
import type { Subscription } from "../subscriptions";

/** Resource Graph says nothing of a subscription that it does not know: its silence is no empty list. */
export function* notInResourceGraph(what: string, subscriptions: readonly Subscription[]): Generator<Missing> {
  const subjects = subscriptions.filter(({ inResourceGraph }) => inResourceGraph === false).map(({ id }) => id);
  if (subjects.length > 0)
    yield new Missing({
      what,
      missing: "Reader on the whole subscription, given some time ago: Resource Graph does not know it yet",
      reason: "denied",
      subjects,
    });
}
