import { isAccelerator } from "../catalogue/sizes";
import { alternatives, asksAt, firstPresent, type RowContext, telling, text } from "./leaf";
import type { Ask, RequestShape } from "./types/compute-type";
import { absent, type Value } from "./value";

/** Whether an ask says less than a name beside it: a number of GPUs less than their model. */
export const isVague = ({ name, vague }: Ask): boolean => name !== undefined || vague === true;

/**
 * The accelerators that a request asks for, by tiers such as `Classic_NVv4_8_28GB_128_S_SSD` or by properties: each that is named. What
 * is vague tells of one only where none is named.
 */
export function acceleratorsOf(
  { tier, asks = [] }: RequestShape,
  context: RowContext,
): [Value<string>, ...Value<string>[]] {
  const tiers = tier === undefined ? [] : alternatives(firstPresent(context, tier)).map(text);
  const byName = asksAt(
    context,
    asks.filter(ask => !isVague(ask)),
  );
  const named = [...byName, ...tiers.filter(one => one.state !== "known" || isAccelerator(one.value))];
  const vague = asksAt(context, asks.filter(isVague));
  const seen = named.filter(({ state }) => state === "known");
  const withheld = named.filter(({ state }) => state !== "known" && state !== "absent");
  const nothing = absent((tiers[0] ?? byName[0] ?? vague[0])?.path ?? context.at.path);
  const first = seen[0] ?? telling([...vague, ...withheld].filter(({ state }) => state !== "absent")) ?? nothing;
  return [first, ...distinct([first, ...seen, ...(first.state === "known" ? withheld : [])]).slice(1)];
}

/** Names in any letter case once, and what is withheld at a place once. */
function distinct(found: readonly Value<string>[]): readonly Value<string>[] {
  const keys = found.map(one => (one.state === "known" ? `is ${one.value.toLowerCase()}` : `at ${one.path}`));
  return found.filter((_, i) => keys.indexOf(keys[i]!) === i);
}
