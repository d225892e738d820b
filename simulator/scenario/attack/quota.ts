import { families, setMlFamily, setUsage } from "../baseline/usages";
import { addresses, cast } from "../cast";
import { scopes, subscriptions } from "../ids";
import { batchAccount } from "../rows/compute";
import { activity } from "../rows/logs";
import { quotaRequest } from "../rows/quota";
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
    sentence:
      "Batch account batchtrial in Contoso Development has 96 unused cores of the A100 family in northeurope, where Compute has none.",
    add: ({ arm }) => {
      arm.batchAccountQuotas.push({ subscription: subscriptions.development, accountQuota: 3 });
      arm.resources.push(
        batchAccount(subscriptions.development, "rg-shared", "batchtrial", "northeurope", [[families.a100[0], 96]]),
      );
    },
  },
  {
    id: "P79",
    sentence: "Contoso Production has 2,000 unused cores of the ordinary family standardDSv5Family in brazilsouth.",
    add: ({ arm }) => setUsage(arm, subscriptions.production, "brazilsouth", families.dsv5, 0, 2000),
  },
  {
    id: "P19",
    sentence:
      "Ten days ago Robin Vance raised the T4 quota Standard NCASv3_T4 Family of Contoso Data in northeurope from 0 to 4, enough for one machine.",
    add: ({ arm, ago }) => {
      const location = `${scopes.data}/providers/Microsoft.Compute/locations/northeurope`;
      arm.quotaRequests.push(
        quotaRequest({ location, number: 50, at: ago({ days: 10 }), family: families.t4, limit: 4 }),
      );
      arm.activityLog.push(
        activity({
          number: 519,
          at: ago({ days: 10 }),
          by: cast.robin,
          methods: "pwd",
          address: addresses.stolen,
          action: "Microsoft.Quota/quotas/write",
          title: "Create or update quota",
          scope: `${location}/providers/Microsoft.Quota/quotas/${families.t4[0]}`,
          statusCode: "Accepted",
        }),
      );
    },
  },
  {
    id: "P101",
    sentence:
      "The resource providers Microsoft.ContainerService and Microsoft.HDInsight are registered in Contoso Sandbox, where nothing could need them.",
    add: ({ arm }) => {
      for (const namespace of ["Microsoft.ContainerService", "Microsoft.HDInsight"])
        arm.providers.push({ subscription: subscriptions.sandbox, namespace, registrationState: "Registered" });
    },
  },
];
