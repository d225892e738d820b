import { parseArmId } from "../../catalogue/arm-id";
import { az, type Command, graph } from "../cures/command";
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

/** A name of a file that no id leads out of the folder. */
const file = (stem: string, id: string, ending = "json"): string => `${stem}-${id.replace(/[^\w-]/g, "_")}.${ending}`;

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

interface Place {
  readonly id: string;
  readonly name: string;
  readonly group: string;
  readonly subscription: string;
  readonly region: string;
  /** Of the file, before its ending. */
  readonly key: string;
}

/** Each disk of a machine, and not more: a machine without data disks has none. */
const disks = "storageProfile.[[osDisk], dataDisks][].managedDisk.id";

/** What a stopped machine does not tell any more, by its type in lower case; of others the description is saved. */
const kept: { readonly [type: string]: (place: Place) => readonly Command[] } = {
  "microsoft.compute/virtualmachines": ({ id, name, group, subscription, region, key }) => [
    az`vm get-instance-view --ids ${id} --output json > ${file("instance-view", key)}`,
    az`vm boot-diagnostics get-boot-log --ids ${id} > ${file("boot-log", key, "txt")}`,
    az`vm run-command list --vm-name ${name} --resource-group ${group} --subscription ${subscription} --expand instanceView --output json > ${file("run-commands", key)}`,
    // A snapshot stands in the region of its disk.
    az`vm show --ids ${id} --query ${disks} --output tsv | while read -r disk; do name="\${disk##*/}"; az snapshot create --name "evidence-\${name:0:70}" --source "$disk" --resource-group ${group} --subscription ${subscription} --location ${region} --incremental true < /dev/null; done`,
  ],
  "microsoft.compute/virtualmachinescalesets": ({ name, group, subscription, key }) => [
    az`vmss get-instance-view --name ${name} --resource-group ${group} --subscription ${subscription} --instance-id ${"*"} --output json > ${file("instance-view", key)}`,
    az`vmss list-instances --name ${name} --resource-group ${group} --subscription ${subscription} --output json > ${file("instances", key)}`,
  ],
  "microsoft.containerinstance/containergroups": ({ name, group, subscription, key }) => [
    az`container show --name ${name} --resource-group ${group} --subscription ${subscription} --output json > ${file("containers", key)}`,
    az`container logs --name ${name} --resource-group ${group} --subscription ${subscription} > ${file("container-log", key, "txt")}`,
  ],
};

function machineState({ id, name, region }: Burnt): Item {
  const { type, names, subscription = "", resourceGroup: group = "" } = parseArmId(id);
  const own = kept[type?.toLowerCase() ?? ""];
  const place = { id, name: names.at(-1) ?? name, group, subscription, region, key: `${group}-${names.join("-")}` };
  return {
    does: own ? "Save what it tells only while it runs:" : "Save its description:",
    name,
    lines: [id],
    commands: own ? own(place) : [az`resource show --ids ${id} --output json > ${file("resource", place.key)}`],
  };
}
