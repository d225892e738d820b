import type { Estate } from "../../catalogue/estate";
import oversizedScaleSet, { instanceLimit } from "../../policies/oversized-scale-set";
import { all, type Condition, type Definition, definitionOf, parameter, some } from "./definition";
import { holdsAt, requestsWhere } from "./seen-requests";

/** Types that write their numbers as text: comparing a text with a number is an error, and an error refuses. */
const writtenAsText: ReadonlySet<string> = new Set(["Microsoft.Insights/autoscaleSettings"]);

/** Counts, and ceilings to which a set grows by itself. */
export const instances = (estate: Estate): Definition =>
  definitionOf(
    oversizedScaleSet,
    some(
      ...requestsWhere(({ type, list, counts, ceilings }) =>
        writtenAsText.has(type)
          ? []
          : [...counts, ...ceilings].map(leaf => holdsAt(leaf, list, above(leaf.alias.name))),
      ),
    ),
    {
      parameters: { maxInstances: instanceLimit(estate) },
      also: "Where a pool counts its dedicated and its spot machines apart, each number is held against the limit, and a formula is not read.",
    },
  );

/** A comparison of numbers is an error where nothing stands in the field. */
const above = (field: string): Condition => all({ field, exists: true }, { field, greater: parameter("maxInstances") });
