import { graphAppRoles } from "../catalogue/graph-app-roles";
import { type Tier, tierOfPermission, tiers } from "../catalogue/tiers";
import type { Claims } from "./azure/connect";
import type { Cloud } from "./azure/endpoints";
import { type EvidenceKind, evidence, evidenceKinds, isServed, withWhatTheyNeed } from "./evidence/all";
import type { ArmCall, BuiltInGrant, Call, GraphPermission, Licence } from "./evidence/calls";
import { takenAway } from "./evidence/reading/kept-out";

/** All rights that the audit needs, and no more. `why` says what each is read for. */
export interface RequiredAccess {
  /** For a custom role, assigned at the root management group or at each subscription. */
  readonly actions: readonly { readonly action: string; readonly why: string }[];
  /** What that role has to take away again, for the actions would give it away. */
  readonly notActions: readonly { readonly action: string; readonly gives: string }[];
  /** Built-in roles at places where a custom role cannot be assigned. */
  readonly builtInGrants: readonly (BuiltInGrant & { readonly why: string })[];
  /** Application permissions of Microsoft Graph. */
  readonly graph: readonly {
    readonly permission: GraphPermission;
    readonly tier: Tier;
    readonly appRoleId: string;
    readonly why: string;
  }[];
  /** Without them the audit runs, with gaps. */
  readonly licences: readonly { readonly licence: Licence; readonly why: string }[];
}

/** The tier that a call belongs to: above every subscription there are only logs to read. */
const tierOf = (call: Call): Tier =>
  call.api === "graph" ? tierOfPermission[call.permission] : call.grant ? "logs" : "posture";

/**
 * The rights that these kinds of evidence need, with all that they are gathered from; those of some tiers only, where they are
 * named. What the cloud does not serve is not asked for.
 */
export function requiredAccess(
  kinds: readonly EvidenceKind[] = evidenceKinds,
  granted: readonly Tier[] = tiers,
  cloud: Cloud = "AzurePublicCloud",
): RequiredAccess {
  const calls = [...withWhatTheyNeed(kinds)]
    .filter(kind => isServed(kind, cloud))
    .flatMap(kind => Object.values<Call>(evidence[kind].calls))
    .filter(call => granted.includes(tierOf(call)));
  const arm = calls.flatMap(call => (call.api === "arm" ? [call] : []));
  const graph = calls.flatMap(call => (call.api === "graph" ? [call] : []));
  const actions = reasons(
    arm.flatMap(({ actions, grant, why }) => (grant ? [] : actions.map(action => [action, why] as const))),
  ).map(([action, why]) => ({ action, why }));
  const taken = takenAway(
    actions.map(({ action }) => action),
    cloud,
  );
  return {
    actions,
    notActions: taken.map(({ action, gives }) => ({ action, gives })),
    builtInGrants: grantsOf(arm),
    graph: reasons(graph.map(({ permission, why }) => [permission, why] as const)).map(([permission, why]) => ({
      permission,
      tier: tierOfPermission[permission],
      appRoleId: graphAppRoles[permission],
      why,
    })),
    licences: reasons(calls.flatMap(({ licence, why }) => (licence ? [[licence, why] as const] : []))).map(
      ([licence, why]) => ({ licence, why }),
    ),
  };
}

/** Each role at each scope once, sorted by the scope, with all that it is needed for. */
function grantsOf(calls: readonly ArmCall[]): RequiredAccess["builtInGrants"] {
  const granted = calls.flatMap(({ grant, why }) => (grant ? [[JSON.stringify(grant), why] as const] : []));
  return reasons(granted)
    .map(([grant, why]) => ({ ...(JSON.parse(grant) as BuiltInGrant), why }))
    .sort((one, other) => (one.scope < other.scope ? -1 : 1));
}

