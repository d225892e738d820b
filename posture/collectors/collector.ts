import type { GraphReadRole } from "../../catalogue/graph-app-roles";
import type { Gap } from "../../catalogue/outcome";
import type { Azure } from "../azure/connect";
import type { Evidence, EvidenceKind } from "../evidence";

/** The audit reads and never writes. */
export type GraphPermission = GraphReadRole;
export type Licence = "Microsoft Entra ID P1" | "Microsoft Entra ID P2";

/** A built-in role that has to be held above every subscription, where no custom role can be assigned. */
export interface BuiltInGrant {
  readonly role: string;
  readonly roleId: string;
  readonly scope: string;
}

/** One way of reading, and the right to it. From these the roles, the app permissions and the gaps' words are made. */
export type Call = ArmCall | GraphCall;

export interface ArmCall {
  readonly api: "arm";
  readonly actions: readonly string[];
  /** Where the actions are needed, where that is not each subscription. */
  readonly grant?: BuiltInGrant;
  readonly licence?: Licence;
  /** What it is read for, for people; completes "to …". */
  readonly why: string;
}

export interface GraphCall {
  readonly api: "graph";
  readonly permission: GraphPermission;
  readonly licence?: Licence;
  readonly why: string;
}

/** What a collector is given. Rows are those of the kinds that it said it comes after. */
export interface Context<N extends EvidenceKind = EvidenceKind> {
  readonly azure: Azure;
  /** The tenant's id, lower-case, from the sign-in itself. */
  readonly tenant: string;
  /** ISO 8601: the time that every "since" is counted back from. */
  readonly now: string;
  readonly historyDays: number;
  /** Lower-case ids; without it, every subscription that the sign-in sees. */
  readonly subscriptions?: readonly string[];
  /** Regions to ask one by one where Resource Graph knows nothing; without it, all of the subscription's. */
  readonly regions?: readonly string[];
  readonly rows: { readonly [K in N]: readonly Evidence[K][] };
}

/** A gap among the rows that a collector yields. */
export class Missing {
  constructor(readonly gap: Gap) {}
}

export interface Collector<K extends EvidenceKind = EvidenceKind, N extends EvidenceKind = EvidenceKind> {
  readonly kind: K;
  /** What is collected, for people, in the plural: "role assignments". */
  readonly title: string;
  readonly calls: { readonly [name: string]: Call };
  /** Kinds that it goes through row by row: what is missing there is missing here, so their gaps become its own. */
  readonly per: readonly N[];
  /** Kinds that only name what to look up. Whoever uses these rows asks for those kinds too, and meets their gaps there. */
  readonly namedBy: readonly N[];
  run(context: Context<N>): AsyncIterable<Evidence[K] | Missing>;
}

export const defineCollector = <
  const K extends EvidenceKind,
  const P extends EvidenceKind = never,
  const B extends EvidenceKind = never,
>(collector: {
  readonly kind: K;
  readonly title: string;
  readonly calls: { readonly [name: string]: Call };
  readonly per?: readonly P[];
  readonly namedBy?: readonly B[];
  run(context: Context<P | B>): AsyncIterable<Evidence[K] | Missing>;
}): Collector<K, P | B> => ({ per: [], namedBy: [], ...collector });
