import type { Estate } from "../../catalogue/estate";
import { regions as known } from "../../catalogue/regions";
import { computeTypes } from "../../compute/types";
import unapprovedRegion, { approvedRegions } from "../../policies/unapproved-region";
import { aliasesAt, listOf } from "./aliases";
import { all, type Condition, type Definition, definitionOf, ofType, parameter, some, somewhere } from "./definition";

/** All that creates compute, and the groups that compute takes its region from. */
const placed = [...computeTypes.map(({ arm }) => arm), "Microsoft.Resources/subscriptions/resourceGroups"];

/** What stands where a region is written and names none. */
const noRegions = ["global", "AutoResolve"];

const elsewhere = (field: string): Condition =>
  all({ field, exists: true }, { field, notIn: parameter("approvedRegions") });

/** Nothing where the estate names no regions. */
export function regions(estate: Estate): Definition | undefined {
  const approved = approvedRegions(estate);
  if (!approved) return undefined;
  // Azure levels the spellings of `location`, and not those of other properties: "West Europe" is written there too
  const spellings = [...approved, ...approved.flatMap(name => known.get(name)?.displayName ?? [])];
  return definitionOf(
    unapprovedRegion,
    // what has no location of its own follows its parent
    some(all({ field: "type", in: placed }, elsewhere("location")), ...inside()),
    { parameters: { approvedRegions: [...new Set([...spellings, ...noRegions])] } },
  );
}

/** Regions beside the resource's own. */
const inside = (): readonly Condition[] =>
  computeTypes.flatMap(({ arm, regions: paths = [] }) =>
    paths.flatMap(path =>
      aliasesAt(arm, path).map(({ name }) => ofType(arm, somewhere(listOf(name), elsewhere(name)))),
    ),
  );
