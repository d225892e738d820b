import type { Estate } from "../../../catalogue/estate";
import type { Gathered } from "../../evidence/gathered";
import type { CreateRight } from "../principal-rights";

/** How one principal acts as another, or joins a group. Ids are object ids in lower case. */
export interface Becoming {
  readonly from: string;
  /** The principal that it acts as, or the group that it joins; or every one of a class of them. */
  readonly to: string | ClassOf;
  readonly tenure: CreateRight["tenure"];
  /** The row that proves it: what to delete or change to take the way away. */
  readonly evidence: string;
  /** The directory role, by template id, that has to be activated first. */
  readonly activates?: string;
  /** What tells this way from others of its kind, for people: a role, a resource. */
  readonly through: string;
}

/** Principals that one can become in one stroke, named once: all applications, all people without a role. */
export interface ClassOf {
  readonly members: readonly string[];
}

/** A place at which whoever may take the actions of one line becomes the identity that works there. */
export interface Door {
  /** Id of the resource, as Azure wrote it. */
  readonly at: string;
  readonly actions: readonly (readonly string[])[];
  /** Where something of one's own is needed too: compute, or what one of these lines brings, wherever it may be. */
  readonly carriers?: readonly (readonly string[])[];
  readonly identity: string;
  /** What to delete or change to take the way away, where that is not the resource. */
  readonly evidence?: string;
  readonly through: string;
}

type Kinds =
  | "subscriptions"
  | "memberships"
  | "users"
  | "servicePrincipals"
  | "principals"
  | "directoryRoles"
  | "graphPermissions"
  | "owners"
  | "groupEligibilities"
  | "administrativeUnits"
  | "federatedCredentials"
  | "agentIdentities"
  | "workloadsWithIdentity"
  | "policyAssignments"
  | "vaults"
  | "roleAssignments"
  | "eligibleAssignments"
  | "activeAssignments";

export type RoadEvidence<N extends Kinds = Kinds> = Pick<Gathered, N>;

/** One kind of way from one principal to another: one file. */
export interface BecomesKind<N extends Kinds = Kinds> {
  readonly kind: string;
  readonly needs: readonly N[];
  /** Whether `to` is a group that is joined, and not a principal that is acted as. */
  readonly joins?: boolean;
  ways?(given: RoadEvidence<N>, estate: Estate): Iterable<Becoming>;
  doors?(given: RoadEvidence<N>, estate: Estate): Iterable<Door>;
  /** The step, for people; it follows the name of who takes it: "owns group Builders and can join it". */
  says(target: string, through: string): string;
  /** What takes the way away, for people: an imperative. */
  cut(from: string, target: string, through: string): string;
}

export const defineBecomes = <const N extends Kinds>(kind: BecomesKind<N>): BecomesKind<N> => kind;

/** Who acts under elevated access, which no deny assignment binds. */
export const elevated = "elevated access";
