import type { Estate } from "../../catalogue/estate";
import { computeTypes } from "../../compute/types";
import oversizedScaleSet, { instanceLimit } from "../../policies/oversized-scale-set";
import { type Condition, type Definition, definitionOf, ofType, somewhere } from "./definition";

/** Counts, and ceilings to which a set grows by itself. */
export function instances(estate: Estate): Definition {
  const limit = instanceLimit(estate);
  return definitionOf(oversizedScaleSet, {
    anyOf: computeTypes.flatMap(({ arm, countAlias, ceilingAlias }) =>
      [countAlias, ceilingAlias].flatMap(alias =>
        alias === undefined ? [] : [ofType(arm, somewhere(alias, above(alias, limit)))],
      ),
    ),
  });
}

/** A comparison of numbers is an error where nothing stands in the field. */
const above = (field: string, limit: number): Condition => ({
  allOf: [
    { field, exists: true },
    { field, greater: limit },
  ],
});
