import { az, type Command, graph } from "../cures/command";
import { file, isVolatile, savedState } from "../cures/save-evidence";
import type { Suspect } from "../run/suspects";
import { type Burnt, type Incident, subscriptionName } from "./incident";
import type { Item, Step } from "./step";

/** Logs first, for they end after days; then what the machines tell, for it is gone once they are stopped. */
export const saveEvidence = (incident: Incident): Step => ({
  title: "Save evidence before you touch anything",
  why: "Entra keeps its logs for a week without a licence and for 30 days with one, Azure its activity log for 90. Work in an empty folder, on a machine that nobody else uses, and sign in with an account that is not named here.",
  items: [
    ...incident.subscriptions.map(id => activityLog(incident, id)),
    ...incident.suspects.map(suspect => signIns(incident, suspect)),
    ...incident.resources.map(machineState),
  ],
});

/** Without `--max-events` the command keeps 50 records; it stops at the end of the log. */
const activityLog = (incident: Incident, id: string): Item => ({
  does: "Save the activity log of",
  name: subscriptionName(incident, id),
  commands: [
    az`monitor activity-log list --subscription ${id} --start-time ${incident.since} --max-events 100000 --output json > ${file("activity-log", id)}`,
  ],
});

/** As text within a filter of OData. */
const quoted = (id: string): string => `'${id.replaceAll("'", "''")}'`;

/**
 * Only the beta cmdlet lists sign-ins that are not interactive, and those of applications (Microsoft.Graph.Beta.Reports). What was
 * done by an application is filtered by what it was done to, as Graph has no filter by a service principal that acted.
 */
function signIns({ since }: Incident, { id, name, kind }: Suspect): Item {
  const signedIn = (who: string, type: string) =>
    graph`Get-MgBetaAuditLogSignIn -All -Filter ${`${who} eq ${quoted(id)} and createdDateTime ge ${since} and signInEventTypes/any(t: t eq '${type}')`} | ConvertTo-Json -Depth 10 | Out-File -FilePath ${file(`sign-ins-${type}`, id)}`;
  const changed = (stem: string, filter: string) =>
    graph`Get-MgAuditLogDirectoryAudit -All -Filter ${`${filter} and activityDateTime ge ${since}`} | ConvertTo-Json -Depth 10 | Out-File -FilePath ${file(stem, id)}`;
  const logs: { readonly [K in Suspect["kind"]]: readonly Command[] } = {
    user: [
      signedIn("userId", "interactiveUser"),
      signedIn("userId", "nonInteractiveUser"),
      changed("changes-by", `initiatedBy/user/id eq ${quoted(id)}`),
    ],
    servicePrincipal: [
      signedIn("servicePrincipalId", "servicePrincipal"),
      signedIn("servicePrincipalId", "managedIdentity"),
    ],
    principal: [],
  };
  return {
    does: "Save the sign-ins of, and the changes in Entra by and of",
    name,
    commands: [...logs[kind], changed("changes-of", `targetResources/any(t: t/id eq ${quoted(id)})`)],
  };
}

function machineState({ id, name, region }: Burnt): Item {
  return {
    does: isVolatile(id) ? "Save what it tells only while it runs:" : "Save its description:",
    name,
    lines: [id],
    commands: savedState(id, region),
  };
}
