/** Application permissions of Microsoft Graph with the ids of their app roles, the same in every tenant of the public cloud. */
export const graphPermissions = {
  "Directory.Read.All": "7ab1d382-f21e-4acd-a863-ba3e13f7da61",
  "AuditLog.Read.All": "b0afded3-3588-46d8-8b3d-9842eff778da",
  "Policy.Read.All": "246dd0d5-5bd0-4def-940b-0421030a5b68",
  "RoleManagement.Read.Directory": "483bed4a-2ad3-4361-a73b-c83ccdbdc53c",
  "IdentityRiskyUser.Read.All": "dc5007c0-2d7d-4c42-879c-2dab87571379",
} as const;

export type GraphPermission = keyof typeof graphPermissions;
export type Licence = "Microsoft Entra ID P1" | "Microsoft Entra ID P2";

/** A built-in role that has to be assigned above every subscription, where no custom role can be assigned. */
export interface BuiltInGrant {
  readonly role: string;
  readonly roleId: string;
  readonly scope: string;
}

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
  readonly permission: GraphPermission;
  readonly licence?: Licence;
  readonly why: string;
}
