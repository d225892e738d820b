import type { Finding } from "../../catalogue/outcome";
import { by } from "../facts/collate";
import type { Report } from "./model";

/** What happened, as findings tell of it. */
export interface Timeline {
  /** The newest first; each has a time. */
  readonly shown: readonly Happening[];
  /** How many older ones are left out. */
  readonly older: number;
}

export interface Happening extends Finding {
  /** When it happened, or began, UTC. */
  readonly at: string;
}

/** So many are shown: who needs all of them finds them in the report as JSON. */
const most = 200;

/** Findings that tell of something that happened, in the order of time. Pure. */
export function timelineOf({ outcomes }: Pick<Report, "outcomes">): Timeline {
  let newest: Happening[] = [];
  let count = 0;
  for (const { findings } of outcomes)
    for (const each of findings) {
      if (each.at === undefined) continue;
      count += 1;
      newest.push({ ...each, at: each.at });
      // of very many no more are held than are shown
      if (newest.length >= 10 * most) newest = newestOf(newest);
    }
  return { shown: newestOf(newest), older: Math.max(0, count - most) };
}

const newestOf = (all: readonly Happening[]): Happening[] =>
  [...all]
    .sort(
      by<Happening>(
        ({ at }) => at,
        ({ rule }) => rule,
        ({ fingerprint }) => fingerprint,
      ),
    )
    .reverse()
    .slice(0, most);
