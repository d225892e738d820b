/** Rows of evidence on who there is in the directory, and on what is asked of them when they sign in. */

export type PrincipalType = "User" | "Group" | "ServicePrincipal" | "ForeignGroup" | "Device" | "Unknown";

export interface User {
  readonly id: string;
  readonly upn: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly guest: boolean;
  /** Synchronised from an on-premises directory. */
  readonly synced: boolean;
  readonly createdOn?: string;
  readonly lastSignIn?: string;
}

export interface ServicePrincipal {
  readonly id: string;
  readonly appId: string;
  readonly name: string;
  readonly kind: "Application" | "ManagedIdentity" | "Other";
  readonly enabled: boolean;
}

/** A secret or certificate that a service principal signs in with. Of the secret itself nothing is read. */
export interface Credential {
  /** Its key id, which is a credential's own and says nothing of it. */
  readonly id: string;
  /** Object id of the service principal. */
  readonly holder: string;
  readonly appId: string;
  /** On its application, where they are looked for, or on the service principal itself. */
  readonly where: "application" | "servicePrincipal";
  readonly kind: "secret" | "certificate";
  readonly name?: string;
  readonly startsOn?: string;
  readonly endsOn?: string;
}

/** A user whom Identity Protection holds to be at risk, or an administrator to be compromised. */
export interface RiskyUser {
  readonly user: string;
  readonly state: "atRisk" | "confirmedCompromised";
  /** `low`, `medium`, `high`, or `hidden` where the licence does not show it. */
  readonly level: string;
  readonly updatedOn?: string;
}

/** Transitive: nested groups are already followed. */
export interface Membership {
  readonly group: string;
  readonly groupName: string;
  readonly member: string;
  readonly memberType: PrincipalType;
}

/** The principals of role assignments, resolved: an id that Graph does not know is deleted, if Graph could be read. */
export interface DirectoryObject {
  readonly id: string;
  readonly type: PrincipalType;
  readonly name: string;
}

export interface DirectoryRole {
  readonly id: string;
  readonly principal: string;
  /** The role's template id, such as that of Global Administrator (catalogue/entra-roles.ts). */
  readonly role: string;
  readonly roleName: string;
  readonly state: "active" | "eligible";
}

export interface Registration {
  readonly user: string;
  readonly mfaRegistered: boolean;
  readonly mfaCapable: boolean;
  readonly admin: boolean;
}

export interface ConditionalAccessPolicy {
  readonly id: string;
  readonly name: string;
  readonly state: "enabled" | "disabled" | "enabledForReportingButNotEnforced";
  readonly users: PrincipalFilter;
  readonly applications: { readonly include: readonly string[]; readonly exclude: readonly string[] };
  readonly clientAppTypes: readonly string[];
  /** Conditions that narrow the policy: locations, platforms, devices, risk levels, flows. Empty: it always applies. */
  readonly narrowedBy: readonly string[];
  readonly grant?: {
    readonly operator: "AND" | "OR";
    readonly controls: readonly string[];
    /** Id of the authentication strength, where one is asked for. */
    readonly strength?: string;
  };
}

export interface PrincipalFilter {
  readonly includeUsers: readonly string[];
  readonly excludeUsers: readonly string[];
  readonly includeGroups: readonly string[];
  readonly excludeGroups: readonly string[];
  readonly includeRoles: readonly string[];
  readonly excludeRoles: readonly string[];
  readonly includesGuests: boolean;
  readonly excludesGuests: boolean;
}

export interface SecurityDefaults {
  readonly enabled: boolean;
}

export interface AuthenticationStrength {
  readonly id: string;
  readonly name: string;
  /** False where a combination in it is no MFA (`requirementsSatisfied: none`). */
  readonly mfa: boolean;
}
