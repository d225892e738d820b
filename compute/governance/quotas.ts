import { count, firstPresent } from "../leaf";
import { absent } from "../value";
import { defineReader, type GovernanceType, leafAt } from "./governance-type";

interface QuotaRow extends GovernanceType {
  readonly what: string;
  /** What is written, where it is no quota: a ticket that asks for one, or machines that are reserved already. */
  readonly by?: "ticket" | "reservation";
  /** Where the limit is 0, it takes quota away instead of giving some. */
  readonly zeroTakes?: true;
}

const rows: readonly QuotaRow[] = [
  {
    what: "a higher quota",
    arm: ["Microsoft.Quota/quotas", "Microsoft.Capacity/resourceProviders/locations/serviceLimits"],
    paths: { name: ["~name.value", "name"], limit: ["~limit.value", "~limit"] },
  },
  {
    what: "a higher quota, by a support ticket",
    by: "ticket",
    arm: ["Microsoft.Support/supportTickets"],
    at: "~quotaTicketDetails.quotaChangeRequests[]",
    paths: { name: "region", limit: "payload" },
  },
  {
    what: "a quota group",
    native: ["quota:GroupQuota"],
    arm: ["Microsoft.Quota/groupQuotas"],
    paths: { name: "properties.displayName" },
  },
  {
    what: "a share in a quota group",
    native: ["quota:GroupQuotaSubscription"],
    paths: { name: "groupQuotaName" },
  },
  {
    what: "a share in a quota group",
    arm: ["Microsoft.Quota/groupQuotas/subscriptions"],
    paths: { name: "name" },
  },
  {
    what: "a higher quota of a quota group",
    arm: ["Microsoft.Quota/groupQuotas/resourceProviders/groupQuotaLimits"],
    at: "~value[]",
    paths: { name: "properties.resourceName", limit: "properties.limit" },
  },
  {
    what: "a higher quota, out of a quota group",
    arm: [
      "Microsoft.Quota/groupQuotas/quotaAllocations",
      "Microsoft.Quota/groupQuotas/resourceProviders/quotaAllocations",
    ],
    at: "~value[]",
    paths: { name: "properties.resourceName", limit: "properties.limit" },
  },
  {
    what: "a quota that another subscription may use",
    native: ["computelimit:GuestSubscription"],
    paths: { name: "guestSubscriptionId" },
  },
  {
    what: "a quota that other subscriptions may use",
    native: ["computelimit:SharedLimit"],
    paths: { name: "name" },
  },
  {
    what: "a quota that other subscriptions may use",
    arm: ["Microsoft.ComputeLimit/locations/guestSubscriptions", "Microsoft.ComputeLimit/locations/sharedLimits"],
    paths: { name: "name" },
  },
  {
    // Without a cap of its own, each member may use all that is shared.
    what: "a cap on a quota that subscriptions share",
    zeroTakes: true,
    native: ["computelimit:SharedLimitCap"],
    arm: ["Microsoft.ComputeLimit/locations/sharedLimitCaps"],
    paths: { name: "name", limit: ["~defaultMemberCap", "properties.defaultMemberCap"] },
  },
  {
    what: "one subscription's cap on a quota that subscriptions share",
    zeroTakes: true,
    native: ["computelimit:MemberCapOverride"],
    arm: ["Microsoft.ComputeLimit/locations/sharedLimitCaps/memberCapOverrides"],
    paths: { name: "name", limit: ["~cap", "properties.cap"] },
  },
  {
    what: "the use of another subscription's quota",
    native: ["computelimit:TrustedHostSubscription"],
    arm: ["Microsoft.ComputeLimit/locations/trustedHostSubscriptions"],
    paths: { name: "name" },
  },
  {
    what: "reserved capacity that other subscriptions may use",
    by: "reservation",
    native: ["compute:CapacityReservationGroup"],
    arm: ["Microsoft.Compute/capacityReservationGroups"],
    at: "~sharingProfile.subscriptionIds[]",
    paths: { name: "id" },
  },
];

export const quotas = defineReader<"quotaIncreases", QuotaRow>({
  kind: "quotaIncreases",
  rows,
  read(row, context) {
    const paths = row.paths.limit;
    const limit = paths === undefined ? absent(context.at.path) : count(firstPresent(context, paths));
    if (row.zeroTakes && limit.state === "known" && limit.value === 0) return [];
    return [{ what: row.what, name: leafAt(row, context, "name"), limit }];
  },
});
