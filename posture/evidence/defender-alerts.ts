import * as z from "zod";
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
  }),
});

const alertOf =
  (subscription: string) =>
  ({ id, properties }: z.infer<typeof alert>): DefenderAlert => {
    const { alertType = "", alertDisplayName, status, severity = "", startTimeUtc, compromisedEntity } = properties;
    return present({
      id,
      subscription,
      type: alertType,
      title: alertDisplayName ?? alertType,
      status,
      severity,
      startedOn: startTimeUtc,
      entity: compromisedEntity,
    });
  };

export default defineEvidence({
  kind: "defenderAlerts",
  title: "Defender alerts",
  row,
  calls,
  whole: "refused per subscription",
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
