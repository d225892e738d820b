import { az, type Command, graph } from "../cures/command";
import { by, grouped } from "../facts/collate";
import { capped } from "../report-text";
import type { Suspect } from "../run/suspects";
import { type Incident, leftSince, subscriptionName } from "./incident";
import type { Step } from "./step";

/** What an intruder leaves opens the door again: rights, secrets, consents, and machines in other places. */
export const whatTheyLeft = (incident: Incident): Step => ({
  title: "Check everything that they created, granted or consented to",
  why: "What they left opens the door again once the account is blocked. These lists hold what was read; the commands list the rest.",
  items: incident.suspects.map(suspect => {
    const window = { ...incident, since: leftSince(incident, suspect) };
    return {
      does: "Check what was left by",
      name: suspect.name,
      lines: [...acts(window, suspect), ...grants(window, suspect), ...changes(window, suspect)],
      commands: listing(suspect),
    };
  }),
});

/** So many lines of one kind; the others are counted. */
const most = 15;

const isGuid = (id: string): boolean => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);

/** "2 × microsoft.compute/virtualmachines/write in Contoso Production, westeurope: Standard_NC4as_T4_v3". */
function acts(incident: Incident, { id }: Suspect): readonly string[] {
  const mine = incident
    .know("activityAnswers")
    .value.of.hours.filter(
      ({ key, last }) => key.caller === id.toLowerCase() && key.result === "done" && last >= incident.since,
    );
  const lines = [
    ...grouped(mine, ({ key }) => JSON.stringify([key.operation, key.subscription, key.region, key.size])).values(),
  ].map(same => {
    const { operation = "", subscription = "", region, size } = same[0]!.key;
    const times = same.reduce((sum, answer) => sum + answer.times, 0);
    const where = [...(subscription ? [subscriptionName(incident, subscription)] : []), ...(region ? [region] : [])];
    return `${times} × ${operation}${where.length > 0 ? ` in ${where.join(", ")}` : ""}${size ? `: ${size}` : ""}`;
  });
  return capped(lines.sort(), most);
}

/** Roles that it gave since then. */
function grants({ know, since }: Incident, { id }: Suspect): readonly string[] {
  const given = know("roleAssignments")
    .value.filter(
      ({ createdBy, createdOn = "" }) => createdBy?.toLowerCase() === id.toLowerCase() && createdOn >= since,
    )
    .sort(by(row => row.id.toLowerCase()));
  if (given.length === 0) return [];
  const roles = new Map(know("roleDefinitions").value.map(({ id, name }) => [id.toLowerCase(), name]));
  const names = namesOf(know, new Set(given.map(({ principal }) => principal)));
  return capped(
    given.map(
      ({ principal, role, scope, createdOn }) =>
        `gave ${roles.get(role.toLowerCase()) || role} at ${scope} to ${names.get(principal) || principal} at ${createdOn}`,
    ),
    most,
  );
}

/** Of some object ids alone: a large tenant has hundreds of thousands. */
function namesOf(know: Incident["know"], ids: ReadonlySet<string>): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const kind of ["principals", "servicePrincipals"] as const)
    for (const { id, name } of know(kind).value) if (ids.has(id)) names.set(id, name);
  for (const { id, upn } of know("users").value) if (ids.has(id)) names.set(id, upn);
  return names;
}

/** Secrets, consents, owners and second factors, as Entra's audit log tells. */
function changes({ know, since }: Incident, { id }: Suspect): readonly string[] {
  const mine = know("directoryAnswers").value.of.changes.filter(
    ({ key, last }) => key.actor === id.toLowerCase() && key.result === "done" && last >= since,
  );
  const lines = mine.map(({ key, distinct, last }) => {
    const target = distinct.name?.join(", ") || key.target;
    return `${key.operation}${target ? `: ${target}` : ""}${key.given ? ` (${key.given})` : ""} at ${last}`;
  });
  return capped(lines.sort(), most);
}

/** Resource Graph, over the whole tenant: what a list of one subscription would not show. */
const inResourceGraph = (query: string): Command =>
  az`rest --method post --url ${"/providers/Microsoft.ResourceGraph/resources?api-version=2024-04-01"} --body ${JSON.stringify({ query })}`;

/** What is not in the evidence: older, of other services, or of a log that was not read. */
function listing({ id, kind, name }: Suspect): readonly Command[] {
  const inAzure = isGuid(id)
    ? [
        inResourceGraph(
          `authorizationresources | where type =~ 'microsoft.authorization/roleassignments' and properties.createdBy =~ '${id}' | project id, properties`,
        ),
      ]
    : [];
  const changed = `resourcechanges | where properties.changeAttributes.changedBy in~ (${[id, name].map(inKql).join(", ")}) | project id, properties`;
  const directory: { readonly [K in Suspect["kind"]]: readonly Command[] } = {
    user: [
      graph`Get-MgUserOwnedObject -All -UserId ${id}`,
      graph`Get-MgUserOauth2PermissionGrant -All -UserId ${id}`,
      graph`Get-MgUserAuthenticationMethod -UserId ${id}`,
    ],
    servicePrincipal: [
      graph`Get-MgServicePrincipalOwnedObject -All -ServicePrincipalId ${id}`,
      graph`Get-MgServicePrincipalAppRoleAssignment -All -ServicePrincipalId ${id}`,
      graph`Get-MgServicePrincipalOauth2PermissionGrant -All -ServicePrincipalId ${id}`,
    ],
    principal: [],
  };
  return [...inAzure, inResourceGraph(changed), ...directory[kind]];
}

/** A text in Kusto: a backslash and the quote are escaped. */
const inKql = (text: string): string => `'${text.replace(/[\\']/g, "\\$&")}'`;
