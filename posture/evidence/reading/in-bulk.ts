import { parseArmId } from "../../../catalogue/arm-id";
import type { Missing } from "../define";
import type { Subscription } from "../subscriptions";
import { apart, each } from "./read";

type Apart<T> = { readonly rows: readonly T[]; readonly gaps: readonly Missing[] };

export interface InBulk<T> {
  /** What one query of Resource Graph has of all subscriptions. */
  readonly table: Apart<T>;
  readonly subscriptions: readonly Subscription[];
  /** Whether the rows of the table are known to be all that there is of a subscription. */
  readonly holds: (subscription: Subscription) => boolean;
  /** ARM's own list of one subscription. */
  readonly ask: (subscription: Subscription) => AsyncIterable<T | Missing>;
}

/**
 * The rows of all subscriptions: Resource Graph's, and ARM's of each subscription that its table lacks. It lacks those that
 * Resource Graph does not know (its list of subscriptions tells), and those of which it is not proved that all is shown. Half
 * an answer is none. What ARM answers in full stands in place of what the table has, which may be older.
 */
export async function* inBulk<T extends { readonly id: string }>(bulk: InBulk<T>): AsyncGenerator<T | Missing> {
  const { table, subscriptions, holds, ask } = bulk;
  const asked = subscriptions.filter(
    subscription => table.gaps.length > 0 || subscription.inResourceGraph !== true || !holds(subscription),
  );
  const told = await apart(each(asked, ask));
  const refused = new Set(told.gaps.flatMap(({ gap }) => gap.subjects ?? []));
  const answered = new Set(asked.map(({ id }) => id).filter(id => !refused.has(id)));
  yield* told.rows;
  yield* table.rows.filter(({ id }) => !answered.has(parseArmId(id).subscription?.toLowerCase() ?? ""));
  yield* told.gaps;
}

/**
 * What stands at management groups, read once for each group right above subscriptions, with all that stands further up;
 * and of which subscriptions it is whole.
 */
export async function inherited<T>(
  groups: readonly string[],
  list: (group: string) => AsyncIterable<T | Missing>,
): Promise<{ readonly rows: readonly T[]; readonly isWholeAbove: (subscription: Subscription) => boolean }> {
  const lists = await Promise.all(groups.map(async group => ({ group, ...(await apart(list(group))) })));
  const whole = new Set(lists.filter(({ gaps }) => gaps.length === 0).map(({ group }) => group));
  return {
    rows: lists.flatMap(({ rows }) => rows),
    isWholeAbove: ({ managementGroups: [group] = [] }) => group !== undefined && whole.has(group),
  };
}
