import { families, homeRegion, setMlFamily, setUsage } from "../baseline/usages";
import { addresses, cast } from "../cast";
import { guid, scopes, subscriptions } from "../ids";
import { activity } from "../rows/logs";
import type { PlantedFault } from "../stage";

/** What could be created, and how the limit came to be. */
export const quotaFaults: readonly PlantedFault[] = [
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
    id: "P70",
    sentence:
      "Contoso Data has 64 unused cores of the T4 family in Azure Machine Learning in northeurope, and none in Compute.",
    add: ({ arm }) => setMlFamily(arm, "northeurope", "Standard NCASv3_T4 Family", 64),
  },
  {
    id: "P71",
    sentence: "Contoso Production has 2,000 unused cores of the ordinary family standardDSv5Family in brazilsouth.",
    add: ({ arm }) => setUsage(arm, subscriptions.production, "brazilsouth", families.dsv5, 0, 2000),
  },
  {
    id: "P19",
    sentence:
      "Ten days ago Robin Vance raised the T4 quota Standard NCASv3_T4 Family of Contoso Data in westeurope to 4, enough for one machine.",
    add: ({ arm, ago }) => {
      const location = `${scopes.data}/providers/Microsoft.Compute/locations/${homeRegion}/providers/Microsoft.Quota`;
      const [value, localizedValue] = families.t4;
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
              limit: { limitObjectType: "LimitValue", value: 4 },
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
          by: cast.robin,
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
