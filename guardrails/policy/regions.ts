import type { Estate } from "../../catalogue/estate";
import { computeTypes } from "../../compute/types";
import unapprovedRegion, { approvedRegions } from "../../policies/unapproved-region";
import { type Definition, definitionOf } from "./definition";

/** All that creates compute, and the groups that compute takes its region from. */
const placed = [...computeTypes.map(({ arm }) => arm), "Microsoft.Resources/subscriptions/resourceGroups"];

/** Nothing where the estate names no regions. Azure Policy compares locations as Azure does: "West Europe" is westeurope. */
export function regions(estate: Estate): Definition | undefined {
  const approved = approvedRegions(estate);
  if (!approved) return undefined;
  return definitionOf(unapprovedRegion, {
    allOf: [
      { field: "type", in: placed },
      // what has no location of its own follows its parent
      { field: "location", exists: true },
      { field: "location", notIn: [...approved, "global"] },
    ],
  });
}
