import { computeTypes } from "../../../compute/types";
import type { Manifest } from "../../evidence/gathered";
import type { Resolved } from "../needs";
import { isInForce } from "../refusing-policy";
import { counted, type DecoyFault, type Judged } from "./decoy";
import { denyFault } from "./deny-policy";
import { bearsOn, gapWords } from "./unread";

/** Evidence of what stands in a subscription and what is refused there. */
export const placeKinds = ["subscriptions", "policyAssignments", "policyExemptions", "resources"] as const;

/** Types of which a resource computes; what stands beside it, such as an extension, cannot be without one. */
const computes: ReadonlySet<string> = new Set(
  computeTypes.filter(({ requests }) => requests?.length).map(({ arm }) => arm.toLowerCase()),
);

/**
 * Whether a subscription, by lower-case id, is empty of compute and refuses all of it. That no policy refuses it is said only
 * where all policies that may hold there were read.
 */
export function judgePlace(
  id: string,
  given: Pick<Resolved, (typeof placeKinds)[number]>,
  { chosenResourceGroups, collectedAt }: Pick<Manifest, "chosenResourceGroups" | "collectedAt">,
): Judged {
  const place = given.subscriptions.value.find(row => row.id.toLowerCase() === id);
  const exemptions = given.policyExemptions.value.filter(each => isInForce(each, collectedAt));
  const deny = place && denyFault(place, given.policyAssignments.value, exemptions);
  const isAllRead = place?.managementGroups !== undefined && !given.policyAssignments.gaps.some(bearsOn(id));
  const running = given.resources.value.filter(
    row => row.subscription.toLowerCase() === id && computes.has(row.type.toLowerCase()),
  );
  const faults: readonly DecoyFault[] = [
    ...(deny && isAllRead ? [deny] : []),
    ...(running.length > 0
      ? [
          {
            of: "subscription",
            key: "compute",
            says: `is named as a decoy, and ${counted(running.length, "resource")} there can compute`,
            proof: running.map(row => row.id).sort(),
          } as const,
        ]
      : []),
  ];
  const unread = [
    ...placeKinds.flatMap(kind => given[kind].gaps.filter(bearsOn(id)).map(gapWords)),
    ...(place ? [] : ["the subscription, which was not seen"]),
    ...(deny && !place?.managementGroups ? ["the management groups above the subscription"] : []),
    ...(chosenResourceGroups ? ["compute outside of the chosen resource groups"] : []),
  ];
  return { faults, unread };
}
