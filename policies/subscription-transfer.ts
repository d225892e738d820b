import type { Violation } from "../catalogue/outcome";
import type { TenancyChange } from "../compute/facts";
import { when } from "../compute/value";
import { optionsFrom } from "./options";
import { definePolicy } from "./policy";

/** What each change means, and how loudly it is said: what stays in the tenant is still judged there. */
const meanings: { readonly [E in TenancyChange["effect"]]: { readonly says: string; readonly level?: "advisory" } } = {
  leaves: { says: "puts a subscription into the hands of another tenant" },
  released: { says: "lets subscriptions leave the tenant" },
  moves: { says: "is put under another management group, with other policies or none", level: "advisory" },
  ends: { says: "is cancelled, and with it end its policies, alerts and logs", level: "advisory" },
  comes: { says: "is made or taken over, with a quota of its own and no policy yet", level: "advisory" },
};

export default definePolicy({
  id: "subscription-transfer",
  title: "Subscriptions stay in the tenant",
  faultTitle: "A subscription leaves the tenant, or may leave it",
  severity: "critical",
  why: "A subscription that is moved to the attacker's tenant keeps mining while the bill stays here; one that leaves its management group also leaves its policies.",
  fix: "Remove the transfer, and keep the tenant's subscription policy closed, without exemptions.",
  control: "subscription-transfer",

  reads: "tenancies",
  ...optionsFrom({ unknownValues: "unknownValues" }),
  level: () => "mandatory",
  // the audit reads the tenant's subscription policy and transfers for checks of its own
  judgesResources: false,
  examples: {
    good: [
      ["azure-native:management:ManagementGroup", { groupId: "landing-zones" }],
      [
        "azapi:index/resource:Resource",
        {
          type: "Microsoft.Subscription/policies@2021-10-01",
          parentId: "/",
          name: "default",
          body: { blockSubscriptionsLeavingTenant: true, blockSubscriptionsIntoTenant: true },
        },
      ],
    ],
    bad: [
      [
        "azure-native:subscription:SubscriptionTarDirectory",
        {
          subscriptionId: "00000000-0000-0000-0000-000000000001",
          properties: { destinationTenantId: "00000000-0000-0000-0000-0000000000f0" },
        },
      ],
      [
        "azure-native:subscription/v20211001:Alias",
        {
          aliasName: "spare",
          properties: {
            workload: "Production",
            additionalProperties: { subscriptionTenantId: "00000000-0000-0000-0000-0000000000f0" },
          },
        },
      ],
      [
        "azapi:index/resource:Resource",
        {
          type: "Microsoft.Subscription/policies@2021-10-01",
          parentId: "/",
          name: "default",
          body: { blockSubscriptionsLeavingTenant: false },
        },
      ],
      ["azure-native:management:ManagementGroupSubscription", { groupId: "sandbox" }],
      [
        "azure:management/groupSubscriptionAssociation:GroupSubscriptionAssociation",
        {
          managementGroupId: "/providers/Microsoft.Management/managementGroups/sandbox",
          subscriptionId: "/subscriptions/00000000-0000-0000-0000-000000000001",
        },
      ],
    ],
  },

  *check({ what, effect, to }, { unknownValues }) {
    const { says, level } = meanings[effect];
    const { path } = to;
    const fault = (message: string): Violation => ({
      path,
      message: `the ${what} ${message}`,
      ...(level && { level }),
    });
    yield when<string, Violation>(to, {
      // the type alone says what happens, whoever it is that gets it
      known: () => fault(says),
      absent: fault(says),
      unknown: { level: unknownValues, ...fault(`${says}, unless a value that is decided later says otherwise`) },
      expression: fault(`${says}, unless an expression that cannot be resolved says otherwise`),
      hidden: fault(`${says}, unless a value that is hidden says otherwise`),
    });
  },
});
