import { az } from "../cures/command";
import { counted } from "../report/phrases";
import { type Incident, subscriptionName } from "./incident";
import { linkTo } from "./link";
import type { Item, Step } from "./step";

/** Where Microsoft takes reports of abuse that comes out of Azure (microsoft/MSRC-Microsoft-Engage-API, README). */
const abuse = "https://msrc.microsoft.com/report";
/** Below the portal of the cloud. */
const support = "/#create/Microsoft.Support";
/** The check that tells of an address of Azure's that is not the tenant's own. */
const fromAzure = "sign-in-from-unowned-azure-address";

export const whomToCall = (incident: Incident): Step => ({
  title: "Call",
  why: "Microsoft can lower quota and look at the bill, and sees other tenants of the same intruder.",
  items: [
    {
      does: "Open a ticket of the highest severity for each subscription: it is compromised, compute was created by an intruder, and quota is to be lowered",
      commands: [],
      ...linkTo(support, incident.report),
    },
    ...intruderInAzure(incident),
    ...incident.subscriptions.flatMap(id => contacts(incident, id)),
  ],
});

/** An intruder who works from a machine in Azure has most likely stolen that one, too. */
function intruderInAzure({ report, suspects }: Incident): readonly Item[] {
  const ids = new Set(suspects.map(({ id }) => id.toLowerCase()));
  const told = report.outcomes
    .filter(({ rule }) => rule.id === fromAzure)
    .flatMap(({ findings }) => findings.filter(({ subject }) => ids.has(subject.id.toLowerCase())));
  if (told.length === 0) return [];
  return [
    {
      does: "Report to the Microsoft Security Response Center that somebody signs in from machines in Azure that are not yours",
      lines: told.map(({ subject, message }) => `${subject.name} ${message}`),
      commands: [],
      link: abuse,
    },
  ];
}

/** Of security contacts the evidence keeps the number alone. */
function contacts(incident: Incident, id: string): readonly Item[] {
  const row = incident.know("securityContacts").value.find(one => one.id.toLowerCase() === `/subscriptions/${id}`);
  const enabled = (row?.contacts ?? []).filter(contact => contact.enabled);
  if (row === undefined) return [];
  const roles = [...new Set(enabled.flatMap(contact => contact.roles))].sort();
  const mails = enabled.reduce((sum, contact) => sum + contact.mails, 0);
  const told = [...(mails > 0 ? [`${mails} mail ${mails === 1 ? "address" : "addresses"}`] : []), ...roles];
  return [
    {
      does: told.length > 0 ? "Tell the security contacts of" : "Name a security contact, for there is none, of",
      name: subscriptionName(incident, id),
      ...(told.length > 0 && { lines: [`Defender tells ${told.join(", ")} (${counted(enabled.length, "contact")})`] }),
      commands: [az`security contact list --subscription ${id}`],
    },
  ];
}
