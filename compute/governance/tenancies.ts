import type { TenancyChange } from "../facts";
import { firstPresent } from "../leaf";
import { defineReader, type GovernanceType, leafAt, word } from "./governance-type";

interface TenancyRow extends GovernanceType {
  readonly what: string;
  readonly effect: TenancyChange["effect"];
  /** The change is made where the leaf `to` is this word, or cannot be seen; without it, wherever something stands there. */
  readonly is?: string;
  /** It is made even where nothing stands there. */
  readonly always?: true;
}

const alias = "properties.additionalProperties";

const rows: readonly TenancyRow[] = [
  {
    what: "transfer of a subscription to another directory",
    effect: "leaves",
    always: true,
    native: ["subscription:SubscriptionTarDirectory"],
    arm: ["Microsoft.Subscription/changeTenantRequest"],
    paths: { to: "properties.destinationTenantId" },
  },
  {
    what: "subscription in a named tenant",
    effect: "leaves",
    native: ["subscription:Alias"],
    arm: ["Microsoft.Subscription/aliases"],
    paths: { to: `${alias}.subscriptionTenantId` },
  },
  {
    what: "subscription",
    effect: "comes",
    always: true,
    native: ["subscription:Alias"],
    arm: ["Microsoft.Subscription/aliases"],
    paths: { to: [`${alias}.managementGroupId`, "properties.managementGroupId"] },
  },
  {
    what: "subscription",
    effect: "comes",
    always: true,
    classic: ["core/subscription:Subscription"],
    paths: { to: "subscriptionId" },
  },
  {
    what: "tenant associated with the billing account",
    effect: "leaves",
    native: ["billing:AssociatedTenant"],
    arm: ["Microsoft.Billing/billingAccounts/associatedTenants"],
    paths: { to: "properties.tenantId" },
  },
  {
    // The API takes its settings without the envelope, and gives them back in it.
    what: "subscription policy of the tenant",
    effect: "released",
    is: "false",
    arm: ["Microsoft.Subscription/policies"],
    paths: { to: ["blockSubscriptionsLeavingTenant", "properties.blockSubscriptionsLeavingTenant"] },
  },
  {
    what: "exemption from the subscription policy of the tenant",
    effect: "released",
    arm: ["Microsoft.Subscription/policies"],
    at: "exemptedPrincipals[]",
    paths: { to: "" },
  },
  {
    what: "exemption from the subscription policy of the tenant",
    effect: "released",
    arm: ["Microsoft.Subscription/policies"],
    at: "properties.exemptedPrincipals[]",
    paths: { to: "" },
  },
  {
    what: "subscription",
    effect: "moves",
    always: true,
    native: ["management:ManagementGroupSubscription"],
    paths: { to: "groupId" },
  },
  {
    what: "subscription",
    effect: "moves",
    always: true,
    arm: ["Microsoft.Management/managementGroups/subscriptions"],
    paths: { to: "name" },
  },
  {
    what: "subscription",
    effect: "moves",
    always: true,
    classic: ["management/groupSubscriptionAssociation:GroupSubscriptionAssociation"],
    azurerm: ["managementGroupSubscriptionAssociation"],
    paths: { to: "managementGroupId" },
  },
  {
    what: "subscription",
    effect: "moves",
    classic: ["management/group:Group"],
    azurerm: ["managementGroup"],
    at: "subscriptionIds[]",
    paths: { to: "" },
  },
];

export const tenancies = defineReader<"tenancies", TenancyRow>({
  kind: "tenancies",
  rows,
  read(row, context) {
    const { what, effect, is, always } = row;
    const to = is === undefined ? leafAt(row, context, "to") : word(firstPresent(context, row.paths.to!));
    const made =
      to.state === "absent"
        ? always === true
        : is === undefined || to.state !== "known" || to.value.toLowerCase() === is;
    return made ? [{ what, effect, to }] : [];
  },
});
