import { addresses, cast } from "../cast";
import { formerSubscriptions, guid, scopes, tenantId } from "../ids";
import { activity } from "../rows/logs";
import type { PlantedFault } from "../stage";

const home = { methods: "rsa,mfa", address: addresses.home };

/** Subscriptions that came, went and were made. */
export const transferFaults: readonly PlantedFault[] = [
  {
    id: "P159",
    sentence: "2 days ago Morgan Blake created a subscription, and never before.",
    add: ({ arm, ago }) => {
      arm.tenantActivityLog.push(
        activity({
          ...{ ...home, number: 8650, at: ago({ days: 2 }), by: cast.morgan },
          action: "Microsoft.Subscription/aliases/write",
          scope: "/providers/Microsoft.Subscription/aliases/contoso-trial",
        }),
      );
    },
  },
  {
    id: "P160",
    sentence: "3 days ago Morgan Blake moved Contoso Sandbox in from another tenant.",
    add: ({ arm, ago }) => {
      arm.activityLog.push(
        activity({
          ...{ ...home, number: 8651, at: ago({ days: 3 }), by: cast.morgan },
          action: "Microsoft.Subscription/updateTenant/action",
          scope: scopes.sandbox,
          method: "POST",
          category: "Security",
          message: `The subscription was moved from tenant ${guid("tenant", 7)} to tenant ${tenantId}.`,
        }),
      );
    },
  },
  {
    id: "P161",
    sentence: "Yesterday Casey Wu changed the tenant's policy on transfers of subscriptions.",
    add: ({ arm, ago }) => {
      arm.tenantActivityLog.push(
        activity({
          ...{ ...home, number: 8652, at: ago({ days: 1 }), by: cast.casey },
          action: "Microsoft.Subscription/Policies/write",
          scope: "/providers/Microsoft.Subscription/policies/default",
        }),
      );
    },
  },
  {
    id: "P162",
    sentence:
      "Until 4 days ago Morgan Blake worked in a subscription that the logs know, that nobody cancelled, and that no list shows any more.",
    add: ({ arm, ago }) => {
      const scope = `/subscriptions/${formerSubscriptions.gone}/resourceGroups/rg-render/providers/Microsoft.Storage/storageAccounts`;
      for (const days of [9, 4])
        arm.activityLog.push(
          activity({
            ...{ ...home, number: 8660 + days, at: ago({ days }), by: cast.morgan },
            action: "Microsoft.Storage/storageAccounts/write",
            scope: `${scope}/strender${days}`,
          }),
        );
    },
  },
];
