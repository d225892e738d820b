import type { AccessGraph } from "./access/access-graph";
import type { BlastRadius } from "./blast-radius-schema";
import type { Certainty, ComputeCreator } from "./principal-rights";

export type { Certainty, ComputeCreator, CreateRight, Principal, Removal, RoadStep } from "./principal-rights";

/** Facts that follow from evidence, computed once for all checks. They carry gaps forward. */
export interface Derived {
  readonly access: AccessGraph;
  readonly computeCreators: readonly ComputeCreator[];
  readonly mfa: MfaState;
  /** By object id, for every user that was read. */
  readonly idleAccounts: ReadonlyMap<string, Idle | "unknown">;
  readonly idleQuota: readonly IdleQuota[];
  readonly elevationHistory: readonly ElevationAct[];
  readonly blastRadius: readonly BlastRadius[];
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

/** Quota that nobody uses: what one pool of one region would still allow. Pools with nothing left are left out. */
export interface IdleQuota {
  /** Id of Azure's usage row, made of subscription, region and name. */
  readonly id: string;
  readonly subscription: string;
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
  /** Whether the estate approves of this accelerator in this region; for ordinary families always true. */
  readonly approved: boolean;
}

export interface Purchase {
  readonly size: string;
  readonly count: number;
  readonly vCpus: number;
  readonly gpus: number;
  readonly usdPerDay: number;
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
