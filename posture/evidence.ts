import type { Gap } from "../catalogue/outcome";
import type {
  AuthenticationStrength,
  ConditionalAccessPolicy,
  Credential,
  DirectoryObject,
  DirectoryRole,
  Membership,
  PrincipalType,
  Registration,
  RiskyUser,
  SecurityDefaults,
  ServicePrincipal,
  User,
} from "./evidence-directory";
import type { DefenderAlert, DefenderPlan, Delegation, PolicyAssignment, SubscriptionPolicy } from "./evidence-guards";

export type * from "./evidence-directory";
export type * from "./evidence-guards";

/**
 * What was read of a tenant: plain JSON rows, one kind a shard. It can be saved, replayed, diffed and kept as proof.
 * Object ids and GUIDs are lower-case; scopes and resource ids are kept as Azure wrote them and compared ignoring case.
 * Times are ISO 8601 in UTC. A field that Azure did not send is left out, never guessed.
 */
export interface Evidence {
  readonly tenant: Tenant;
  readonly subscriptions: Subscription;
  readonly roleAssignments: RoleAssignment;
  readonly eligibleAssignments: EligibleAssignment;
  readonly activeAssignments: ActiveAssignment;
  readonly roleDefinitions: RoleDefinition;
  readonly users: User;
  readonly servicePrincipals: ServicePrincipal;
  readonly memberships: Membership;
  readonly principals: DirectoryObject;
  readonly directoryRoles: DirectoryRole;
  readonly registrations: Registration;
  readonly conditionalAccess: ConditionalAccessPolicy;
  readonly securityDefaults: SecurityDefaults;
  readonly authenticationStrengths: AuthenticationStrength;
  readonly quota: Quota;
  readonly quotaRequests: QuotaRequest;
  readonly elevations: Elevation;
  readonly resources: LiveResource;
  readonly credentials: Credential;
  readonly riskyUsers: RiskyUser;
  readonly subscriptionPolicy: SubscriptionPolicy;
  readonly defenderPlans: DefenderPlan;
  readonly defenderAlerts: DefenderAlert;
  readonly policyAssignments: PolicyAssignment;
  readonly delegations: Delegation;
}

export type EvidenceKind = keyof Evidence;

export interface Tenant {
  readonly id: string;
  readonly name: string;
  readonly defaultDomain?: string;
  /** Service plans of bought licences: AAD_PREMIUM (P1), AAD_PREMIUM_P2. Left out when they could not be read. */
  readonly plans?: readonly string[];
}

export interface Subscription {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  /** The offer, such as `EnterpriseAgreement_2014-09-01`. */
  readonly quotaId?: string;
  readonly tenantId?: string;
  /**
   * Names (not display names) of the management groups above it, in any order, the tenant's root group included.
   * Left out where the hierarchy could not be read; every management group then counts as one above it.
   */
  readonly managementGroups?: readonly string[];
  /** Ids of other tenants that Azure Lighthouse lets manage it. */
  readonly managedBy?: readonly string[];
}

export interface RoleAssignment {
  readonly id: string;
  /** `/`, a management group, a subscription, a resource group or a resource. */
  readonly scope: string;
  /** The GUID at the end of the role definition's id. */
  readonly role: string;
  readonly principal: string;
  readonly principalType: PrincipalType;
  readonly condition?: string;
  readonly createdOn?: string;
  readonly createdBy?: string;
}

/** A right that PIM lets its principal activate. */
export interface EligibleAssignment {
  readonly id: string;
  readonly scope: string;
  readonly role: string;
  readonly principal: string;
  readonly principalType: PrincipalType;
  readonly endsOn?: string;
}

/** How PIM sees a role assignment that is in force: standing (`Assigned`) or for now (`Activated`). */
export interface ActiveAssignment {
  readonly id: string;
  readonly scope: string;
  readonly role: string;
  readonly principal: string;
  readonly principalType: PrincipalType;
  readonly assignmentType: "Assigned" | "Activated";
  readonly endsOn?: string;
  /** The role assignment that it belongs to, where PIM names it. */
  readonly roleAssignmentId?: string;
}

export interface RoleDefinition {
  /** The GUID. */
  readonly id: string;
  readonly name: string;
  readonly custom: boolean;
  readonly assignableScopes: readonly string[];
  readonly permissions: readonly PermissionBlock[];
}

/** notActions take away only within their own block; a condition holds for the block. */
export interface PermissionBlock {
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
  readonly condition?: string;
}

/** One row of Microsoft.Compute usages. */
export interface Quota {
  readonly subscription: string;
  readonly region: string;
  /** As Azure spells it: `Standard NCASv3_T4 Family`, `cores`, `lowPriorityCores`. */
  readonly name: string;
  readonly displayName: string;
  readonly used: number;
  readonly limit: number;
}

export interface QuotaRequest {
  readonly subscription: string;
  readonly region: string;
  readonly id: string;
  readonly family: string;
  readonly state: string;
  readonly submittedOn: string;
  readonly requested?: number;
}

/** One use, or one undoing, of elevate access. The two logs tell of the same act in different words. */
export interface Elevation {
  readonly source: "activityLog" | "entraAudit";
  readonly id: string;
  readonly at: string;
  readonly action: "elevated" | "removed";
  readonly succeeded: boolean;
  readonly by: { readonly id: string; readonly name: string; readonly kind: "user" | "servicePrincipal" };
  /** Whose access it is about, where that differs from who acted (a removal by somebody else). */
  readonly target?: string;
  readonly address?: string;
  /** Authentication methods of the token: `pwd`, `rsa,mfa`. */
  readonly methods?: string;
}

/** A resource that runs, in ARM's shape. Secrets in it are replaced by a hash when it is collected. */
export interface LiveResource {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly region?: string;
  readonly subscription: string;
  readonly resource: Readonly<Record<string, unknown>>;
}

/** The rows of one kind, with what could not be read. */
export interface Collected<T> {
  readonly value: T;
  readonly gaps: readonly Gap[];
}

/** Everything that was gathered: rows and gaps by kind. */
export type Gathered = { readonly [K in EvidenceKind]: Collected<readonly Evidence[K][]> };

/** How and when the evidence was gathered. Checks take the time from here, never from a clock. */
export interface Manifest {
  readonly schema: 1;
  readonly collectedAt: string;
  readonly tenant: string;
  readonly subscriptions: readonly string[];
  readonly kinds: readonly EvidenceKind[];
}
