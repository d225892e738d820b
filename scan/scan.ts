import type { Estate } from "../catalogue/estate";
import type { Rule, Severity } from "../catalogue/outcome";
import { policies } from "../policies/all";
import { printedExemptions } from "../policies/printed-exemptions";
import type { EstateSource } from "../posture/report/coverage-schema";
import type { Report } from "../posture/report/model";
import { visible } from "../posture/report/visible";
import { complianceOf } from "../posture/run/compliance";
import { settle } from "../posture/run/exceptions";
import { outcomeOf } from "../posture/run/judge";
import { distinctGaps } from "../posture/run/resolve";
import { shown, summaryOf, worstFirst } from "../posture/run/summary";
import { Found } from "./found";
import { readyUnder } from "./judge";
import { notLookedAt } from "./not-read";
import { pairedParameters } from "./parameter-files";
import type { ScanFile } from "./scan-file";

export interface ScanOptions {
  readonly estate: Estate;
  readonly estateSource: EstateSource;
  /** Of this tool; it stands in the report. */
  readonly version: string;
  /** When the files were judged: exceptions end on a day. */
  readonly at: string;
  /** Files with values for the parameters of every template, beside those that lie there. */
  readonly parameters?: readonly ScanFile[];
  /** How many files were not looked at, by their extensions. */
  readonly passed?: ReadonlyMap<string, number>;
  readonly select?: (rule: Rule) => boolean;
  /** Ids of the frameworks of which the report speaks; all of them, unless it is given. */
  readonly frameworks?: readonly string[];
  /** Findings below it are counted, and not shown. */
  readonly least?: Severity;
}

/**
 * Judges files with the policies of the pack, one after the other: only what was found is kept. Pure but for reading the files:
 * the same files give the same report. What cannot be read is a gap, and what no kind knows is left out by name.
 */
export function scanFiles(files: readonly ScanFile[], options: ScanOptions): Report {
  const {
    estate,
    estateSource,
    version,
    at,
    parameters = [],
    passed,
    select = () => true,
    frameworks,
    least = "low",
  } = options;
  const ready = readyUnder(policies, estate).filter(({ policy }) => select(policy));
  const notTested = policies.filter(select).flatMap(({ id, untestedUnder }) => {
    const why = untestedUnder?.(estate);
    return why === undefined ? [] : [{ rule: id, why }];
  });
  const today = at.slice(0, 10);
  const found = new Found(ready, printedExemptions(estate.exceptions, today));
  const everywhere = parameters.map(file => found.parametersIn(file)).filter(given => given !== undefined);
  const byName = new Map(files.map(file => [file.name, file]));
  const pairs = pairedParameters([...byName.keys()]);
  const apart = new Set([...pairs.values()].flat().concat(parameters.map(({ name }) => name)));
  for (const file of files) {
    if (apart.has(file.name) || file.name === estateSource.name) continue;
    const own = (pairs.get(file.name) ?? []).flatMap(name => found.parametersOf(byName.get(name)!) ?? []);
    found.judge(file, own.length > 0 ? own : everywhere);
  }
  const gaps = found.allGaps;
  const judged = ready.map(({ policy }) =>
    outcomeOf(policy, found.of(policy.id), [...gaps, ...found.brokenOf(policy.id)]),
  );
  const { outcomes: left, excepted, idleExceptions } = settle(judged, estate.exceptions, today, found.behind);
  const outcomes = [...left].sort(worstFirst);
  const all = distinctGaps([...gaps, ...outcomes.flatMap(outcome => outcome.gaps)]);
  return visible<Report>({
    schema: "computeguard/report/1",
    tool: { name: "computeguard", version },
    collectedAt: at,
    subscriptions: [],
    coverage: {
      estate: estateSource,
      ...(notTested.length > 0 && { notTested }),
      files: {
        judged: found.judgedFiles,
        leftOut: found.leftOut,
        ...(passed && passed.size > 0 && { notLookedAt: notLookedAt(passed) }),
      },
      sources: found.sources,
    },
    summary: summaryOf(outcomes, excepted.length, all),
    acts: [],
    outcomes: outcomes.map(outcome => shown(outcome, least)),
    excepted,
    idleExceptions,
    compliance: complianceOf(outcomes, frameworks),
    gaps: all,
    blastRadius: [],
  });
}
