import type { ColumnOf, GrainOf, LogName } from "./logs";
import type { Where } from "./question";

/** What makes answers a finding. */
export type Judgement<C extends string = string, N extends string = string> =
  /** Whoever did it at all. */
  | { readonly is: "any"; readonly by: readonly C[] }
  /**
   * Of whom nothing was seen before the recent days, while the log goes back far enough to say so. With `recent`, some of what
   * is new has to be of this kind. With `known`, what is new is so only to whom these columns name, and whoever was never seen
   * before has nothing that is new. With `untold`, acts of this kind may be such or not: of whom nothing else is seen nobody can
   * tell.
   */
  | {
      readonly is: "first";
      readonly by: readonly C[];
      readonly recent?: Where<C>;
      readonly known?: readonly C[];
      readonly untold?: Untold<C>;
    }
  /**
   * Who has so many different values of one of these columns within so many hours; without columns, who did it so many times, or
   * whose acts have so much of a number together.
   */
  | {
      readonly is: "over";
      readonly by: readonly C[];
      readonly count: readonly C[];
      readonly sum?: N;
      readonly limit: Limit;
      readonly hours: Hours;
    }
  /**
   * What was done at most so many hours, or days, after something else of the same log or of another, as far as both agree in
   * `by` and, of the same log, differ in each column of `apart`.
   */
  | ({
      readonly is: "after";
      readonly by: readonly C[];
      readonly apart?: readonly C[];
      readonly cause: Cause<C>;
    } & Within);

/** Acts of which no record tells whether they are such. */
export interface Untold<C extends string = string> {
  readonly where: Where<C>;
  /** What no record tells: "the size of what was created". */
  readonly what: string;
}

/** How long before the cause may have been. */
type Within = { readonly hours: Hours; readonly days?: never } | { readonly days: Days; readonly hours?: never };

/** Acts of the same log, or of another; with `by`, the columns of theirs that agree with those of the judgement, in that order. */
export type Cause<C extends string = string> =
  | { readonly log?: never; readonly where: Where<C>; readonly by?: readonly C[] }
  | OtherCause;

/** What another log tells of. */
export type OtherCause = {
  readonly [L in LogName]: {
    readonly log: L;
    readonly grain: GrainOf<L>;
    readonly where: Where<ColumnOf<L>>;
    readonly by: readonly ColumnOf<L>[];
  };
}[LogName];

/** Limits come from the estate, and are named as they are there. */
export type Limit =
  | "burstRegions"
  | "burstCreators"
  | "burstMachines"
  | "failedSizes"
  | "driverInstalls"
  | "deletions"
  | "quotaRequests"
  | "guessedAccounts";
export type Hours = "burstHours" | "quotaHours" | "followUpHours" | "youngRightsHours";
export type Days = "quotaLeadDays";
export type Limits = Readonly<Record<Limit | Hours | Days, number>>;

/** How long before the cause may have been. */
export const hoursOf = ({ hours, days }: Within, limits: Limits): number =>
  days === undefined ? limits[hours] : limits[days] * 24;

/**
 * The columns that a record has to tell, for what is judged is whoever, or whatever, they name: nobody is no one identity. Of what
 * is judged by several columns for the first time whoever did it has to be told.
 *
 * @param who the column of whoever did it
 */
export function columnsToTell({ is, by }: Judgement, who: string): readonly string[] {
  if (is === "any") return [];
  return is === "first" && by.length > 1 ? by.filter(column => column === who) : by;
}
