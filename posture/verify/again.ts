import type { Estate } from "../../catalogue/estate";
import type { Evidenced } from "../evidence/gathered";
import { type Earlier, withEarlier } from "../report/history";
import type { Point } from "../report/history-schema";
import { json } from "../report/json";
import type { Since } from "../report/since-schema";
import { judgeAll } from "../run/audit";
import type { Claims } from "./claims";
import { firstOtherLine } from "./first-other-line";

/** What becomes of a report when its evidence is judged again. */
export type Again =
  | { readonly is: "same" }
  /** `line` is the first of the file that is another one, counted from 1. */
  | { readonly is: "different"; readonly line: number };

/**
 * Judges evidence again as a report says that it was judged, and holds the report against what comes of it, byte for byte. What it
 * says of an earlier report is taken as it stands. Pure.
 * @param stored the report as it is stored
 */
export function judgedAgain(
  stored: Buffer,
  claims: Claims,
  { gathered, manifest, torn }: Evidenced,
  estate: Estate,
  version: string,
): Again {
  const { selected = {}, evidence, coverage, since, history, outcomes } = claims;
  const rules = selected.rules && new Set(selected.rules);
  const report = judgeAll(gathered, manifest, {
    estate,
    version,
    estateSource: coverage.estate,
    ...(rules && { select: ({ id }) => rules.has(id) }),
    ...(selected.frameworks && { frameworks: selected.frameworks }),
    ...(selected.least && { least: selected.least }),
    ...(evidence && { evidenceSha256: evidence.sha256 }),
    ...(torn && { torn }),
    // the time at which it was judged is not known here
    ...(coverage.oddTimes && { oddTimes: coverage.oddTimes }),
  });
  const seen = new Map(
    outcomes.flatMap(({ findings }) =>
      findings.map(({ fingerprint, ...standing }) => [fingerprint, standing] as const),
    ),
  );
  // the schema of a report has what is said of earlier ones; here it only has to come out as it went in
  const earlier: Earlier = {
    ...(since !== undefined && { since: since as Since }),
    ...(history !== undefined && { history: history as readonly Point[] }),
    standing: fingerprint => seen.get(fingerprint) ?? {},
  };
  const line = firstOtherLine(stored, json.print(withEarlier(report, earlier)));
  return line === undefined ? { is: "same" } : { is: "different", line };
}
