import type { Certainty } from "../../catalogue/certainty";
import type { AlertSign } from "../../catalogue/compute-abuse-alerts";
import type { CriticalOperation } from "../../catalogue/critical-operations";
import type { Family } from "../../catalogue/families";
import type { Doer } from "../../catalogue/outcome";
import type { SentinelContent } from "../../catalogue/sentinel-contents";
import type { Severity } from "../../catalogue/severity";
import type { LiveResource } from "../evidence/resources";
import type { Subscription } from "../evidence/subscriptions";
import type { Road } from "../signals/log";
import type { GrainOf, LogName } from "../signals/logs";
import type { Answer } from "../signals/question";
import type { AccessGraph } from "./access/access-graph";
import type { ByAccount } from "./accounts";
import type { AddressRanges } from "./address-ranges";
import type { Amount } from "./amount";
import type { BlastRadius, TenantBlast } from "./blast-radius-schema";
import type { Burning } from "./burning-schema";
import type { CapabilityRight } from "./capability-rights";
import type { NamedCrowd } from "./crowd";
import type { Decoy } from "./decoys/decoy";
import type { GuestKind, providerKind } from "./defence/guest-kinds";
import type { DefenceState, MfaLevel } from "./defence/states";
import type { FirstAlarm } from "./first-alarm-schema";
import type { ComputeCreator, Principal, UnfollowedVault } from "./principal-rights";
import type { Raise } from "./quota-raise";

export type { ComputeCreator, CreateRight, Principal, Removal, RoadStep, UnfollowedVault } from "./principal-rights";

/** Facts that follow from evidence, computed once for all checks. They carry gaps forward. */
export interface Derived {
  readonly access: AccessGraph;
  readonly computeCreators: readonly ComputeCreator[];
  /** The same without roads: whoever holds its right itself or through a group. */
  readonly computeHolders: readonly ComputeCreator[];
  /** What somebody can do towards a mine, by object id in lower case: itself, and by every road to more. */
  readonly capabilities: (id: string) => readonly CapabilityRight[];
  /** How directory roles in somebody's hand lead to compute, for people, by id of the assignment; of others nothing. */
  readonly leadingDirectoryRoles: ReadonlyMap<string, string>;
  /** One for each that the estate names, in its order. */
  readonly decoys: readonly Decoy[];
  readonly managementMfa: ManagementMfa;
  /** By object id, for every user that the evidence names. */
  readonly defence: Pick<ByAccount<Defence>, "get">;
  /** The same of one account once it has activated directory roles, by template id in lower case. */
  readonly defenceOnceActive: (id: string, roles: readonly string[]) => Defence;
  /** Why somebody else may hold an account already, by object id or user principal name in lower case. */
  readonly risk: ReadonlyMap<string, string>;
  readonly signInGuards: SignInGuards;
  /** Whether an authentication context asks for anything of whoever activates a role: an account, or a group's members. */
  readonly activationContexts: (context: string, holder: string) => Certainty;
  /** One for each kind of guests and external users that has accounts in a directory, and one for service providers where there may be one. */
  readonly guestMfa: readonly GuestMfa[];
  /** Sorted by id. */
  readonly administrators: readonly AdministratorDefence[];
  /** One for each entry of the estate, sorted by it. */
  readonly emergencyAccounts: readonly EmergencyAccount[];
  /** By object id, for every user that was read. */
  readonly idleAccounts: { get(id: string): Idle | "unknown" | undefined };
  readonly idleQuota: readonly IdleQuota[];
  /** The same of Azure Machine Learning, whose quota stands apart. */
  readonly idleMlQuota: readonly IdleQuota[];
  /** The same of Batch accounts. */
  readonly idleBatchQuota: readonly IdleQuota[];
  readonly elevationHistory: readonly ElevationAct[];
  /** What was done in Azure. */
  readonly activityAnswers: LogAnswers<"activity">;
  /** Requests for quota of what computes, by the answer of the log that tells of them. */
  readonly quotaAsks: ReadonlyMap<Answer, QuotaAsk>;
  /** People who could carry subscriptions into another tenant, as far as its policy lets them. Sorted by id. */
  readonly subscriptionOwners: readonly SubscriptionOwner[];
  readonly unlistedActivity: readonly Answer[];
  /** Who signed in to Azure management. */
  readonly signInAnswers: LogAnswers<"signIns">;
  /** Which machines asked for a mining pool. */
  readonly contactAnswers: LogAnswers<"contacts">;
  /** What somebody created of compute, by the id of the caller in lower case. */
  readonly creations: ReadonlyMap<string, readonly Answer[]>;
  readonly machinesInContact: MachinesInContact;
  /** Who created a resource, by name: one, or several of whom it was one. None where the log does not tell. Sorted. */
  readonly creators: { of(resource: LiveResource): readonly string[] };
  /** Who changed applications and authentication methods. */
  readonly directoryAnswers: LogAnswers<"directory">;
  readonly olderRights: OlderRights;
  readonly demandedMfa: DemandedMfa;
  /** The addresses of Azure's datacenters. */
  readonly azureRanges: AddressRanges;
  readonly ownAddresses: OwnAddresses;
  /** Alerts on the abuse of compute that nobody has closed, of all of Defender, each once. Sorted by id. */
  readonly openAlerts: readonly OpenAlert[];
  /** One for each subscription in which anything can happen. */
  readonly unwatchedOperations: readonly UnwatchedOperations[];
  readonly sentinelContents: SentinelContents;
  /** The subscriptions in which Azure says that a policy assignment would refuse accelerators, by its id; all in lower case. */
  readonly azureRefusals: ReadonlyMap<string, ReadonlySet<string>>;
  /** Key vaults of which nothing says what their secrets open, with who may read them. Sorted by id. */
  readonly unfollowedVaults: readonly UnfollowedVault[];
  readonly blastRadius: readonly BlastRadius[];
  readonly tenantBlast: TenantBlast;
  readonly burning: Burning;
  /** Undefined where nobody could burn anything. */
  readonly firstAlarm: FirstAlarm | undefined;
}

