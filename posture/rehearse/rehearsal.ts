import type { Estate } from "../../catalogue/estate";
import type { Rule } from "../../catalogue/outcome";
import { noFacts } from "../../compute/facts";
import { readable } from "../../policies/judge-value";
import type { Evidenced } from "../evidence/gathered";
import { placesOf } from "../facts/approval";
import { by, grouped } from "../facts/collate";
import { isRead } from "../facts/live-facts";
import { standingCompute } from "../facts/standing-compute";
import { visible } from "../report/visible";
import { judgeAll } from "../run/audit";
import { type Resolver, resolverFor } from "../run/resolve";
import { suspectsOf } from "../run/suspects";
import { type Creation, creationsOf } from "./creations";
import { offUnder, type Verdict, verdictUnder } from "./draft";

/** What a draft of the estate would have refused of what a tenant did, and of what runs in it. */
export interface Rehearsal {
  readonly tenant: string;
  readonly collectedAt: string;
  /** Since when the activity log tells of creations, ISO 8601; absent where it was not read. */
  readonly since?: string;
  readonly creations: Tally;
  /** How many identities had a creation refused. */
  readonly identities: number;
  /** How many creations the log tells together with others: of each the average number of machines is judged. */
  readonly averaged: number;
  readonly running: Tally;
  /** Sorted by rule. */
  readonly refusals: readonly RuleRefusals[];
  /** Creations of identities that are suspected, which it would have let through. */
  readonly missed: readonly Group[];
  readonly off: readonly { readonly rule: string; readonly why: string }[];
  /** How many things could not be read of the log and of what runs. */
  readonly gaps: number;
}

export interface Tally {
  /** All of them, without those that are not known. */
  readonly judged: number;
  readonly refused: number;
  /** Nothing tells enough of them, as their size. */
  readonly unknown: number;
}

export interface RuleRefusals {
  readonly rule: string;
  readonly faultTitle: string;
  /** By who, the most first. */
  readonly groups: readonly Group[];
}

/** What one identity created of one kind. */
export interface Group {
  readonly who: string;
  readonly creations: number;
  readonly machines: number;
  /** Sorted; empty texts are left out. */
  readonly sizes: readonly string[];
  readonly regions: readonly string[];
  /** ISO 8601; absent where only what runs is told. */
  readonly first?: string;
  readonly last?: string;
  /** Names of resources that run. Sorted. */
  readonly running: readonly string[];
}

/** One thing that was judged: a creation that the log tells of, or a resource that runs. */
interface Judged {
  readonly verdict: Verdict;
  readonly who: string;
  readonly sizes: readonly string[];
  readonly regions: readonly string[];
  readonly creation?: Creation;
  readonly name?: string;
}

/** Rehearses a draft on evidence. Pure: the same evidence gives the same rehearsal. */
export function rehearsalOf({ gathered, manifest }: Evidenced, draft: Estate, version: string): Rehearsal {
  const setting = { estate: draft, manifest };
  const know = resolverFor(gathered, setting);
  const activity = know("activityAnswers");
  const created = createdUnder(know, draft);
  const running = runningUnder(know, draft);
  const all = [...created, ...running];
  const report = judgeAll(gathered, manifest, {
    estate: draft,
    version,
    know,
    select: ({ detects }) => detects === true,
  });
  const { from } = activity.value;
  return visible<Rehearsal>({
    tenant: report.tenant?.name ?? manifest.tenant,
    collectedAt: manifest.collectedAt,
    ...(from !== undefined && { since: from }),
    creations: tallyOf(created, ({ creation }) => creation?.times ?? 0),
    identities: new Set(created.flatMap(({ verdict, creation }) => (isRefused(verdict) ? [creation?.caller] : [])))
      .size,
    averaged: created.reduce((sum, { creation }) => sum + (creation && isAveraged(creation) ? creation.times : 0), 0),
    running: tallyOf(running, () => 1),
    refusals: refusalsOf(all),
    missed: groupsOf(missedOf(created, know, report.outcomes, draft, manifest.collectedAt)),
    off: offUnder(draft).map(({ rule, why }) => ({ rule: rule.id, why })),
    gaps: activity.gaps.length + know("resources").gaps.length,
  });
}

const isRefused = ({ refused }: Verdict): boolean => refused.size > 0;

const isAveraged = ({ times, machines }: Creation): boolean => times > 1 && machines !== times;

