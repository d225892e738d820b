import { parseArmId } from "../../catalogue/arm-id";
import type { Subject } from "../../catalogue/outcome";
import type { Setting } from "../facts/needs";
import { seenMining } from "../report/mining";
import type { Report } from "../report/model";
import type { Resolver } from "../run/resolve";
import { type Suspect, suspectsOf } from "../run/suspects";

/** What every step of a runbook is made of. */
export interface Incident extends Setting {
  readonly know: Resolver;
  readonly report: Report;
  /** Those whom nobody waits to ask. */
  readonly suspects: readonly Suspect[];
  /** They are one, who was chosen by name. */
  readonly isChosen: boolean;
  /** Those who may have had a reason. */
  readonly others: readonly Suspect[];
  /** What is stopped: the dearest first. */
  readonly resources: readonly Burnt[];
  /** Lower-case ids of the subscriptions in which something burns, a suspect did something, or something happened. Sorted. */
  readonly subscriptions: readonly string[];
  /** Since when the logs are of interest, ISO 8601 to the second. */
  readonly since: string;
}

export interface Burnt {
  readonly id: string;
  readonly name: string;
  /** Empty where it is not known. */
  readonly region: string;
}

const hour = 3_600_000;
/** Hours of the log before the first act that are saved too: who tried, and who looked around. */
const hoursBefore = 24;
/** Azure keeps its activity log so many days (Learn, "Azure Monitor activity log"). */
const daysKept = 90;

/**
 * Who is suspected, what burns, where and since when. Pure.
 * @param only the one identity that it is about, whatever was found of it
 */
export function incidentOf(report: Report, know: Resolver, setting: Setting, only?: Suspect): Incident {
  const { breakGlass } = setting.estate;
  const all = suspectsOf(report, know, breakGlass);
  const suspects = only === undefined ? all.filter(({ grave }) => grave) : [only];
  const mine = new Set(suspects.flatMap(({ burning }) => burning));
  const burning = (report.burning?.resources ?? []).filter(({ id }) => !only || mine.has(id));
  const resources = stoppedOf(know, burning, only ? [] : [...subjectsThatRun(report), ...toStop(report)]);
  const ids = new Set(suspects.map(({ id }) => id.toLowerCase()));
  const collected = Date.parse(setting.manifest.collectedAt);
  // Of whoever is asked about by name all counts that was found, however long ago it was.
  const told = only === undefined ? [] : suspects.flatMap(whenFound);
  const recent = isoOf(Math.min(collected - setting.estate.thresholds.detectionDays * 24 * hour, ...told));
  const acts = know("activityAnswers").value.of.hours.filter(
    ({ key, last }) => ids.has(key.caller ?? "") && last >= recent,
  );
  const starts = [...burning.flatMap(({ since }) => since ?? []), ...acts.map(({ first }) => first)].map(Date.parse);
  // one that has vanished holds nothing that could be saved or denied
  const there = new Set(know("subscriptions").value.map(({ id }) => `/subscriptions/${id}`.toLowerCase()));
  const struck =
    only === undefined ? subjectsOf(report, "subscription").filter(({ id }) => there.has(id.toLowerCase())) : [];
  const subscriptions = new Set([
    ...[...resources, ...struck].flatMap(({ id }) => parseArmId(id).subscription?.toLowerCase() ?? []),
    ...acts.flatMap(({ key }) => key.subscription || []),
  ]);
  return {
    ...setting,
    ...{ know, report, suspects, resources },
    isChosen: only !== undefined,
    others: only === undefined ? all.filter(({ grave }) => !grave) : [],
    subscriptions: [...subscriptions].sort(),
    since: from(collected, [...starts, ...told]),
  };
}

/** A day before the first of these, as far back as Azure's log goes. To the second. */
function from(collected: number, starts: readonly number[]): string {
  const first = Math.min(collected, ...starts) - hoursBefore * hour;
  return `${isoOf(Math.max(collected - daysKept * 24 * hour, first)).slice(0, 19)}Z`;
}

const isoOf = (ms: number): string => new Date(ms).toISOString();
const whenFound = ({ findings }: Suspect): readonly number[] =>
  findings.flatMap(({ at }) => (at === undefined ? [] : [Date.parse(at)]));

/** Since when what somebody left is of interest: no later than what was found of it, though others began later. */
export function leftSince({ since, manifest }: Pick<Incident, "since" | "manifest">, suspect: Suspect): string {
  const own = from(Date.parse(manifest.collectedAt), whenFound(suspect));
  return own < since ? own : since;
}

/** What the report's acts stop too: it may have no machine at this moment, and grow. */
const toStop = ({ acts }: Report) =>
  acts
    .filter(({ stage }) => stage === "stop")
    .flatMap(({ targets }) => targets.filter(({ kind }) => kind === "resource"));

/** Resources in which a miner was found, or of which something that happened, as of a machine that asked for a mining pool. */
const subjectsThatRun = (report: Report) => [
  ...seenMining(report).filter(({ kind }) => kind === "resource"),
  ...subjectsOf(report, "resource"),
];

/** What something happened to, as far as it is of a kind: a machine, or a subscription whose decoy was touched. */
const subjectsOf = (report: Report, kind: Subject["kind"]): readonly Subject[] =>
  report.outcomes
    .filter(({ rule }) => rule.detects)
    .flatMap(({ findings }) => findings.flatMap(({ subject }) => (subject.kind === kind ? [subject] : [])));

/** Each once, with its region. */
function stoppedOf(know: Resolver, ...all: readonly (readonly Pick<Burnt, "id" | "name">[])[]): readonly Burnt[] {
  const regions = new Map(know("resources").value.map(({ id, region }) => [id.toLowerCase(), region]));
  const found = new Map<string, Burnt>();
  for (const { id, name } of all.flat()) {
    const key = id.toLowerCase();
    if (!found.has(key)) found.set(key, { id, name, region: regions.get(key) ?? "" });
  }
  return [...found.values()];
}

/** The name of a subscription, by its id. */
export function subscriptionName({ know }: Pick<Incident, "know">, id: string): string {
  const wanted = id.toLowerCase();
  return know("subscriptions").value.find(one => one.id.toLowerCase() === wanted)?.name || id;
}