/** What demands MFA of an account at Azure management. */
export interface DemandedMfa {
  /** For people: "policy Require MFA for admins"; undefined where nothing does, or it is not known. By object id. */
  of(id: string): string | undefined;
}

/** The public addresses of the tenant. */
export interface OwnAddresses extends AddressRanges {
  /** The machine, or instance of a scale set, that has the address to itself. */
  machineAt(address: string): OwnMachine | undefined;
  /** Whether they are all there are: what is not among them is somebody else's. */
  readonly whole: boolean;
}

/** The machines of the tenant that a log of names means. */
export interface MachinesInContact {
  /** The id of the one that the key of an answer means; undefined where none, or more than one, may be meant. */
  idOf(answer: Pick<Answer, "key">): string | undefined;
  get(id: string): { readonly name: string; readonly creators: readonly string[] };
}

export interface OwnMachine {
  /** Its resource id. */
  readonly id: string;
  /** ISO 8601. */
  readonly created?: string;
}

/** What a log was asked, added up: see `posture/signals/logs.ts`. */
export interface LogAnswers<L extends LogName = LogName> {
  readonly of: { readonly [G in GrainOf<L>]: readonly Answer[] };
  /** The name of whoever did it, by the id that the log has; where none is known, the id. */
  readonly nameOf: (id: string) => string;
  /** Whether no part of the log was left out: what is not here was not done. */
  readonly whole: boolean;
  /** Since when all parts of the log that were read tell, ISO 8601; undefined where none was read. */
  readonly from: string | undefined;
  /** Who told of its parts. Sorted. */
  readonly roads: readonly Road[];
}

/** Who could create compute in a subscription before a time, ISO 8601: `no` where all that gives such a right is younger. */
export interface OlderRights {
  heldBefore(principal: string, subscription: string, at: string): Certainty;
}

export interface SubscriptionOwner {
  readonly principal: Principal;
  /** Ids, sorted; at least one. */
  readonly subscriptions: readonly string[];
}

/** A request for quota, or several of one kind within an hour. */
export interface QuotaAsk extends Raise {
  /** The id that the log has of whoever asked. */
  readonly caller: string;
  readonly name: string;
  readonly operation: string;
  /** Empty texts, as for region and family, where no record tells. */
  readonly subscription: string;
  readonly region: string;
  /** As the service spells it. */
  readonly family: string;
  readonly known?: Family;
  /** ISO 8601. */
  readonly at: string;
  readonly refused: boolean;
  /** Whether nothing runs in that region of the subscription, for all that was read. */
  readonly idleRegion: boolean;
}

