import type { Estate } from "../../catalogue/estate";
import { isSwitch } from "../../compute/apply-shape";
import oversizedScaleSet, { instanceLimit } from "../../policies/oversized-scale-set";
import { askedIn } from "./asks";
import { all, type Condition, type Definition, definitionOf, parameter, some } from "./definition";
import { holdsAt, requestsWhere, type SeenRequest } from "./seen-requests";

/** Types that write their numbers as text: comparing a text with a number is an error, and an error refuses. */
const writtenAsText: ReadonlySet<string> = new Set(["Microsoft.Insights/autoscaleSettings"]);

/** Counts, and ceilings to which a set grows by itself. */
export const instances = (estate: Estate): Definition =>
  definitionOf(
    oversizedScaleSet,
    some(
      ...requestsWhere(request => {
        const { type, list, counts, ceilings } = request;
        const many = [...counts, ...ceilings].map(leaf => holdsAt(leaf, list, above(leaf.alias.name)));
        return writtenAsText.has(type) || many.length === 0 ? [] : [all(...ordered(request), some(...many))];
      }),
    ),
    {
      parameters: { maxInstances: instanceLimit(estate) },
      also: "Where a pool counts its dedicated and its spot machines apart, each number is held against the limit, and a formula is not read.",
    },
  );

/** A comparison of numbers is an error where nothing stands in the field. */
const above = (field: string): Condition => all({ field, exists: true }, { field, greater: parameter("maxInstances") });

/** Where nothing is created without a size, or before an accelerator is asked for: whether there is one. */
function ordered({ list, sizes, tiers, asks, shape }: SeenRequest): readonly Condition[] {
  const needsOne = shape.without === "nothing" || (isSwitch(shape) && asks.length > 0);
  if (!needsOne) return [];
  const there = [...sizes, ...tiers].map(leaf => holdsAt(leaf, list, { field: leaf.alias.name, exists: true }));
  return [some(...there, ...asks.map(ask => askedIn(list, ask)))];
}
