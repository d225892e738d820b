import * as z from "zod";
import { parseArmId } from "../../../catalogue/arm-id";
import type { ArmCall } from "../calls";
import type { Context, Missing } from "../define";
import type { Subscription } from "../subscriptions";
import { inBulk } from "./in-bulk";
import { ownRights } from "./own-rights";
import { apart, distinct, each, read } from "./read";
import { guid } from "./wire";

/** A list that each subscription has, and Resource Graph a table of all. */
export interface BySubscription<T> {
  /** In the plural, for people. */
  readonly what: string;
  /** The same of one subscription; `<what> of the subscription`, where it is left out. */
  readonly whatThere?: string;
  readonly query: string;
  /** ARM's own lists behind `/providers/` of a subscription, each with its version. */
  readonly lists: readonly string[];
  readonly everywhere: ArmCall;
  readonly list: ArmCall;
  /** One item, in the form that Resource Graph and ARM both have; `subscription` is its own, in lower case. */
  readonly as: (subscription: string) => z.ZodType<T>;
  /** What proves that the table has all of a subscription: the sign-in's own rights there, or that it has a row of it at all. */
  readonly provedBy: "rights" | "rows";
}

/** By one query of Resource Graph, and by ARM where that is not proved to show all. */
export async function* bySubscription<T extends { readonly id: string }>(
  { azure, chosenSubscriptions }: Pick<Context, "azure" | "chosenSubscriptions">,
  subscriptions: readonly Subscription[],
  { what, whatThere = `${what} of the subscription`, query, lists, everywhere, list, as, provedBy }: BySubscription<T>,
): AsyncGenerator<T | Missing> {
  if (subscriptions.length === 0) return;
  const lacking = provedBy === "rights" ? await ownRights(azure, subscriptions) : undefined;
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
  const told = new Set(table.rows.map(({ id }) => parseArmId(id).subscription?.toLowerCase()));
  yield* distinct(
    inBulk({
      table,
      subscriptions,
      holds: subscription =>
        lacking ? lacking(subscription, everywhere.actions).length === 0 : told.has(subscription.id),
      ask: ({ id }) =>
        each(lists, path =>
          read(azure.armList(`/subscriptions/${id}/providers/${path}`), {
            what: whatThere,
            call: list,
            as: as(id),
            of: [id],
          }),
        ),
    }),
  );
}

export interface Inventory<T> extends Pick<BySubscription<T>, "what" | "everywhere" | "list" | "as"> {
  /** Types that Resource Graph has in its table `resources`, each with the version of ARM's own list. */
  readonly types: readonly { readonly type: string; readonly version: string }[];
  /** What is read of them beside their ids: the properties, unless it says otherwise. */
  readonly column?: "location" | "properties";
}

/** Resources of some types in all subscriptions. */
export function inventory<T extends { readonly id: string }>(
  context: Pick<Context, "azure" | "chosenSubscriptions">,
  subscriptions: readonly Subscription[],
  { types, column = "properties", ...how }: Inventory<T>,
): AsyncGenerator<T | Missing> {
  const named = types.map(({ type }) => `'${type.toLowerCase()}'`).join(", ");
  return bySubscription(context, subscriptions, {
    ...how,
    query: `resources | where type in~ (${named}) | project id, name, type, subscriptionId, ${column}`,
    lists: types.map(({ type, version }) => `${type}?api-version=${version}`),
    provedBy: "rights",
  });
}
