import { addresses, cast } from "../cast";
import { scopes } from "../ids";
import { activity, signIn } from "../rows/logs";
import { quotaRequest } from "../rows/quota";
import type { Stage } from "../stage";
import { families, homeRegion } from "./usages";

/** What people did with MFA in the last ninety days, a sign-in among it, the refused request Q14, and a limit that was lowered. */
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
  const location = `${scopes.data}/providers/Microsoft.Compute/locations/${homeRegion}`;
  arm.quotaRequests.push(
    quotaRequest({
      location,
      number: 40,
      at: ago({ days: 12 }),
      family: families.dsv5,
      limit: 64,
      error: { code: "QuotaNotAvailableForResource", message: "The quota cannot be raised." },
    }),
    quotaRequest({ location, number: 42, at: ago({ days: 60 }), family: families.t4, limit: 0 }),
  );
}
