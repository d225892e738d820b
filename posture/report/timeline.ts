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
  const happened = outcomes
    .flatMap(({ findings }) => findings.flatMap(each => (each.at === undefined ? [] : [{ ...each, at: each.at }])))
    .sort(
      by<Happening>(
        ({ at }) => at,
        ({ rule }) => rule,
        ({ fingerprint }) => fingerprint,
      ),
    )
    .reverse();
  return { shown: happened.slice(0, most), older: Math.max(0, happened.length - most) };
}
