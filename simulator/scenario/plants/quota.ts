import { addresses, cast } from "../cast";
import { guid, scopes, subscriptions } from "../ids";
import { activity } from "../rows/logs";
import { families, setUsage } from "../sound/usages";
import type { Plant } from "../stage";

/** What could be ordered, and how the limit came to be. */
export const quotaPlants: readonly Plant[] = [
  {
    id: "P7",
    sentence: "Contoso Production has 96 unused cores of the A100 family StandardNCADSA100v4Family in southcentralus.",
    add: ({ arm }) => setUsage(arm, subscriptions.production, "southcentralus", families.a100, 0, 96),
  },
  {
    id: "P8",
    sentence: "Contoso Sandbox has 350 unused low-priority (spot) cores in brazilsouth, where nothing runs.",
    add: ({ arm }) => setUsage(arm, subscriptions.sandbox, "brazilsouth", families.spot, 0, 350),
  },
  {
    id: "P19",
    sentence:
      "Ten days ago Dana Moreno raised the A100 quota StandardNCADSA100v4Family of Contoso Production in southcentralus to 96.",
    add: ({ arm, ago }) => {
      const location = `${scopes.production}/providers/Microsoft.Compute/locations/southcentralus/providers/Microsoft.Quota`;
      const [value, localizedValue] = families.a100;
      const name = guid("event", 50);
      arm.quotaRequests.push({
        id: `${location}/quotaRequests/${name}`,
        type: "Microsoft.Quota/quotaRequests",
        name,
        properties: {
          requestSubmitTime: ago({ days: 10 }),
          message: "Request completed",
          provisioningState: "Succeeded",
          value: [
            {
              limit: { limitObjectType: "LimitValue", value: 96 },
              subRequestId: guid("event", 51),
              name: { value, localizedValue },
              unit: "Count",
              message: "Request completed",
              provisioningState: "Succeeded",
            },
          ],
        },
      });
      arm.activityLog.push(
        activity({
          number: 519,
          at: ago({ days: 10 }),
          by: cast.dana,
          methods: "pwd",
          address: addresses.stolen,
          action: "Microsoft.Quota/quotas/write",
          title: "Create or update quota",
          scope: `${location}/quotas/${value}`,
          statusCode: "Accepted",
        }),
      );
    },
  },
];
