import type { NumberedDoor, Step, Way } from "./edges";
import type { Held } from "./held";
import type { Rights } from "./rights";

/** Somebody whom one can be, in groups that one can join, and how one gets there. */
export interface Reachable {
  readonly as: number;
  /** Groups that it was made to join, sorted. */
  readonly joined: readonly number[];
  /** What others lend it whom one can be too. */
  readonly lent?: readonly Held[];
  readonly steps: readonly Step[];
}

/** What roads are searched in. */
export interface RoadsGiven {
  readonly rights: Rights;
  readonly around: (principal: number, joined: readonly number[]) => readonly number[];
  /** A number that all have in common who are in the same groups. */
  readonly classOf: (principal: number) => number;
  /** How many numbers there are. */
  readonly count: number;
  readonly ways: readonly Way[];
  readonly openings: readonly NumberedDoor[];
  /** Groups whose rights or bonds depend on who is in them beside what they hold: each is a choice of its own. */
  readonly binds: (group: number) => boolean;
  /** What a condition calls its kind. */
  readonly typeOf: (principal: number) => string;
  readonly idOf: (principal: number) => string;
  /** Who acts under elevated access. */
  readonly elevated: number;
}
