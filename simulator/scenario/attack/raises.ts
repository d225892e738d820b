import { refusedMachine, scaleSet } from "../baseline/history";
import { homeRegion } from "../baseline/usages";
import { addresses, cast } from "../cast";
import { scopes } from "../ids";
import { activity } from "../rows/logs";
import type { PlantedFault } from "../stage";

/** Azure's service "Service and subscription limits (quotas)", as tickets name it. */
const quotaService = "/providers/Microsoft.Support/services/06bfd9d3-516b-d5c6-5802-169c800dec89";

/** Quota that was asked for before machines came, and of which the machines left nothing; and very many machines at once. */
export const raiseFaults: readonly PlantedFault[] = [
  {
    id: "P157",
    sentence:
      "18 days ago Ines Ferreira asked for 36 vCPUs of the A10 family in westeurope of Contoso Development by a support ticket, and 6 days ago Jamie Rhodes created a machine of Standard_NV6ads_A10_v5 there.",
    add: ({ arm, ago }) => {
      const home = { methods: "rsa,mfa", address: addresses.home };
      const change = { region: homeRegion, payload: JSON.stringify({ VMFamily: "NVADSA10v5 Series", NewLimit: 36 }) };
      arm.activityLog.push(
        activity({
          ...{ ...home, number: 8600, at: ago({ days: 18 }), by: cast.ines },
          action: "Microsoft.Support/supportTickets/write",
          scope: `${scopes.development}/providers/Microsoft.Support/supportTickets/rendering`,
          requested: {
            properties: {
              serviceId: quotaService,
              quotaTicketDetails: { quotaChangeRequestVersion: "1.0", quotaChangeRequests: [change] },
            },
          },
        }),
        activity({
          ...{ ...home, number: 8601, at: ago({ days: 6 }), by: cast.jamie },
          action: "Microsoft.Compute/virtualMachines/write",
          scope: `${scopes.development}/resourceGroups/rg-shared/providers/Microsoft.Compute/virtualMachines/vm-viewer`,
          status: "Accepted",
          answered: { location: homeRegion, properties: { hardwareProfile: { vmSize: "Standard_NV6ads_A10_v5" } } },
        }),
      );
    },
  },
  {
    id: "P163",
    sentence:
      "Two hours after Sasha Kim created her machine of Standard_NC4as_T4_v3, Azure refused Harper Diaz an ordinary one in westeurope of Contoso Development, for the cores of the region are used up.",
    add: ({ arm, ago }) => {
      arm.activityLog.push(refusedMachine(8610, ago({ days: 1, hours: 22 }), homeRegion));
    },
  },
  {
    id: "P164",
    sentence:
      "4 days and a half ago Ines Ferreira created a scale set of sixty machines of Standard_NC4as_T4_v3 in westeurope of Contoso Development.",
    add: ({ arm, ago }) => {
      const set = { by: cast.ines, size: "Standard_NC4as_T4_v3", capacity: 60 };
      arm.activityLog.push(scaleSet(8620, ago({ days: 4, hours: 12 }), set));
    },
  },
];
