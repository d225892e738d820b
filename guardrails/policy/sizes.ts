import type { Estate } from "../../catalogue/estate";
import { lowestUsdPerHour } from "../../catalogue/prices";
import { accelerators, sizes } from "../../catalogue/sizes";
import costlySize from "../../policies/costly-size";
import unapprovedVmSize, { vmSizeTest } from "../../policies/unapproved-vm-size";
import { all, type Condition, type Definition, definitionOf, parameter, some } from "./definition";
import { knownSizes, namesAt, type Writing } from "./patterns";
import { holdsAt, requestsWhere } from "./seen-requests";

/** Nothing where the estate approves every ordinary size. Sizes without `Standard_` are left to the pack, as no pattern tells them from other words. */
export function ordinarySizes(estate: Estate, writing: Writing): Definition | undefined {
  const { deny, except } = vmSizeTest(estate);
  if (deny.length === 0) return undefined;
  const spelledOut = writing === "known sizes";
  // accelerators of the future are none of its business either, so these stay patterns
  const ordinary = except.filter(pattern => !accelerators.includes(pattern));
  const approved = (field: string): readonly Condition[] =>
    spelledOut
      ? [{ field, in: parameter("approvedSizes") }, ...namesAt({ field }, accelerators)]
      : namesAt({ field }, except);
  return definitionOf(
    unapprovedVmSize,
    some(...sizesWhere(field => all(some(...namesAt({ field }, deny)), { not: some(...approved(field)) }))),
    spelledOut ? { parameters: { approvedSizes: ordinary.flatMap(knownSizes) } } : {},
  );
}

/** Nothing where the estate sets no limit. */
export function costlySizes(estate: Estate): Definition | undefined {
  const limit = estate.maxUsdPerHour;
  if (limit === undefined) return undefined;
  const costly = [...sizes().values()].flatMap(({ name }) => ((lowestUsdPerHour(name) ?? 0) > limit ? [name] : []));
  if (costly.length === 0) return undefined;
  return definitionOf(costlySize, some(...sizesWhere(field => ({ field, in: parameter("costlySizes") }))), {
    parameters: { costlySizes: costly },
    also: "A size that costs more in some regions only, and one without a list price, is not refused here.",
  });
}

/** Requests whose size meets a condition. */
const sizesWhere = (condition: (field: string) => Condition): readonly Condition[] =>
  requestsWhere(({ list, sizes }) => sizes.map(leaf => holdsAt(leaf, list, condition(leaf.alias.name))));