function createdUnder(know: Resolver, draft: Estate): readonly Judged[] {
  const verdictOf = verdictUnder(draft);
  const placeOf = placesOf(know("subscriptions").value);
  return creationsOf(know("activityAnswers").value).map(creation => {
    const { who, facts, sized, size, region, subscription } = creation;
    const verdict = verdictOf({ facts, place: placeOf(subscription), tagged: false });
    // Without its size, or its region where regions are approved, nobody can tell that it passes.
    const told = sized && (region !== "" || !draft.regions);
    return {
      verdict: { ...verdict, unsure: verdict.unsure || (!told && !isRefused(verdict)) },
      ...{ who, creation, sizes: [size], regions: [region] },
    };
  });
}

function runningUnder(know: Resolver, draft: Estate): readonly Judged[] {
  const verdictOf = verdictUnder(draft);
  const creators = know("creators").value;
  return standingCompute(know("resources").value, know("subscriptions").value, draft).flatMap(
    ({ live, place, requests, unapproved }): Judged[] => {
      const { resource, facts } = live;
      const machines = [...requests, ...unapproved];
      if (facts !== "unreadable" && machines.every(({ count }) => readable(count) === 0)) return [];
      const verdict = verdictOf({ facts: isRead(facts) ? facts : noFacts, place, tagged: true });
      return [
        {
          verdict: facts === "unreadable" ? { ...verdict, unsure: true } : verdict,
          who: creators.of(resource).join(" or ") || "somebody whom the log does not name",
          sizes: machines.flatMap(({ size, accelerator }) => readable(size) ?? readable(accelerator) ?? []),
          regions: [resource.region ?? ""],
          name: resource.name,
        },
      ];
    },
  );
}

function tallyOf(all: readonly Judged[], times: (one: Judged) => number): Tally {
  const count = (some: readonly Judged[]) => some.reduce((sum, one) => sum + times(one), 0);
  return {
    judged: count(all.filter(({ verdict }) => !verdict.unsure)),
    refused: count(all.filter(({ verdict }) => isRefused(verdict))),
    unknown: count(all.filter(({ verdict }) => verdict.unsure)),
  };
}

/** What several rules refuse stands below each of them. */
function refusalsOf(all: readonly Judged[]): readonly RuleRefusals[] {
  const byRule = new Map<Rule, Judged[]>();
  for (const one of all)
    for (const rule of one.verdict.refused.keys()) byRule.set(rule, [...(byRule.get(rule) ?? []), one]);
  return [...byRule]
    .map(([{ id, faultTitle }, refused]) => ({ rule: id, faultTitle, groups: groupsOf(refused) }))
    .sort(by(({ rule }) => rule));
}

function groupsOf(all: readonly Judged[]): readonly Group[] {
  return [...grouped(all, ({ who }) => who)]
    .map(([who, same]): Group => {
      const acts = same.flatMap(({ creation }) => creation ?? []);
      const first = acts.map(({ first }) => first).sort()[0];
      const last = acts
        .map(({ last }) => last)
        .sort()
        .at(-1);
      return {
        who,
        creations: acts.reduce((sum, { times }) => sum + times, 0),
        machines: acts.reduce((sum, { machines }) => sum + machines, 0),
        sizes: distinct(same.flatMap(({ sizes }) => sizes)),
        regions: distinct(same.flatMap(({ regions }) => regions)),
        ...(first !== undefined && { first }),
        ...(last !== undefined && { last }),
        running: distinct(same.flatMap(({ name }) => name ?? [])),
      };
    })
    .sort(
      (a, b) => b.creations - a.creations || b.running.length - a.running.length || by<Group>(({ who }) => who)(a, b),
    );
}

const distinct = (words: readonly string[]): readonly string[] => [...new Set(words)].filter(Boolean).sort();

/** What suspects created within the days of detection and the draft lets through. */
function missedOf(
  created: readonly Judged[],
  know: Resolver,
  outcomes: Parameters<typeof suspectsOf>[0]["outcomes"],
  { breakGlass, thresholds }: Estate,
  collectedAt: string,
): readonly Judged[] {
  const grave = suspectsOf({ outcomes }, know, breakGlass).filter(suspect => suspect.grave);
  const ids = new Set(grave.map(({ id }) => id.toLowerCase()));
  const since = new Date(Date.parse(collectedAt) - thresholds.detectionDays * 86_400_000).toISOString();
  return created.filter(
    ({ verdict, creation }) =>
      creation !== undefined &&
      !isRefused(verdict) &&
      !verdict.unsure &&
      ids.has(creation.caller) &&
      creation.last >= since,
  );
}
