import * as z from "zod";
import { withoutDefender } from "../azure/endpoints";
import type { Calls } from "./calls";
import { defineEvidence, type RowOf } from "./define";
import { bySubscription } from "./reading/inventory";
import { ownRightsCall } from "./reading/own-rights";
import { inAnyCase, maybeGuid, maybeText, maybeTime, present, text } from "./reading/wire";
import subscriptions from "./subscriptions";

const row = z.object({
  id: z.string(),
  subscription: z.string(),
  type: z.string().describe("Microsoft's id of what was seen: `ARM_SuspiciousComputeCreation`"),
  title: z.string(),
  status: z.string().describe("`Active`, `InProgress`, `Resolved` or `Dismissed`"),
  severity: z.string().describe("`Informational`, `Low`, `Medium` or `High`"),
  startedOn: z.string().exactOptional(),
  entity: z.string().exactOptional().describe("The name of the machine, account or subscription that it is about"),
  accounts: z
    .array(z.string())
    .exactOptional()
    .describe("Object ids and user principal names, in lower case, of the accounts that it names"),
  resources: z
    .array(z.string())
    .exactOptional()
    .describe("Resource ids, in lower case, that it names; no subscriptions"),
});

/** One alert of Microsoft Defender for Cloud. */
export type DefenderAlert = RowOf<typeof row>;

const calls = {
  own: ownRightsCall,
  everywhere: {
    api: "arm",
    actions: ["Microsoft.Security/alerts/read", "Microsoft.Security/locations/alerts/read"],
    why: "find alerts on the abuse of compute that nobody has dealt with",
  },
  list: {
    api: "arm",
    actions: ["Microsoft.Security/alerts/read"],
    why: "find such alerts in a subscription that Resource Graph does not have",
  },
} as const satisfies Calls;

/** ARM writes `alertType` and Resource Graph `AlertType`, so names are read in any letter case. */
const alert = z.object({
  id: text,
  properties: inAnyCase(
    z.object({
      alerttype: maybeText,
      alertdisplayname: maybeText,
      status: text,
      severity: maybeText,
      starttimeutc: maybeTime,
      compromisedentity: maybeText,
      entities: z.array(z.unknown()).nullish(),
      resourceidentifiers: z.array(z.unknown()).nullish(),
    }),
  ),
});

const account = z.object({
  type: z.literal("account"),
  aaduserid: maybeText,
  name: maybeText,
  upnsuffix: maybeText,
});

/** The accounts among the entities of an alert, and the one that it is about where that is an account's name. */
function accountsIn(entities: readonly unknown[], compromised: string | undefined): string[] | undefined {
  const names = entities.flatMap(entity => {
    const { data } = account.safeParse(entity);
    if (!data) return [];
    const upn = data.name?.includes("@") || !data.upnsuffix ? data.name : `${data.name}@${data.upnsuffix}`;
    return [data.aaduserid, upn?.includes("@") ? upn : undefined];
  });
  if (compromised?.includes("@")) names.push(compromised);
  const found = names.flatMap(name => (name === undefined ? [] : [name.toLowerCase()]));
  return found.length > 0 ? [...new Set(found)].sort() : undefined;
}

/** What it names stands among its identifiers, and among the entities. What has no provider in its id is a subscription or a group. */
const resource = z.object({ azureresourceid: maybeGuid, resourceid: maybeGuid });

function resourcesIn(parts: readonly unknown[]): string[] | undefined {
  const ids = parts.flatMap(part => {
    const { data } = resource.safeParse(part);
    return [data?.azureresourceid, data?.resourceid].filter(id => id?.includes("/providers/"));
  });
  const found = [...new Set(ids as string[])].sort();
  return found.length > 0 ? found : undefined;
}

const alertOf =
  (subscription: string) =>
  ({ id, properties }: z.infer<typeof alert>): DefenderAlert => {
    const { alerttype: type = "", status, severity = "", compromisedentity: entity, entities } = properties;
    return present({
      id,
      subscription,
      type,
      title: properties.alertdisplayname ?? type,
      status,
      severity,
      startedOn: properties.starttimeutc,
      entity,
      accounts: accountsIn(entities ?? [], entity),
      resources: resourcesIn([...(entities ?? []), ...(properties.resourceidentifiers ?? [])]),
    });
  };
const query =
  "securityresources | where type =~ 'microsoft.security/locations/alerts' | project id, subscriptionId, properties";

/**
 * Resource Graph has all subscriptions at once. Most have no alert, so that it has none of one proves nothing by itself: it
 * has to be proved that the sign-in may read alerts there.
 */
export default defineEvidence({
  kind: "defenderAlerts",
  title: "Defender alerts",
  row,
  calls,
  whole: "refused per subscription",
  notIn: withoutDefender,
  per: [subscriptions],
  run: context =>
    bySubscription(context, context.rows.subscriptions, {
      ...{ what: "Defender alerts", query, everywhere: calls.everywhere, list: calls.list, provedBy: "rights" },
      lists: ["Microsoft.Security/alerts?api-version=2022-01-01"],
      as: subscription => alert.transform(alertOf(subscription)),
    }),
});
