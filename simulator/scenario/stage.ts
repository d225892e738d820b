import type { Row } from "../json";
import type { ArmTables, Draft, GraphTables, SentRow, Workspace } from "../tenant";

/** The tables while they are filled, and the clock of the story. */
export interface Stage {
  readonly arm: Draft<ArmTables>;
  readonly graph: Draft<GraphTables>;
  /** Log Analytics workspaces, and what reaches them. */
  readonly workspaces: Workspace[];
  readonly sentRows: SentRow[];
  /** An instant before the audit, ISO 8601 with a fraction as the services write it; negative minutes lie after it. */
  readonly ago: (span: Span) => string;
}

export interface Span {
  readonly days?: number;
  readonly hours?: number;
  readonly minutes?: number;
}

/** One separable piece of the truth. */
export interface PlantedFault {
  readonly id: string;
  /** The sentence of STORY.md. */
  readonly sentence: string;
  readonly add: (stage: Stage) => void;
}

/** Milliseconds of a span. */
export function lengthOf({ days = 0, hours = 0, minutes = 0 }: Span): number {
  return ((days * 24 + hours) * 60 + minutes) * 60_000;
}

/** Puts another row in place of the one that is meant; it must be there. */
export function change<T>(rows: T[], meant: (row: T) => boolean, to: (row: T) => T): void {
  const at = rows.findIndex(meant);
  const row = rows[at];
  if (row === undefined) throw new Error("The row to change is not there.");
  rows[at] = to(row);
}

/** A copy with other properties in the bag of that name. */
export function withIn(row: Row, bag: string, changes: Row): Row {
  return { ...row, [bag]: { ...(row[bag] as Row), ...changes } };
}
