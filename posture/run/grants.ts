import type { Gap } from "../../catalogue/outcome";
import { isUuid } from "../../catalogue/uuid";
import { fits } from "../../catalogue/wildcard";
import { auditRole } from "../audit-role";
import { type Cloud, isCloud } from "../azure/endpoints";
import { az, type Command, graph } from "../cures/command";
import { evidence, evidenceKinds } from "../evidence/all";
import { type ArmCall, type Call, namedWorkspace } from "../evidence/calls";
import { takenAway } from "../evidence/reading/kept-out";
import { rightTo } from "../evidence/reading/read";
import { by, grouped } from "../facts/collate";
import { requiredAccess } from "../permissions";
import type { Grant } from "../report/grants-schema";
import type { Report } from "../report/model";
import { fingerprint } from "./fingerprint";

/** To whom is granted, and where. */
export interface Grantee {
  readonly auditor: Report["coverage"]["auditor"];
  readonly tenant: string;
  /** By its name; one that is not known by name is taken for the public one. */
  readonly cloud: string | undefined;
  /** Resource id of the workspace that the estate names. */
  readonly workspace: string | undefined;
}

/**
 * What was denied, and the commands that give the sign-in exactly that: nothing that no gap names, and nothing that the audit does
 * not ask for itself. Pure; nothing is run.
 */
export function grantsFor(gaps: readonly Gap[], to: Grantee): Grant[] {
  const denied = gaps.filter(({ reason }) => reason === "denied");
  return [...permissions(denied, to), ...builtIn(denied, to), ...actions(denied, to)];
}

const calls: readonly Call[] = evidenceKinds.flatMap(kind => Object.values<Call>(evidence[kind].calls));
const armCalls: readonly ArmCall[] = calls.flatMap(call => (call.api === "arm" ? [call] : []));

const known = (cloud: string | undefined): Cloud => (isCloud(cloud) ? cloud : "AzurePublicCloud");

/** Application permissions of Microsoft Graph: a person's sign-in through another application cannot be given them. */
function permissions(denied: readonly Gap[], { auditor, cloud }: Grantee): Grant[] {
  return requiredAccess(undefined, undefined, known(cloud)).graph.flatMap(({ permission, appRoleId }): Grant[] => {
    const reads = readsOf(denied.filter(({ missing }) => missing === permission));
    if (reads.length === 0) return [];
    const commands =
      auditor?.kind === "servicePrincipal" && isUuid(auditor.id)
        ? [
            graph`New-MgServicePrincipalAppRoleAssignment -ServicePrincipalId ${auditor.id} -PrincipalId ${auditor.id} -ResourceId (Get-MgServicePrincipal -Filter "appId eq '00000003-0000-0000-c000-000000000000'").Id -AppRoleId ${appRoleId}`,
          ]
        : [];
    return [{ gives: [permission], at: [], reads, commands }];
  });
}

/** Built-in roles where no custom role can be assigned. */
function builtIn(denied: readonly Gap[], to: Grantee): Grant[] {
  const grants = new Map(armCalls.flatMap(call => (call.grant ? [[rightTo(call, undefined), call.grant]] : [])));
  return [...grants].sort(by(([name]) => name)).flatMap(([name, { role, scope }]): Grant[] => {
    const reads = readsOf(denied.filter(({ missing }) => missing === name));
    const at = scope === namedWorkspace ? to.workspace : scope;
    if (reads.length === 0) return [];
    return [
      { gives: [role], at: [at ?? scope], reads, commands: at === undefined ? [] : assigned(role, [at], to.auditor) },
    ];
  });
}

/** Actions of Azure: a role of those that were denied at the same scopes, and of no others. */
function actions(denied: readonly Gap[], to: Grantee): Grant[] {
  const atScope = new Map<string, { readonly actions: Set<string>; readonly gaps: Gap[] }>();
  for (const gap of denied)
    for (const scope of scopesOf(gap, to.tenant)) {
      const needed = actionsOf(gap);
      if (needed.length === 0) continue;
      const here = atScope.get(scope) ?? { actions: new Set(), gaps: [] };
      atScope.set(scope, here);
      here.gaps.push(gap);
      for (const action of needed) here.actions.add(action);
    }
  const alike = grouped(atScope, ([, { actions }]) => [...actions].sort().join("\n"));
  return [...alike].sort(by(([names]) => names)).map(([names, scopes]): Grant => {
    const gives = names.split("\n");
    const at = scopes.map(([scope]) => scope).sort();
    return { gives, at, reads: readsOf(scopes.flatMap(([, { gaps }]) => gaps)), commands: customRole(gives, at, to) };
  });
}

/** The actions that a gap names, as far as the audit asks for them itself. */
function actionsOf({ missing }: Gap): readonly string[] {
  const call = armCalls.find(one => !one.grant && rightTo(one, undefined) === missing);
  if (call) return call.actions;
  const isAsked = armCalls.some(
    ({ grant, actions }) => !grant && actions.some(action => fits(action.toLowerCase(), missing.toLowerCase())),
  );
  return isAsked ? [missing] : [];
}

/** The subscription, or the management group, at which an id begins. */
const ofAzure = /^\/(?:subscriptions\/[\da-f-]{36}|providers\/Microsoft\.Management\/managementGroups\/[^/]+)(?=\/|$)/i;

/** Where it was denied: in subscriptions, or for all that is below the tenant. */
function scopesOf({ subjects }: Gap, tenant: string): readonly string[] {
  const root = `/providers/Microsoft.Management/managementGroups/${tenant}`;
  const scopes = (subjects ?? []).map(id => {
    if (isUuid(id)) return `/subscriptions/${id.toLowerCase()}`;
    return ofAzure.exec(id)?.[0] ?? root;
  });
  return scopes.length === 0 || scopes.includes(root) ? [root] : [...new Set(scopes)];
}

function customRole(gives: readonly string[], at: readonly string[], { auditor, cloud }: Grantee): Command[] {
  const { actions, notActions } = auditRole({
    actions: gives.map(action => ({ action, why: "" })),
    notActions: takenAway(gives, known(cloud)),
  });
  const name = `Computeguard reads ${fingerprint("grant", gives.join("\n"))}`;
  const role = {
    Name: name,
    Description: "What an audit of Computeguard was denied",
    Actions: actions,
    NotActions: notActions,
    AssignableScopes: at,
  };
  const assignments = assigned(name, at, auditor);
  return assignments.length === 0
    ? []
    : [az`role definition create --role-definition ${JSON.stringify(role)}`, ...assignments];
}

function assigned(role: string, at: readonly string[], auditor: Grantee["auditor"]): Command[] {
  if (auditor === undefined || auditor.kind === "unknown" || !isUuid(auditor.id)) return [];
  const type = auditor.kind === "user" ? "User" : "ServicePrincipal";
  return at.map(
    scope =>
      az`role assignment create --assignee-object-id ${auditor.id} --assignee-principal-type ${type} --role ${role} --scope ${scope}`,
  );
}

const readsOf = (gaps: readonly Gap[]): string[] => [...new Set(gaps.map(({ what }) => what))].sort();
