import { type AlertSign, miningAlert, signOfAlert } from "../../catalogue/compute-abuse-alerts";
import { indicatorsIn } from "../../payloads/search";
import type { DefenderAlert } from "../evidence/defender-alerts";
import type { XdrAlert } from "../evidence/xdr-alerts";
import { Accounts } from "./accounts";
import { by } from "./collate";
import { derivation } from "./derivation";
import type { OpenAlert } from "./types";

/** The states of an alert that somebody has dealt with. */
const closed = new Set(["resolved", "dismissed"]);

interface Alert {
  readonly type?: string;
  readonly title: string;
  readonly status: string;
}

/** What an open alert tells of. A title that names a miner tells of mining, whatever type Defender gave it. */
function signOf({ type = "", title, status }: Alert): AlertSign | undefined {
  if (closed.has(status.toLowerCase())) return undefined;
  return indicatorsIn(title).some(({ kind }) => kind === "miner") ? miningAlert : signOfAlert(type, title);
}

/**
 * The id that Defender for Cloud gives an alert ends the ARM id, and is the provider's id in the Defender portal (inferred from
 * Microsoft Graph, alert resource type: "the ID of the alert as it appears in the security provider product"). Where it should
 * be another one, the alert is told twice.
 */
const providerId = ({ id }: DefenderAlert): string => id.slice(id.lastIndexOf("/") + 1).toLowerCase();

/**
 * The open alerts on the abuse of compute, each once: the Defender portal has those of Defender for Cloud again, with whoever is
 * assigned. What an alert names is called by its name, and said to stand, where that was read.
 */
export default derivation<"openAlerts">()({
  needs: ["defenderAlerts", "xdrAlerts"],
  alongside: ["users", "servicePrincipals", "resources"],
  derive({ defenderAlerts, xdrAlerts, users, servicePrincipals, resources }) {
    const people = Accounts.of(users.value);
    const applications = new Map(servicePrincipals.value.map(({ id, name }) => [id, name]));
    const standing = new Set(resources.value.map(({ id }) => id.toLowerCase()));
    const nameOf = (account: string) => people.get(account)?.upn.toLowerCase() ?? applications.get(account) ?? account;
    const names = (accounts: readonly string[]) => [...new Set(accounts.map(nameOf))].sort();
    const named = (ids: readonly string[]) => [...new Set(ids)].sort().map(id => ({ id, stands: standing.has(id) }));

    const inPortal = new Map<string, XdrAlert>();
    for (const alert of xdrAlerts.value) if (alert.providerId) inPortal.set(alert.providerId, alert);
    const value: OpenAlert[] = [];
    const told = new Set<XdrAlert>();
    for (const alert of defenderAlerts.value) {
      const twin = inPortal.get(providerId(alert));
      if (twin) told.add(twin);
      const sign = signOf(alert);
      if (!sign) continue;
      const { id, type, title, subscription, severity, startedOn, entity, accounts = [], resources = [] } = alert;
      value.push({
        ...{ id, title: title || type || id, sign, severity, scope: `/subscriptions/${subscription}` },
        ...(type && { type }),
        ...(startedOn && { since: startedOn }),
        ...(entity && { entity }),
        ...(twin && { assignedTo: twin.assignedTo ?? "nobody" }),
        accounts: names([...accounts, ...(twin?.accounts ?? [])]),
        resources: named([...resources, ...(twin?.resources ?? [])]),
      });
    }
    for (const alert of xdrAlerts.value) {
      const sign = told.has(alert) ? undefined : signOf(alert);
      if (!sign) continue;
      const { id, title, severity, createdOn, assignedTo = "nobody", accounts = [], resources = [] } = alert;
      value.push({
        ...{ id, title: title || id, sign, severity, assignedTo },
        ...(createdOn && { since: createdOn }),
        accounts: names(accounts),
        resources: named(resources),
      });
    }
    return { value: value.sort(by(({ id }) => id.toLowerCase())) };
  },
});
