import type { Place } from "./bodies";

/**
 * How an operation that asks for quota tells in its record what it asks for. Of a request for several limits the first tells.
 * What is in no row: the operations of Microsoft.Compute and Microsoft.Batch, which have none that raises a limit; Batch is
 * raised by a ticket.
 */
export interface QuotaOperation {
  /** In lower case. */
  readonly operation: string;
  /** Where the family stands, and none where the operation is about no single one. */
  readonly family?: Said;
  /** Where the new limit stands: the first place at which something is. */
  readonly limits: readonly Said[];
}

/**
 * A place in the body; a pattern over the id of the resource in lower case, whose first group is meant; or a name in the text
 * of JSON that a support ticket carries. With `end`, what is meant is the last part of an id that stands in the body.
 */
export type Said =
  | { readonly body: Place; readonly end?: true }
  | { readonly path: string }
  | { readonly payload: string };

/** A ticket of Azure support, about quota or anything else. */
export const ticket = "microsoft.support/supporttickets/write";

const last = { path: "/([^/]+)$" } as const;
const inBody = (...body: Place) => ({ body });

/**
 * Sources: Azure/azure-rest-api-specs, the examples of each service: Microsoft.Quota 2025-09-01 (Quotas_Put, GroupQuotaLimitsRequests,
 * SubscriptionQuotaAllocation), Microsoft.Capacity 2020-10-25 (QuotaRequest), Microsoft.MachineLearningServices 2021-07-01 (Quota/update);
 * Azure/bicep-types-az, Microsoft.ComputeLimit 2026-07-31; Microsoft Learn, "Support REST API: quota ticket details".
 */
export const quotaOperations: readonly QuotaOperation[] = [
  { operation: "microsoft.quota/quotas/write", family: last, limits: [inBody("properties", "limit", "value")] },
  {
    operation: "microsoft.capacity/resourceproviders/locations/servicelimits/write",
    family: last,
    limits: [inBody("properties", "limit", "value"), inBody("properties", "limit")],
  },
  ...["groupquotalimits", "quotaallocations"].map(type => ({
    operation: `microsoft.quota/groupquotas/${type}/write`,
    family: inBody("properties", "value", 0, "properties", "resourceName"),
    limits: [inBody("properties", "value", 0, "properties", "limit")],
  })),
  { operation: "microsoft.computelimit/locations/guestsubscriptions/write", limits: [] },
  { operation: "microsoft.computelimit/locations/trustedhostsubscriptions/write", limits: [] },
  { operation: "microsoft.computelimit/locations/features/enable/action", limits: [] },
  { operation: "microsoft.computelimit/locations/sharedlimits/write", family: last, limits: [] },
  {
    operation: "microsoft.computelimit/locations/sharedlimitcaps/write",
    family: last,
    limits: [inBody("properties", "defaultMemberCap")],
  },
  {
    operation: "microsoft.computelimit/locations/sharedlimitcaps/membercapoverrides/write",
    family: { path: "/sharedlimitcaps/([^/]+)" },
    limits: [inBody("properties", "cap")],
  },
  {
    operation: "microsoft.computelimit/locations/sharedlimitcaps/setmembercapoverrides/action",
    family: { path: "/sharedlimitcaps/([^/]+)" },
    limits: [inBody("memberCapOverrides", 0, "cap")],
  },
  {
    operation: "microsoft.machinelearningservices/locations/updatequotas/action",
    family: { body: ["value", 0, "id"], end: true },
    limits: [inBody("value", 0, "limit")],
  },
  {
    operation: ticket,
    family: { payload: "VMFamily" },
    limits: [{ payload: "NewLimit" }],
  },
];

/** The changes of quota that a support ticket asks for. */
export const ticketChanges: Place = ["properties", "quotaTicketDetails", "quotaChangeRequests"];

/** How a ticket names a family of accelerators: as their sizes are named. */
export const acceleratorSeries = "(?:N|PB)";

/** The service "Service and subscription limits (quotas)" of Azure support, by its id, as tickets name it. */
export const quotaService = "06bfd9d3-516b-d5c6-5802-169c800dec89";

/** Services whose limits Microsoft.Quota sets too, and in which nothing computes. In lower case. */
export const otherServices = ["hpccache", "network", "purview", "storage"] as const;