/** What is asked of people who sign in to Azure management. */
export interface ManagementMfa {
  /** By object id, for every user that the evidence names. */
  readonly users: Pick<ByAccount<Enforcement>, "get" | "values" | "others">;
  /** What is asked of an account of which nothing but its id was read. */
  unreadAccount(id: string): Enforcement;
  /** What is asked of an account once it has activated these directory roles, as far as it may: by template id in lower case. */
  onceActive(id: string, roles: readonly string[]): Enforcement;
  /** What is asked of the people of service providers, whichever tenant they come from. */
  readonly providers: Enforcement;
  /** Security defaults: `yes` enforces MFA for Azure management on everybody. */
  readonly securityDefaults: Certainty;
  /** Whether all Conditional Access policies could be read. */
  readonly policiesComplete: boolean;
  /** Every Conditional Access policy read as a guard of Azure management. Sorted by name, then id. */
  readonly policies: readonly ManagementPolicy[];
}

/** What policies and security defaults ask of one person. */
export interface Enforcement {
  readonly level: MfaLevel | "unknown";
  /** What asks, for people: "security defaults", "policy Require MFA for admins". */
  readonly by?: string;
  /** Why it asks for no more, for people: "it leaves out some locations". */
  readonly but?: string;
  /** Names of the policies that would ask for more and that leave this user out. */
  readonly exemptFrom: readonly string[];
}

/** How somebody is defended whose directory role leads to rights over Azure. */
export interface AdministratorDefence {
  readonly id: string;
  readonly name: string;
  /** Names of those roles, sorted. */
  readonly roles: readonly string[];
  /** Whether one of them is in force now. */
  readonly active: boolean;
  /** What is asked at Azure management while they are. */
  readonly asked: Enforcement;
  /** Has registered a method that cannot be phished. */
  readonly resistant: Certainty;
}

/** Whether policies ask people of one kind, whichever tenant they come from, for MFA at Azure management. */
export interface GuestMfa {
  readonly kind: GuestKind | typeof providerKind;
  readonly asked: Certainty;
  /** Names of the enabled accounts of this kind that are not asked. Sorted. */
  readonly open: readonly string[];
  /** Groups of service providers that can create compute here. */
  readonly groups?: readonly ComputeCreator[];
  /** What was not read, where that is why it is not known. */
  readonly unread?: string;
}

/** An emergency account, as the estate names it and as it stands in the directory. */
export interface EmergencyAccount {
  readonly named: string;
  readonly exists: Certainty;
  /** Absent where it does not exist, or was not read. */
  readonly account?: { readonly id: string; readonly name: string; readonly enabled: boolean };
  /** Whether it holds, itself or through a group, a role that could let the others in again. */
  readonly canRecover: Certainty;
  /** Names of the policies in force that could keep it out. Sorted. */
  readonly boundBy: readonly string[];
  /** Whether there may be more of them. */
  readonly perhapsBound: boolean;
}

/** What else policies stop at the door, by what it is. */
export interface SignInGuards extends Readonly<Record<SignInGuardName, SignInGuard>> {
  /** Security defaults stand in the place of policies: they are on, and no policy is. */
  readonly defaultsInstead: Certainty;
}

export type SignInGuardName = "legacyAuthentication" | "deviceCode" | "signInRisk" | "userRisk";

export interface SignInGuard {
  /** Names of the policies that stop it, for whomever they reach. Sorted. */
  readonly policies: readonly string[];
  /** Where all who are open are held by a policy in part: those policies, with the way around each. Sorted. */
  readonly inPart: readonly string[];
  /** The enabled accounts, no emergency accounts, that no such policy reaches. */
  readonly open: NamedCrowd;
  /** How many accounts of which that could not be told. */
  readonly unsure: number;
}

/** How one account is defended against whoever has its password. */
export interface Defence {
  readonly state: DefenceState;
  /** For people: the state, and what decides it. */
  readonly words: string;
  /** Further lines that decide it: policies that leave it out, what was not read. */
  readonly proof: readonly string[];
  /** What would have to be read or done to know, where the state is `unknown`. */
  readonly unknown?: string;
  /** How much it weighs; none where nothing is wrong. */
  readonly severity?: Severity;
  readonly registration: SecondFactor;
  /** Holds a directory role. */
  readonly admin: boolean;
  /** Of a kind that cannot use MFA: the account with which a directory is synchronised. */
  readonly cannotUseMfa: boolean;
}

/**
 * Which second factor an account can use: one that is registered here and allowed (`capable`); only such as are not
 * allowed (`notCapable`); none, of an account that registers here (`none`); none, though MFA of its home tenant does not
 * count here (`notHere`); one of its home tenant (`atHome`) or of its federated identity provider (`elsewhere`), which
 * is not seen; `untold`: without Entra ID P1, Microsoft tells of nobody.
 */
