import * as z from "zod";
import { withoutDefender } from "../azure/endpoints";
import type { Calls } from "./calls";
import { defineEvidence, type RowOf } from "./define";
import { each, read } from "./reading/read";
import { maybeText, maybeTime, present, text } from "./reading/wire";
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
});

/** One alert of Microsoft Defender for Cloud. */
export type DefenderAlert = RowOf<typeof row>;

const calls = {
  list: {
    api: "arm",
    actions: ["Microsoft.Security/alerts/read"],
    why: "find alerts on the abuse of compute that nobody has dealt with",
  },
} as const satisfies Calls;

const alert = z.object({
  id: text,
  properties: z.object({
    alertType: maybeText,
    alertDisplayName: maybeText,
    status: text,
    severity: maybeText,
    startTimeUtc: maybeTime,
    compromisedEntity: maybeText,
    entities: z.array(z.unknown()).nullish(),
  }),
});

const account = z.object({
  type: z.literal("account"),
  aadUserId: maybeText,
  name: maybeText,
  upnSuffix: maybeText,
});

/** The accounts among the entities of an alert, and the one that it is about where that is an account's name. */
function accountsIn(entities: readonly unknown[], compromised: string | undefined): string[] | undefined {
  const names = entities.flatMap(entity => {
    const { data } = account.safeParse(entity);
    if (!data) return [];
    const upn = data.name?.includes("@") || !data.upnSuffix ? data.name : `${data.name}@${data.upnSuffix}`;
    return [data.aadUserId, upn?.includes("@") ? upn : undefined];
  });
  if (compromised?.includes("@")) names.push(compromised);
  const found = names.flatMap(name => (name === undefined ? [] : [name.toLowerCase()]));
  return found.length > 0 ? [...new Set(found)].sort() : undefined;
}

const alertOf =
  (subscription: string) =>
  ({ id, properties }: z.infer<typeof alert>): DefenderAlert => {
    const {
      alertType = "",
      alertDisplayName,
      status,
      severity = "",
      startTimeUtc,
      compromisedEntity,
      entities,
    } = properties;
    return present({
      id,
      subscription,
      type: alertType,
      title: alertDisplayName ?? alertType,
      status,
      severity,
      startedOn: startTimeUtc,
      entity: compromisedEntity,
      accounts: accountsIn(entities ?? [], compromisedEntity),
    });
  };

export default defineEvidence({
  kind: "defenderAlerts",
  title: "Defender alerts",
  row,
  calls,
  whole: "refused per subscription",
  notIn: withoutDefender,
  per: [subscriptions],
  run: ({ azure, rows }) =>
    each(rows.subscriptions, ({ id }) =>
      read(azure.armList(`/subscriptions/${id}/providers/Microsoft.Security/alerts?api-version=2022-01-01`), {
        what: "Defender alerts of the subscription",
        call: calls.list,
        as: alert.transform(alertOf(id)),
        of: [id],
      }),
    ),
});
