import * as z from "zod";
import type { DefenderAlert } from "../evidence";
import { type Call, defineCollector } from "./define";
import { each, read } from "./reading/read";
import { maybeText, maybeTime, present, text } from "./reading/wire";

const calls = {
  list: {
    api: "arm",
    actions: ["Microsoft.Security/alerts/read"],
    why: "find alerts on the abuse of compute that nobody has dealt with",
  },
} as const satisfies Record<string, Call>;

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

export default defineCollector({
  kind: "defenderAlerts",
  title: "Defender alerts",
  calls,
  per: ["subscriptions"],
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
