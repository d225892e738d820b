import type * as z from "zod";
import type { Azure } from "../../azure/connect";
import type { ArmCall } from "../calls";
import type { Missing } from "../define";
import type { Subscription } from "../subscriptions";
import { inBulk, inherited } from "./in-bulk";
import { groupScope, groupsAbove, ownRights } from "./own-rights";
import { apart, distinct, listed, read } from "./read";

/** Something of Azure Policy that stands at a scope and holds for all below: assignments, exemptions. */
export interface AtScopes<T> {
  /** In the plural, for people. */
  readonly what: string;
  /** Its type in the table of Resource Graph that has all on and below subscriptions. */
  readonly type: string;
  /** ARM's list at a scope, with its version. */
  readonly pathAt: (scope: string) => string;
  readonly as: z.ZodType<T>;
  readonly calls: { readonly everywhere: ArmCall; readonly inherited: ArmCall; readonly list: ArmCall };
}

/** What holds at a scope: what stands there and above, and nothing of what stands below. */
export const heldAt = (path: string): string => `${path}&$filter=atScope()`;

/**
 * Resource Graph has what stands on and below all subscriptions at once, and each management group lists what is inherited
 * from it and from above. A subscription that the table lacks, or of whose groups the list is not whole, lists all of it.
 */
export async function* atScopes<T extends { readonly id: string }>(
  azure: Azure,
  {
    subscriptions,
    chosen,
  }: { readonly subscriptions: readonly Subscription[]; readonly chosen: readonly string[] | undefined },
  { what, type, pathAt, as, calls }: AtScopes<T>,
): AsyncGenerator<T | Missing> {
  if (subscriptions.length === 0) return;
  const lacking = await ownRights(azure, subscriptions);
  const query = `policyresources | where type =~ '${type}' | project id, name, properties`;
  const table = await apart(read(azure.resourceGraph(query, chosen), { what, call: calls.everywhere, as }));
  const { rows, isWholeAbove } = await inherited(groupsAbove(subscriptions), group =>
    read(azure.armList(heldAt(pathAt(groupScope(group)))), {
      what: `${what} of the management group`,
      call: calls.inherited,
      as,
    }),
  );
  const found = await apart(
    inBulk({
      table,
      subscriptions,
      holds: subscription => lacking(subscription, calls.list.actions).length === 0 && isWholeAbove(subscription),
      ask: ({ id }) =>
        read(azure.armList(pathAt(`/subscriptions/${id}`)), {
          what: `${what} of the subscription`,
          call: calls.list,
          as,
          of: [id],
        }),
    }),
  );
  yield* distinct(listed([...rows, ...found.rows]));
  yield* found.gaps;
}
