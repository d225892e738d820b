import type { AccessGraph } from "./access/graph";
import type { Amount } from "./amount";
import type { BlastRadius, TenantBlast } from "./blast-radius-schema";
import type { Burning } from "./burning-schema";

/** Facts that follow from evidence, computed once for all checks. They carry gaps forward. */
export interface Derived {
  readonly access: AccessGraph;
  readonly computeCreators: readonly ComputeCreator[];
  readonly mfa: MfaState;
  /** By object id, for every user that was read. */
  readonly idleAccounts: ReadonlyMap<string, Idle | "unknown">;
  readonly idleQuota: readonly IdleQuota[];
  /** The same of Azure Machine Learning, whose quota stands apart. */
  readonly idleMlQuota: readonly IdleQuota[];
  readonly elevationHistory: readonly ElevationAct[];
  readonly blastRadius: readonly BlastRadius[];
  readonly tenantBlast: TenantBlast;
  readonly burning: Burning;
}

/** Proved, disproved, or not to be known from what was read. */
export type Certainty = "yes" | "no" | "unknown";

/** Who stands behind an object id. */
export interface Principal {
  /** Lower-case object id. */
  readonly id: string;
  /** The user principal name of a user, else the display name, else the id. */
  readonly name: string;
  readonly kind: "user" | "group" | "servicePrincipal" | "principal";
  /** `no`: the account is blocked, so nobody signs in with it. */
  readonly enabled: Certainty;
  readonly guest: Certainty;
  /** `no`: the directory was read and does not know the id: it was deleted. */
  readonly exists: Certainty;
}

/** A principal that can create compute, or give itself the right to. Sorted by id; rights by scope, role and assignment. */
export interface ComputeCreator {
  readonly principal: Principal;
  readonly rights: readonly CreateRight[];
  /** For those with roads: what would end every way at once. */
  readonly removal?: Removal;
}

/** How one becomes somebody else, or joins a group. */
export interface RoadStep {
  /** `elevation`, `group-owner` …: the files of `access/becomes`. */
  readonly kind: string;
  /** For people: "owns group Builders and can join it". */
  readonly says: string;
  /** What is owned, joined or acted as. */
  readonly to: { readonly id: string; readonly name: string };
}

/** The one thing whose removal ends every way to create compute, if there is one. */
export interface Removal {
  /** An imperative for people, or "no single removal". */
  readonly says: string;
  /** Id of the role assignment, the directory role, the ownership or the resource. */
  readonly id?: string;
}

/** One way in which one role assignment lets its holder create compute. */
export interface CreateRight {
  /** Id of the role assignment, or of PIM's schedule instance. */
  readonly assignment: string;
  readonly scope: string;
  /** The role definition's GUID. */
  readonly role: string;
  readonly roleName: string;
  readonly custom: boolean;
  /** The group that holds the assignment, where its member holds it only through that group. */
  readonly via?: { readonly id: string; readonly name: string };
  /** Where the right is not its own: the steps that lead to it. */
  readonly road?: readonly RoadStep[];
  /** Directory roles, by template id, that have to be activated on that road: policies for them bind its taker by then. */
  readonly activates?: readonly string[];
  /**
   * `standing`: in force now and of itself; `activated`: in force through PIM, for now; `eligible`: its holder may
   * activate it; `unknown`: in force, but PIM could not be read to tell the first two apart.
   */
  readonly tenure: "standing" | "activated" | "eligible" | "unknown";
  /** `create`: the role creates compute itself; `selfGrant`: it lets its holder assign a role that does. */
  readonly by: "create" | "selfGrant";
  /** A condition of the role or of the assignment decides, and it is not evaluated here. */
  readonly conditional: boolean;
  /** What it creates, for people: "scale sets". Empty for `selfGrant`. */
  readonly creates: readonly string[];
  /** Whether the subscription's compute quota bounds it, rather than a quota of the service's own. */
  readonly computeQuota: boolean;
  /** Namespaces of the services that create by quotas of their own, such as Microsoft.Batch. Absent: any of them may. */
  readonly serviceQuotas?: readonly string[];
  /** Ids of the subscriptions that the scope reaches, lower-case, sorted. */
  readonly subscriptions: readonly string[];
  /** The way to the right, for people: "Contributor at /subscriptions/… through group Builders, eligible in PIM". */
  readonly path: string;
}

