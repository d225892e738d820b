import * as z from "zod";
import type { ArmCall } from "../calls";
import type { Context, Missing } from "../define";
import type { Subscription } from "../subscriptions";
import { inBulk } from "./in-bulk";
import { ownRights } from "./own-rights";
import { apart, distinct, each, read } from "./read";
import { guid } from "./wire";

export interface Inventory<T> {
  readonly what: string;
  /** Types that Resource Graph has in its table `resources`, each with the version of ARM's own list. */
  readonly types: readonly { readonly type: string; readonly version: string }[];
  readonly everywhere: ArmCall;
  readonly list: ArmCall;
  /** What is read of them beside their ids: the properties, unless it says otherwise. */
  readonly column?: "location" | "properties";
  /** One resource, in the form that Resource Graph and ARM both have; `subscription` is its own, in lower case. */
  readonly as: (subscription: string) => z.ZodType<T>;
}

/**
 * Resources of some types in all subscriptions: by one query of Resource Graph, and by ARM where that is not proved to show all.
 */
export async function* inventory<T extends { readonly id: string }>(
  { azure, chosenSubscriptions }: Pick<Context, "azure" | "chosenSubscriptions">,
  subscriptions: readonly Subscription[],
  { what, types, everywhere, list, column = "properties", as }: Inventory<T>,
): AsyncGenerator<T | Missing> {
  if (subscriptions.length === 0) return;
  const named = types.map(({ type }) => `'${type.toLowerCase()}'`).join(", ");
  const query = `resources | where type in~ (${named}) | project id, name, type, subscriptionId, ${column}`;
  const lacking = await ownRights(azure, subscriptions);
  const owned = z.looseObject({ subscriptionId: guid });
  const table = await apart(
    read(azure.resourceGraph(query, chosenSubscriptions), {
      what,
      call: everywhere,
      as: owned.transform((item, context) => {
        const row = as(item.subscriptionId).safeParse(item);
        if (row.success) return row.data;
        context.addIssue({ code: "custom", message: "not in the documented form" });
        return z.NEVER;
      }),
    }),
  );
  yield* distinct(
    inBulk({
      table,
      subscriptions,
      holds: subscription => lacking(subscription, everywhere.actions).length === 0,
      ask: ({ id }) =>
        each(types, ({ type, version }) =>
          read(azure.armList(`/subscriptions/${id}/providers/${type}?api-version=${version}`), {
            what: `${what} of the subscription`,
            call: list,
            as: as(id),
            of: [id],
          }),
        ),
    }),
  );
}