export type SecondFactor =
  | "untold"
  | "capable"
  | "notCapable"
  | "none"
  | "notHere"
  | "atHome"
  | "elsewhere"
  | "unknown";

/** Since when an account is not used. */
export interface Idle {
  /** Its last sign-in that succeeded; or its creation, where no sign-in is known. */
  readonly since: string;
  readonly signedIn: boolean;
}

export interface ManagementPolicy {
  readonly id: string;
  readonly name: string;
  /** What it makes of the sign-ins to Azure management of those whom it applies to. */
  readonly level: MfaLevel | "unknown";
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
  /** Id of the account that has the limit, where it is not the whole region's. */
  readonly account?: string;
  /**
   * Spot machines ignore family quotas; they draw on one pool of their own in each region, or account. `any`: one limit for
   * machines of every family.
   */
  readonly pool: "family" | "spot" | "any";
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
  /** Azure names no limit, and none of the region bounds it: `free` is infinite, and what it buys is not known. */
  readonly boundless?: true;
  /** vCPUs that the region's total has left, for all its families together. Absent: no total is known, or it is a spot pool. */
  readonly regionFree?: number;
  /** The dearest thing that could be bought from it, at list prices; of a spot pool that allows accelerators, of those. */
  readonly best?: Purchase;
  /** Whether Compute's own list says what is sold there to the subscription; else prices do. */
  readonly listed: boolean;
  /** It was not read whether a cap of Microsoft.ComputeLimit bounds it. */
  readonly capsUnread?: true;
  /** The limit is one that Azure gives every subscription, and no request that was read asked for it. */
  readonly byDefault: boolean;
  /** Whether the estate approves of this accelerator in this region, and of so many; for ordinary families always `yes`. */
  readonly approved: Certainty;
  /** Where an answer does not hold for all vCPUs: the part for which each does. */
  readonly parts?: Readonly<Partial<Record<Certainty, IdlePart>>>;
  /** An approval holds there, and is not for so many. */
  readonly beyond?: true;
  /** Of such a part alone: the vCPUs that can still be created altogether. */
  readonly freeInAll?: number;
}

/** A part of idle quota, with the dearest thing that could be bought from it. */
export interface IdlePart {
  readonly free: number;
  readonly best?: Purchase;
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

/** One alert on the abuse of compute that nobody has closed. */
export interface OpenAlert {
  /** In ARM where Defender for Cloud raised it, else in Microsoft Graph. */
  readonly id: string;
  readonly title: string;
  /** Microsoft's id of what was seen, where there is one. */
  readonly type?: string;
  readonly sign: AlertSign;
  readonly severity: string;
  /** The subscription, where Defender for Cloud raised it. */
  readonly scope?: string;
  readonly since?: string;
  /** Whoever has it in the Defender portal, or `nobody`; left out where the portal does not show it. */
  readonly assignedTo?: string;
  /** What it is about, in Defender's words. */
  readonly entity?: string;
  /** Names of the identities that it names, or their ids where those were not read. Sorted. */
  readonly accounts: readonly string[];
  /** Those of them that the tenant's own lists have. Sorted by id. */
  readonly by: readonly Doer[];
  /** Azure's resources that it names, and whether each was seen to stand today. Sorted by id. */
  readonly resources: readonly { readonly id: string; readonly stands: boolean }[];
}

/** Operations of one row of the table. */
export interface OperationsOf {
  readonly row: CriticalOperation;
  readonly operations: readonly string[];
}

/** The critical operations of one subscription of which nobody is told, and those of which that is not known. */
export interface UnwatchedOperations {
  readonly subscription: Subscription;
  readonly untold: readonly OperationsOf[];
  readonly open: readonly OperationsOf[];
}

/** The workspaces in which Microsoft Sentinel is on, and what is watched there. */
export interface SentinelContents {
  /** Whether it is on anywhere. */
  readonly on: Certainty;
  /** Whether alert rules of Azure Monitor tell somebody of all critical operations in every subscription. */
  readonly toldByAlertRules: Certainty;
  /** One for each content of the table. */
  readonly contents: readonly ContentWatch[];
}

/** Whether something asks for a content, is on and can find it. */
export interface ContentWatch {
  readonly content: SentinelContent;
  readonly watched: Certainty;
  /** What asks for it and finds nothing, or may not, with the reason. Sorted. */
  readonly against: readonly string[];
}
