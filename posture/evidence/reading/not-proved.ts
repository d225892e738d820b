import type { Azure } from "../../azure/connect";
import type { ArmCall } from "../calls";
import type { Missing } from "../define";
import type { Subscription } from "../subscriptions";
import { notInResourceGraph } from "./not-in-resource-graph";
import { notShown, ownRights } from "./own-rights";
import { providersThere } from "./providers-there";

/** What was read by Resource Graph, and by ARM where Resource Graph does not know the subscription. */
interface Read {
  readonly what: string;
  /** The rights to see it. */
  readonly rightsToSee: readonly string[];
  /** The call of ARM, with all that it needs. */
  readonly late: ArmCall;
  /** Whether ARM was asked in a subscription in the place of Resource Graph. */
  readonly isAsked: (subscription: Subscription) => boolean;
}

/**
 * Where it is not proved that all was shown: Resource Graph and ARM leave out of a subscription's resources what the sign-in may
 * not see, and do not say so. The sign-in's own roles prove it, and rights to what the cloud does not have are not needed.
 */
export async function* notProved(
  azure: Azure,
  subscriptions: readonly Subscription[],
  { what, rightsToSee, late, isAsked }: Read,
): AsyncGenerator<Missing> {
  const lacking = await ownRights(azure, subscriptions);
  const rights = await providersThere(azure, subscriptions, lacking, rightsToSee, late);
  const needed = [...late.actions.filter(action => !rightsToSee.includes(action)), ...rights];
  yield* notInResourceGraph(
    what,
    subscriptions.filter(row => !isAsked(row) || lacking(row, needed).length > 0),
  );
  yield* notShown(what, subscriptions, lacking, rights);
}