export interface MfaState {
  /** By object id, for every user that the evidence names. */
  readonly users: ReadonlyMap<string, UserMfa>;
  /** Security defaults: `yes` enforces MFA for Azure management on everybody. */
  readonly securityDefaults: Certainty;
  /** Whether all Conditional Access policies could be read. */
  readonly policiesComplete: boolean;
  /** Every Conditional Access policy read as a guard of Azure management. Sorted by name, then id. */
  readonly policies: readonly ManagementPolicy[];
}

export interface UserMfa {
  /** Has registered a method in Entra ID. `unknown`: no report on this user could be read. */
  readonly registered: Certainty;
  /** Has to use MFA (or is blocked) when signing in to Azure management. */
  readonly enforced: Certainty;
  /** What enforces it, for people: "security defaults", "policy Require MFA for admins". */
  readonly enforcedBy?: string;
  /** Names of the policies that would enforce it and that leave this user out. */
  readonly exemptFrom: readonly string[];
  /** Holds a directory role. */
  readonly admin: boolean;
}

/** Since when an account is not used. */
export interface Idle {
  /** Its last sign-in that succeeded; or its creation, where no sign-in is known. */
  readonly since: string;
  readonly signedIn: boolean;
}

export interface ManagementPolicy {
  readonly id: string;
  readonly name: string;
  /** Whether it makes whom it applies to use MFA for Azure management. */
  readonly guards: Certainty;
  /**
   * Whether it is taken for MFA at Azure management, does not make it hold, and is meant for an enabled account, no
   * emergency account, that no other policy makes use MFA. Security defaults do not count: Entra has either, never both.
   */
  readonly ineffective: Certainty;
  /** Why it does not, or may not, for people: "it only reports", "OR with compliantDevice". */
  readonly because?: string;
  /** Whether it includes all users. */
  readonly everyone: boolean;
  /** Whom it leaves out, each for people: "user 0000…", "group Builders". */
  readonly exclusions: readonly string[];
}

/** Quota that nobody uses: what one pool of one region would still allow. Pools that buy nothing are left out. */
export interface IdleQuota {
  /** Id of Azure's usage row, made of subscription, region and name. */
  readonly id: string;
  /** The namespace of the service whose quota it is. */
  readonly provider: string;
  readonly subscription: string;
  readonly subscriptionName: string;
  /** Normal form: westeurope. */
  readonly region: string;
  /** Spot machines ignore family quotas; they draw on one pool of their own in each region. */
  readonly pool: "family" | "spot";
  /** As Azure spells it. */
  readonly name: string;
  readonly displayName: string;
  /** An accelerator could be created from it. */
  readonly accelerator: boolean;
  readonly model?: string;
  readonly used: number;
  readonly limit: number;
  /** vCPUs that can still be created: limit less used, and not more than the region's total has left. */
  readonly free: number;
  /** vCPUs that the region's total has left, for all its families together. Absent: no total is known, or it is a spot pool. */
  readonly regionFree?: number;
  /** The dearest thing that could be bought from it, at list prices. */
  readonly best?: Purchase;
  /** The limit is one that Azure gives every subscription, so that nobody need have asked for it. */
  readonly byDefault: boolean;
  /** Whether the estate approves of this accelerator in this region; for ordinary families always `yes`. */
  readonly approved: Certainty;
}

export interface Purchase {
  readonly size: string;
  readonly count: number;
  readonly vCpus: number;
  /** Physical accelerators; sizes with a part of one count as that part. */
  readonly gpus: Amount;
  /** At list prices, pay as you go. */
  readonly usdPerDay: Amount;
  /** At the median price of other regions, where no price of this region is known. */
  readonly usdPerDayElsewhere?: Amount;
}

/** One use of elevate access, made of what the two logs tell of it. Sorted by time. */
export interface ElevationAct {
  readonly id: string;
  readonly at: string;
  readonly by: { readonly id: string; readonly name: string; readonly kind: "user" | "servicePrincipal" };
  readonly succeeded: boolean;
  readonly sources: readonly ("activityLog" | "entraAudit")[];
  readonly address?: string;
  readonly methods?: string;
  /** When the logs say that it was undone. */
  readonly undoneAt?: string;
  /** Whether the right that it gave stands today. */
  readonly stands: Certainty;
}
