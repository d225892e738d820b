import type { GraphReadRole } from "../../catalogue/graph-app-roles";
import { azureRoles } from "../../catalogue/well-known-ids";

/** The audit reads and never writes. */
export type GraphPermission = GraphReadRole;
export type Licence = "Microsoft Entra ID P1" | "Microsoft Entra ID P2";

/** The scope of a grant on the Log Analytics workspace that the estate names. */
export const namedWorkspace = "the workspace that the estate names";

/** A built-in role that has to be assigned above every subscription, where no custom role can be assigned. */
export interface BuiltInGrant {
  readonly role: string;
  readonly roleId: string;
  readonly scope: string;
}

/** What the audit asks of tables of that workspace. Whoever names one gives the right there alone. */
export const workspaceCall = (tables: readonly string[], why: string): ArmCall => ({
  api: "arm",
  actions: ["read", ...tables.map(table => `${table}/read`)].map(
    action => `Microsoft.OperationalInsights/workspaces/query/${action}`,
  ),
  grant: { role: "Log Analytics Data Reader", roleId: azureRoles.logAnalyticsDataReader, scope: namedWorkspace },
  why,
});

/**
 * One request to Azure and the right that it needs. The audit's custom role, its app permissions, the texts of gaps and
 * the permissions page are all made from these.
 */
export type Call = ArmCall | GraphCall;

/** The calls of one kind of evidence, by name. */
export type Calls = { readonly [name: string]: Call };

export interface ArmCall {
  readonly api: "arm";
  readonly actions: readonly string[];
  /** The built-in role that gives the actions, where they are not needed at each subscription. */
  readonly grant?: BuiltInGrant;
  readonly licence?: Licence;
  /** The purpose, for people; it completes "to …". */
  readonly why: string;
}

export interface GraphCall {
  readonly api: "graph";
  /** Another road tells the same: without it nothing is missing. */
  readonly spared?: true;
  readonly permission: GraphPermission;
  readonly licence?: Licence;
  readonly why: string;
}
