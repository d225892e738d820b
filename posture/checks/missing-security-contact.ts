import { defineCheck } from "../check";
import { byHand } from "../cures/identities";
import type { SecurityContacts } from "../evidence/security-contacts";
import { activeSubscriptions } from "../facts/populations";
import { subscriptionSubject } from "../facts/subjects";
import { takesRequests } from "../facts/subscription-state";

/** Severities from which on the suspicious creation of compute is told: Defender gives that alert Medium. */
const enough = new Set(["low", "medium"]);

export default defineCheck({
  id: "missing-security-contact",
  title: "Defender mails its alerts on the abuse of compute to somebody, for every subscription",
  faultTitle: "Defender mails its alerts on the abuse of compute to nobody",
  severity: "low",
  why: "Defender gives the suspicious creation of compute the severity Medium, and unless somebody sets it, it mails the owners of High alone: the alert is raised, and nobody hears of it.",
  fix: "Set a security contact on the subscription: Defender for Cloud, Environment settings, Email notifications, with an address that is read at night and alerts from Medium on.",
  control: "defender-alert-handling",

  sparesDecoys: true,
  needs: ["subscriptions", "securityContacts"],
  examines: activeSubscriptions,
  *run({ subscriptions, securityContacts }) {
    const rows = new Map(securityContacts.map(row => [row.id.toLowerCase(), row]));
    for (const subscription of subscriptions) {
      if (!takesRequests(subscription)) continue; // nothing happens there
      const subject = subscriptionSubject(subscription);
      const row = rows.get(subject.id.toLowerCase());
      const fault = row && faultOf(row);
      if (!row) yield { subject, unknown: "its security contacts could not be read" };
      else if (fault) yield { subject, fault, cure: byHand("watch") };
    }
  },
});

function faultOf({ contacts }: SecurityContacts): string | undefined {
  const reached = contacts.filter(({ enabled, mails, roles }) => enabled && mails + roles.length > 0);
  if (reached.length === 0) return "has no security contact that is on and reaches anybody";
  if (reached.some(({ alertsFrom = "" }) => enough.has(alertsFrom.toLowerCase()))) return undefined;
  return reached.some(({ alertsFrom }) => alertsFrom !== undefined)
    ? "tells its security contact of alerts of the severity High alone"
    : "tells its security contact of no alerts";
}
