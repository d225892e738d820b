import { Missing } from "../define";
import type { Subscription } from "../subscriptions";

/**
 * Resource Graph says nothing of a subscription that it does not know: its silence is no empty list. Where it was not read which
 * subscriptions it knows, it may be any.
 */
export function* notInResourceGraph(what: string, subscriptions: readonly Subscription[]): Generator<Missing> {
  const where = (answer: boolean | undefined) =>
    subscriptions.filter(({ inResourceGraph }) => inResourceGraph === answer).map(({ id }) => id);
  const [late, unread] = [where(false), where(undefined)];
  if (late.length > 0)
    yield new Missing({
      what,
      missing: "Reader on the whole subscription, given some time ago: Resource Graph does not know it yet",
      reason: "denied",
      subjects: late,
    });
  if (unread.length > 0)
    yield new Missing({
      what,
      missing: "an answer to Microsoft.ResourceGraph/resources/read on whether it knows the subscription",
      reason: "failed",
      subjects: unread,
    });
}
