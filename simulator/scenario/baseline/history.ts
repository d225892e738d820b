import { addresses, cast } from "../cast";
import { guid, scopes } from "../ids";
import { activity, signIn } from "../rows/logs";
import type { Stage } from "../stage";
import { families, homeRegion } from "./usages";

/** What people did with MFA in the last ninety days, a sign-in among it, and the refused request Q14. */
export function addHistory({ arm, graph, ago }: Stage): void {
  const scope = `${scopes.production}/resourceGroups/rg-web/providers/Microsoft.Compute/virtualMachines/vm-web-01`;
  const set = `${scopes.production}/resourceGroups/rg-web/providers/Microsoft.Compute/virtualMachineScaleSets/vmss-web`;
  const sasha = { by: cast.sasha, methods: "rsa,mfa", address: addresses.home };
  arm.activityLog.push(
    activity({
      ...sasha,
      number: 1,
      at: ago({ days: 80 }),
      action: "Microsoft.Compute/virtualMachineScaleSets/write",
      title: "Create or Update Virtual Machine Scale Set",
      scope: set,
      statusCode: "Created",
    }),
    activity({
      ...sasha,
      number: 2,
      at: ago({ days: 40, minutes: 1 }),
      action: "Microsoft.Compute/virtualMachines/write",
      title: "Create or Update Virtual Machine",
      scope,
      status: "Started",
    }),
    activity({
      ...sasha,
      number: 3,
      correlation: 2,
      at: ago({ days: 40 }),
      action: "Microsoft.Compute/virtualMachines/write",
      title: "Create or Update Virtual Machine",
      scope,
      statusCode: "Created",
    }),
  );
  graph.signIns.push(
    signIn({
      number: 80,
      at: ago({ hours: 2, minutes: 5 }),
      by: cast.sasha,
      address: addresses.home,
      requirement: "multiFactorAuthentication",
      userAgent: "az/2.80.0",
      autonomousSystem: 64496,
    }),
  );
  const request = guid("event", 40);
  const at = `${scopes.data}/providers/Microsoft.Compute/locations/${homeRegion}/providers/Microsoft.Quota/quotaRequests/${request}`;
  arm.quotaRequests.push({
    id: at,
    type: "Microsoft.Quota/quotaRequests",
    name: request,
    properties: {
      requestSubmitTime: ago({ days: 12 }),
      message: "Request failed",
      provisioningState: "Failed",
      error: { code: "QuotaNotAvailableForResource", message: "The quota cannot be raised." },
      value: [
        {
          limit: { limitObjectType: "LimitValue", value: 64 },
          subRequestId: guid("event", 41),
          name: { value: families.dsv5[0], localizedValue: families.dsv5[1] },
          unit: "Count",
          message: "Request failed",
          provisioningState: "Failed",
        },
      ],
    },
  });
}
