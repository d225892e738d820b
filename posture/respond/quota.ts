import { az } from "../cures/command";
import type { IdleQuota } from "../facts/types";
import { capped } from "../report-text";
import { type Incident, subscriptionName } from "./incident";
import { linkTo } from "./link";
import type { Item, Step } from "./step";

/** So many quotas of a subscription are named; the others are counted. */
const named = 12;
/** Below the portal of the cloud. */
const quotas = "/#view/Microsoft_Azure_Capacity/QuotaMenuBlade/~/myQuotas";

/**
 * No API is known to lower the limit of a plain subscription: a cap of Microsoft.ComputeLimit bounds families that are shared, and
 * how these are named there was not verified. So no command is printed that may fail in the first hour.
 */
export const capQuota = (incident: Incident): Step => ({
  title: "Have quota capped to what is in use",
  why: "What was stopped frees its quota, and the same hands fill it again. Ask for it in the support ticket of each subscription, and say that it is compromised.",
  items: incident.subscriptions.flatMap(id => itemOf(incident, id) ?? []),
});

function itemOf(incident: Incident, subscription: string): Item | undefined {
  const { know } = incident;
  const rows = know("idleQuota")
    .value.filter(row => row.subscription.toLowerCase() === subscription && row.accelerator)
    .sort(largestFirst);
  if (rows.length === 0) return undefined;
  return {
    does: "Ask to have it lowered in",
    name: subscriptionName(incident, subscription),
    lines: capped(
      rows.map(
        ({ name, region, used, limit }) =>
          `${name} in ${region}: ${used} of ${limit < 0 ? "unlimited" : limit} vCPUs used`,
      ),
      named,
    ),
    commands: [...new Set(rows.map(({ region }) => region))].map(
      region => az`vm list-usage --location ${region} --subscription ${subscription} --output table`,
    ),
    ...linkTo(quotas, incident.report),
  };
}

const largestFirst = (a: IdleQuota, b: IdleQuota): number =>
  b.free - a.free || (a.id.toLowerCase() < b.id.toLowerCase() ? -1 : 1);
