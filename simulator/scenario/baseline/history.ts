import { addresses, cast } from "../cast";
import { formerSubscriptions, guid, scopes } from "../ids";
import type { Person } from "../rows/directory";
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
  addEverydayWork({ arm, ago });
  addQuotaWork({ arm, ago });
  addSubscriptionWork({ arm, ago });
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
    quotaRequest({
      location: `${scopes.data}/providers/Microsoft.Compute/locations/northeurope`,
      ...{ number: 42, at: ago({ days: 60 }), family: families.t4, limit: 0 },
    }),
  );
}

/** Who creates what two months ago and since then, so that it is nothing new: the twins Q120 to Q126. */
function addEverydayWork({ arm, ago }: Pick<Stage, "arm" | "ago">): void {
  const machine = `${scopes.development}/resourceGroups/rg-shared/providers/Microsoft.Compute/virtualMachines/vm-build`;
  const home = { methods: "rsa,mfa", address: addresses.home, scope: machine };
  const create = "Microsoft.Compute/virtualMachines/write";
  const size = (vmSize: string) => ({ location: homeRegion, properties: { hardwareProfile: { vmSize } } });
  const acts = [
    { by: cast.sasha, action: create, answered: size("Standard_NC4as_T4_v3") },
    { by: cast.harper, action: create, answered: size("Standard_D2s_v5") },
    { by: cast.ines, action: create, answered: size("Standard_D2s_v5") },
    { by: cast.jamie, action: create, answered: size("Standard_D2s_v5") },
    { by: cast.sasha, action: "Microsoft.Compute/virtualMachines/runCommand/action" },
    {
      ...{ by: cast.sasha, action: "Microsoft.Compute/virtualMachines/extensions/write" },
      answered: { location: homeRegion, properties: { publisher: "Microsoft.Azure.Extensions", type: "CustomScript" } },
    },
    { by: cast.sasha, action: "Microsoft.Batch/register/action", scope: scopes.development },
  ];
  for (const [i, act] of acts.entries())
    for (const [j, days] of [60, 2].entries()) {
      const number = 8000 + 20 * i + 10 * j;
      const record = { ...home, ...act, number, correlation: number, at: ago({ days, minutes: 5 * i }) };
      arm.activityLog.push(
        activity({ ...record, status: "Accepted" }),
        activity({ ...record, number: number + 1, at: ago({ days, minutes: 5 * i - 1 }) }),
      );
    }
}

/** That Azure refused Harper Diaz an ordinary machine in Contoso Development, for want of cores in the region. */
export const refusedMachine = (number: number, at: string, location: string) =>
  activity({
    ...{ number, at, by: cast.harper, methods: "rsa,mfa", address: addresses.home, status: "Failed" },
    action: "Microsoft.Compute/virtualMachines/write",
    scope: `${scopes.development}/resourceGroups/rg-shared/providers/Microsoft.Compute/virtualMachines/vm-second`,
    requested: { location, properties: { hardwareProfile: { vmSize: "Standard_D2s_v5" } } },
    error: {
      code: "OperationNotAllowed",
      message: "Operation could not be completed as it results in exceeding approved Total Regional Cores quota.",
    },
  });

/** That a scale set was written in Contoso Development: created, raised or lowered. */
export const scaleSet = (
  number: number,
  at: string,
  { by, size, capacity }: { readonly by: Person; readonly size: string; readonly capacity: number },
) =>
  activity({
    ...{ number, at, by, methods: "rsa,mfa", address: addresses.home, status: "Accepted" },
    action: "Microsoft.Compute/virtualMachineScaleSets/write",
    scope: `${scopes.development}/resourceGroups/rg-shared/providers/Microsoft.Compute/virtualMachineScaleSets/vmss-jobs`,
    answered: { location: homeRegion, sku: { name: size, capacity } },
  });

/** Quota of ordinary machines, and tickets that are about none: the twins Q157, Q158 and Q163; and a set that was lowered, Q164. */
function addQuotaWork({ arm, ago }: Pick<Stage, "arm" | "ago">): void {
  const home = { methods: "rsa,mfa", address: addresses.home };
  const location = `${scopes.development}/providers/Microsoft.Compute/locations/${homeRegion}`;
  arm.activityLog.push(
    refusedMachine(8705, ago({ days: 1, hours: 23 }), "northeurope"),
    ...[
      { days: 60, capacity: 40 },
      { days: 3, capacity: 8 },
    ].map(({ days, capacity }, i) =>
      scaleSet(8706 + i, ago({ days, hours: 12 }), { by: cast.harper, size: "Standard_D2s_v5", capacity }),
    ),
    activity({
      ...{ ...home, number: 8700, at: ago({ days: 33 }), by: cast.sasha, action: "Microsoft.Quota/quotas/write" },
      scope: `${location}/providers/Microsoft.Quota/quotas/${families.dsv5[0]}`,
      requested: { properties: { limit: { limitObjectType: "LimitValue", value: 64 } } },
    }),
    ...[0, 1, 2].map(i =>
      activity({
        ...{ ...home, number: 8701 + i, at: ago({ days: 4, minutes: 10 * i }), by: cast.riley },
        action: "Microsoft.Support/supportTickets/write",
        scope: `${scopes.development}/providers/Microsoft.Support/supportTickets/network-${i + 1}`,
        requested: { properties: { serviceId: `/providers/Microsoft.Support/services/${guid("event", 8700)}` } },
      }),
    ),
  );
}

/** Subscriptions that are created as a matter of course, and one that was cancelled: the twins Q159 and Q162. */
function addSubscriptionWork({ arm, ago }: Pick<Stage, "arm" | "ago">): void {
  const home = { methods: "rsa,mfa", address: addresses.home };
  const cancelled = `/subscriptions/${formerSubscriptions.cancelled}`;
  arm.tenantActivityLog.push(
    ...[60, 2].map(days =>
      activity({
        ...{ ...home, number: 8720 + days, at: ago({ days, hours: 1 }), by: cast.sasha },
        action: "Microsoft.Subscription/aliases/write",
        scope: `/providers/Microsoft.Subscription/aliases/contoso-${days}`,
      }),
    ),
  );
  arm.activityLog.push(
    activity({
      ...{ ...home, number: 8710, at: ago({ days: 14 }), by: cast.avery },
      action: "Microsoft.Storage/storageAccounts/delete",
      scope: `${cancelled}/resourceGroups/rg-old/providers/Microsoft.Storage/storageAccounts/stold`,
    }),
    activity({
      ...{ ...home, number: 8711, at: ago({ days: 12 }), by: cast.avery },
      action: "Microsoft.Subscription/cancel/action",
      scope: cancelled,
      method: "POST",
    }),
  );
}
