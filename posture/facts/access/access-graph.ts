import type { Principal, RoadStep } from "../principal-rights";
import type { Step } from "./edges";
import type { Rights } from "./rights";
import type { Roads } from "./roads";

/** Who may do what itself, and whom everybody can become: what every question of "who can" is answered from. */
export interface AccessGraph {
  readonly rights: Rights;
  readonly roads: Roads;
  /** Every subscription that was read, in lower case. */
  readonly subscriptions: ReadonlySet<string>;
  /** Everybody who may be asked for, groups too. */
  principals(): Iterable<number>;
  who(principal: number): Principal;
  tell(step: Step): RoadStep;
  /** What takes a step away, for people. */
  cut(step: Step): string;
  /** Roles that are held and of which nothing is known, with those who hold them. */
  readonly unreadRoles: ReadonlyMap<string, ReadonlySet<string>>;
}