/** Each name once, sorted, with all that it is needed for. Names of actions ignore case. */
function reasons<N extends string>(pairs: readonly (readonly [N, string])[]): [N, string][] {
  const byName = new Map<string, { name: N; whys: Set<string> }>();
  for (const [name, why] of pairs) {
    const known = byName.get(name.toLowerCase()) ?? { name, whys: new Set() };
    known.whys.add(why);
    byName.set(name.toLowerCase(), known);
  }
  return [...byName.values()]
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .map(({ name, whys }) => [name, `to ${[...whys].join("; to ")}`]);
}

/** Whether the sign-in has a permission. `asUser`: it is a person's, and that person's directory roles decide. */
export type PermissionState = "yes" | "no" | "asUser";

export interface Access {
  readonly graph: readonly { readonly permission: GraphPermission; readonly held: PermissionState }[];
  /** Kinds of evidence that will have a gap for want of a Graph permission. */
  readonly closed: readonly { readonly kind: EvidenceKind; readonly missing: readonly GraphPermission[] }[];
}

/** Stronger permissions that hold what the audit asks for. */
const impliedBy: { readonly [P in GraphPermission]: readonly string[] } = {
  "Application.Read.All": ["Application.ReadWrite.All"],
  "Directory.Read.All": ["Directory.ReadWrite.All"],
  "AuditLog.Read.All": [],
  "CustomDetection.Read.All": ["CustomDetection.ReadWrite.All"],
  "Policy.Read.All": [],
  "IdentityRiskEvent.Read.All": [],
  "IdentityRiskyUser.Read.All": ["IdentityRiskyUser.ReadWrite.All"],
  "PrivilegedEligibilitySchedule.Read.AzureADGroup": ["PrivilegedEligibilitySchedule.ReadWrite.AzureADGroup"],
  "RoleManagementPolicy.Read.AzureADGroup": ["RoleManagementPolicy.ReadWrite.AzureADGroup"],
  "ThreatHunting.Read.All": [],
  "SecurityAlert.Read.All": ["SecurityAlert.ReadWrite.All"],
  "RoleManagement.Read.Directory": [
    "RoleManagement.ReadWrite.Directory",
    "RoleManagement.Read.All",
    "Directory.Read.All",
  ],
};

/**
 * What Directory.AccessAsUser.All, which az login has, lets a person read in the directory. It opens no policies: a
 * Global Administrator is refused them too (https://github.com/Azure/azure-cli/issues/23906).
 */
const actsAsUser: ReadonlySet<GraphPermission> = new Set(["Directory.Read.All", "RoleManagement.Read.Directory"]);

/** Told from the claims of a Graph token, before anything is read: `roles` of an application, `scp` of a person. */
export function accessOf(claims: Claims, kinds: readonly EvidenceKind[] = evidenceKinds): Access {
  const roles = new Set(Array.isArray(claims.roles) ? claims.roles : []);
  const scopes = new Set(typeof claims.scp === "string" ? claims.scp.split(" ") : []);
  const held = (permission: GraphPermission): PermissionState => {
    const enough = [permission, ...impliedBy[permission]];
    if (enough.some(name => roles.has(name))) return "yes";
    const asPerson = actsAsUser.has(permission) ? [...enough, "Directory.AccessAsUser.All"] : enough;
    return asPerson.some(name => scopes.has(name)) ? "asUser" : "no";
  };
  const wanted = [...withWhatTheyNeed(kinds)].sort();
  return {
    graph: requiredAccess(kinds).graph.map(({ permission }) => ({ permission, held: held(permission) })),
    closed: wanted.flatMap(kind => {
      const missing = permissionsOf(kind).filter(permission => held(permission) === "no");
      return missing.length ? [{ kind, missing }] : [];
    }),
  };
}

const permissionsOf = (kind: EvidenceKind): GraphPermission[] => [
  ...new Set(
    Object.values<Call>(evidence[kind].calls).flatMap(call =>
      call.api === "graph" && !call.spared ? [call.permission] : [],
    ),
  ),
];
