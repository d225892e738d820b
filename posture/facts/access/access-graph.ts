import type { Gap } from "../../../catalogue/outcome";
import type { EvidenceKind } from "../../evidence/all";
import type { CreateRight, Principal, RoadStep } from "../principal-rights";
import type { Step } from "./edges";
import type { Rights } from "./rights";
import type { Roads } from "./roads";
import type { RolePowers } from "./role-power";

/** Evidence of which roads are made, and no right that somebody holds itself. */
export const roadKinds = [
  "owners",
  "groupEligibilities",
  "directoryRoles",
  "graphPermissions",
  "administrativeUnits",
  "workloadsWithIdentity",
  "federatedCredentials",
  "agentIdentities",
  "policyAssignments",
  "vaults",
] as const;

/** Who may do what itself, and whom everybody can become: what every question of "who can" is answered from. */
export interface AccessGraph {
  readonly rights: Rights;
  readonly roads: Roads;
  /** What roles allow. */
  readonly powers: RolePowers;
  /** Every subscription that was read, in lower case. */
  readonly subscriptions: ReadonlySet<string>;
  /** Those of them in which compute can be created. */
  readonly activeSubscriptions: ReadonlySet<string>;
  /** Everybody who may be asked for, groups too. */
  principals(): Iterable<number>;
  /** The number of somebody by object id in lower case; of elevated access, without one. */
  find(id?: string): number | undefined;
  who(principal: number): Principal;
  /** A scope with the name of its subscription beside it. */
  place(scope: string): string;
  tell(step: Step): RoadStep;
  /** The first step by a row, such as a directory role, that leads its taker to compute outright. */
  leading(evidence: string): Step | undefined;
  /** What takes a step away, for people. */
  cut(step: Step): string;
  /** The same of a step that was told, by the name of whoever takes it. */
  cutTold(step: RoadStep, from: string): string;
  /** Whether being somebody, or in a group, changes what one can do: by object id in lower case. */
  leadsOn(id: string): boolean;
  /** Whether something that is missing of a kind could bear on who can create compute. */
  concerns(kind: EvidenceKind, gap: Gap): boolean;
  /** The same, where it is not known of whom: what names whom it bears on is in `isInPart`. */
  concernsAll(kind: EvidenceKind, gap: Gap): boolean;
  /** Whether something that was not read may bear on somebody who has these rights, beside what bears on all. */
  isInPart(principal: number, rights: readonly CreateRight[]): boolean;
}
