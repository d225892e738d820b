import * as z from "zod";
import { withoutDefender } from "../azure/endpoints";
import type { Calls } from "./calls";
import { defineEvidence, type Missing, type RowOf } from "./define";
import { apart, each, read } from "./reading/read";
import { maybeText, maybeTexts, present } from "./reading/wire";
import subscriptions from "./subscriptions";

const contact = z.object({
  enabled: z.boolean(),
  mails: z.int().nonnegative().describe("How many addresses there are; they are not kept"),
  roles: z.array(z.string()).describe("Whoever holds these roles on the subscription is told too"),
  alertsFrom: z.string().exactOptional().describe("The least severity of alerts that are told; left out: none are"),
});

const row = z.object({
  id: z.string().describe("`/subscriptions/…`. Where its contacts could not be read there is no row"),
  contacts: z.array(contact),
});

/** Whom Defender for Cloud tells of the alerts of a subscription. */
export type SecurityContacts = RowOf<typeof row>;

const calls = {
  list: {
    api: "arm",
    actions: ["Microsoft.Security/securityContacts/read"],
    why: "know whether alerts of Defender are mailed to anybody",
  },
} as const satisfies Calls;

/** Source: Azure REST API, Security Contacts (2023-12-01-preview); addresses are parted by semicolons. */
const wire = z
  .object({
    properties: z.object({
      isEnabled: z.boolean().nullish(),
      emails: maybeText,
      notificationsByRole: z.object({ state: maybeText, roles: maybeTexts }).nullish(),
      notificationsSources: z.array(z.object({ sourceType: maybeText, minimalSeverity: maybeText })).nullish(),
    }),
  })
  .transform(({ properties: { isEnabled, emails = "", notificationsByRole, notificationsSources } }) => {
    const byRole = notificationsByRole?.state?.toLowerCase() === "on" ? notificationsByRole.roles : [];
    const alerts = (notificationsSources ?? []).find(({ sourceType }) => sourceType?.toLowerCase() === "alert");
    return present({
      enabled: isEnabled ?? true,
      mails: emails.split(/[;,]/).filter(mail => mail.trim() !== "").length,
      roles: byRole,
      alertsFrom: alerts?.minimalSeverity,
    });
  });

export default defineEvidence({
  kind: "securityContacts",
  title: "security contacts",
  row,
  calls,
  whole: "refused per subscription",
  notIn: withoutDefender,
  per: [subscriptions],
  run: ({ azure, rows }) =>
    each(rows.subscriptions, async function* ({ id }): AsyncGenerator<SecurityContacts | Missing> {
      const path = `/subscriptions/${id}/providers/Microsoft.Security/securityContacts?api-version=2023-12-01-preview`;
      const what = "security contacts of the subscription";
      const found = await apart(read(azure.armList(path), { what, call: calls.list, as: wire, of: [id] }));
      yield* found.gaps;
      if (found.gaps.length === 0) yield { id: `/subscriptions/${id}`, contacts: found.rows };
    }),
});
