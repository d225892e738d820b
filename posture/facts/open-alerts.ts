import { type AlertSign, miningAlert, signOfAlert } from "../../catalogue/compute-abuse-alerts";
import type { Doer } from "../../catalogue/outcome";
import { indicatorsIn } from "../../payloads/search";
import type { DefenderAlert } from "../evidence/defender-alerts";
import type { ServicePrincipal } from "../evidence/service-principals";
import type { User } from "../evidence/users";
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

    const known = accountsNamed(
      [...defenderAlerts.value, ...xdrAlerts.value].flatMap(({ accounts = [] }) => accounts),
      users.value,
      servicePrincipals.value,
    );
    const among = (accounts: readonly string[]) => [
      ...new Map(accounts.flatMap(account => known.get(account) ?? []).map(one => [one.id, one])).values(),
    ];

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
        by: among([...accounts, ...(twin?.accounts ?? [])]).sort(by(({ id }) => id)),
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
        by: among(accounts).sort(by(({ id }) => id)),
        resources: named(resources),
      });
    }
    return { value: value.sort(by(({ id }) => id.toLowerCase())) };
  },
});

/** The accounts that alerts name, by the id or the name by which an alert has them. One pass, for a tenant may have a million. */
function accountsNamed(
  words: readonly string[],
  users: Iterable<User>,
  servicePrincipals: Iterable<ServicePrincipal>,
): ReadonlyMap<string, Doer> {
  const wanted = new Set(words);
  const found = new Map<string, Doer>();
  if (wanted.size === 0) return found;
  for (const { id, upn } of users)
    for (const word of [id, upn.toLowerCase()])
      if (wanted.has(word)) found.set(word, { kind: "user", id, name: upn || id });
  for (const { id, name } of servicePrincipals)
    if (wanted.has(id)) found.set(id, { kind: "servicePrincipal", id, name: name || id });
  return found;
}
