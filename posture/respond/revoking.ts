import { az, type Command } from "../cures/command";
import { disableApplication, secureAccount } from "../cures/identities";
import { capped } from "../report-text";
import type { Suspect } from "../run/suspects";
import type { Incident } from "./incident";
import type { Item, Step } from "./step";

/** Sessions and secrets end, and nobody signs in again until the person is back. */
export const revokeAccess = (incident: Incident): Step => ({
  title: "Revoke sessions and secrets, and disable",
  why: "Sessions end at once, tokens of Azure Resource Manager within the hour. Have passwords changed and second factors registered again before anybody is let in.",
  items: incident.suspects.map(suspect => itemOf(incident, suspect)),
});

function itemOf(incident: Incident, suspect: Suspect): Item {
  const { id, name, kind, findings, burning } = suspect;
  const user = incident.know("users").value.find(one => one.id === id);
  const isOwn = incident.manifest.auditor.id.toLowerCase() === id.toLowerCase();
  const lines = [
    ...(isOwn ? ["the evidence was read with this identity: sign in with another one first"] : []),
    ...(suspect.breakGlass ? ["an emergency account: change its password, and do not block it"] : []),
    ...(user?.synced ? ["synchronised: block it in the directory on premises, too"] : []),
    ...(burning.length > 0 ? [`created ${burning.length} of what burns`] : []),
    ...capped([...new Set(findings.map(({ rule, message }) => `${rule}: ${message}`))], 5),
  ];
  if (kind === "principal") return { does: "Find out who this is, for no list has it:", name, lines, commands: [] };
  if (kind === "servicePrincipal") return { ...application(incident, suspect), name, lines };
  const [signOut, block] = secureAccount({ kind, id, name }).commands;
  if (suspect.breakGlass) return { does: "Sign out", name, lines, commands: [signOut!] };
  const does = isAsked(incident, id)
    ? "Ask at once; where nobody knows of it, sign out and block"
    : "Sign out and block";
  return { does, name, lines, commands: [signOut!, block!] };
}

/** As the report's own acts say, which know how grave it is; who is chosen by name is not asked. */
const isAsked = ({ report, isChosen }: Incident, id: string): boolean =>
  !isChosen &&
  report.acts.some(
    ({ id: act, targets }) =>
      act === "askWhoDidIt" && targets.some(target => target.id.toLowerCase() === id.toLowerCase()),
  );

/** Secrets of an application that is registered elsewhere stand there, and a managed identity has none. */
function application({ know }: Incident, { id, name }: Suspect): Pick<Item, "does" | "commands"> {
  const own = know("servicePrincipals").value.find(one => one.id === id);
  if (own?.kind === "ManagedIdentity")
    return { does: "Take it off the machines that have it, for it cannot be blocked:", commands: [] };
  const secrets = know("credentials")
    .value.filter(({ holder }) => holder === id)
    .map(({ id: key, appId, where, kind }): Command => {
      const isCertificate = kind === "certificate";
      if (where === "application")
        return isCertificate
          ? az`ad app credential delete --id ${appId} --key-id ${key} --cert`
          : az`ad app credential delete --id ${appId} --key-id ${key}`;
      return isCertificate
        ? az`ad sp credential delete --id ${id} --key-id ${key} --cert`
        : az`ad sp credential delete --id ${id} --key-id ${key}`;
    });
  return {
    does: secrets.length > 0 ? "Block, and delete the secrets of" : "Block",
    commands: [...disableApplication({ kind: "servicePrincipal", id, name }).commands, ...secrets],
  };
}
