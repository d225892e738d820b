import type { Estate } from "../../catalogue/estate";
import { type ComputeRequest, noFacts } from "../../compute/facts";
import { readable } from "../../policies/judge-value";
import type { Evidenced } from "../evidence/gathered";
import { placesOf } from "../facts/approval";
import { isRead } from "../facts/live-facts";
import { standingCompute } from "../facts/standing-compute";
import { visible } from "../report/visible";
import { judgeAll } from "../run/audit";
import { type Resolver, resolverFor } from "../run/resolve";
import { suspectsOf } from "../run/suspects";
import { type Creation, creationsOf } from "./creations";
import { offUnder, verdictUnder } from "./draft";
import { installationsOf } from "./installations";
import {
  type Group,
  groupsOf,
  isRefused,
  type Judged,
  type LetThrough,
  letThroughOf,
  type RuleRefusals,
  refusalsOf,
  type Tally,
  tallyOf,
  timesOf,
} from "./tally";

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
  /** Extensions that were installed on machines that were there. */
  readonly installations: Tally;
  readonly running: Tally;
  /** Sorted by rule. */
  readonly refusals: readonly RuleRefusals[];
  /** What exceptions of the draft let through, by the rule that would have refused it. */
  readonly letThrough: readonly LetThrough[];
  /** How many acts are not known because of a name that an exception may have: no record tells it. */
  readonly perhapsLetThrough: number;
  /** Creations of identities that are suspected, which it would have let through. */
  readonly missed: readonly Group[];
  readonly off: readonly { readonly rule: string; readonly why: string }[];
  /** How many things could not be read of the log and of what runs. */
  readonly gaps: number;
}

/** Rehearses a draft on evidence. Pure: the same evidence gives the same rehearsal. */
export function rehearsalOf({ gathered, manifest }: Evidenced, draft: Estate, version: string): Rehearsal {
  const setting = { estate: draft, manifest };
  const know = resolverFor(gathered, setting);
  const activity = know("activityAnswers");
  const verdictOf = verdictUnder(draft, manifest.collectedAt.slice(0, 10));
  const acts = actsUnder(know, draft, verdictOf);
  const created = acts.filter(({ creation }) => creation);
  const installed = acts.filter(({ installation }) => installation);
  const running = runningUnder(know, draft, verdictOf);
  const all = [...acts, ...running];
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
    creations: tallyOf(created, timesOf),
    identities: new Set(created.flatMap(({ verdict, creation }) => (isRefused(verdict) ? [creation?.caller] : [])))
      .size,
    installations: tallyOf(installed, timesOf),
    averaged: created.reduce((sum, { creation }) => sum + (creation && isAveraged(creation) ? creation.times : 0), 0),
    running: tallyOf(running, () => 1),
    refusals: refusalsOf(all),
    letThrough: letThroughOf(all),
    perhapsLetThrough: acts.reduce((sum, one) => sum + (one.verdict.perhapsLetThrough ? timesOf(one) : 0), 0),
    missed: groupsOf(missedOf(created, know, report.outcomes, draft, manifest.collectedAt)),
    off: offUnder(draft).map(({ rule, why }) => ({ rule: rule.id, why })),
    gaps: activity.gaps.length + know("resources").gaps.length,
  });
}

const isAveraged = ({ times, machines }: Creation): boolean => times > 1 && machines !== times;

type VerdictOf = ReturnType<typeof verdictUnder>;

function actsUnder(know: Resolver, draft: Estate, verdictOf: VerdictOf): readonly Judged[] {
  const placeOf = placesOf(know("subscriptions").value);
  const { value: log } = know("activityAnswers");
  const judged = (act: Creation): Omit<Judged, "creation" | "installation"> => {
    const { who, facts, sized, size, region, subscription, type } = act;
    const named = { subscription, type };
    const verdict = verdictOf({ facts, place: placeOf(subscription), named, tagged: false });
    // Without its size, or its region where regions are approved, nobody can tell that it passes.
    const told = sized && (region !== "" || !draft.regions);
    return {
      verdict: { ...verdict, unsure: verdict.unsure || (!told && !isRefused(verdict)) },
      ...{ who, sizes: [size], regions: [region] },
    };
  };
  return [
    ...creationsOf(log).map(creation => ({ ...judged(creation), creation })),
    ...installationsOf(log).map(installation => ({ ...judged(installation), installation })),
  ];
}

function runningUnder(know: Resolver, draft: Estate, verdictOf: VerdictOf): readonly Judged[] {
  const creators = know("creators").value;
  return standingCompute(know("resources").value, know("subscriptions").value, draft).flatMap(
    ({ live, place, requests, unapproved, refusedBy }): Judged[] => {
      const { resource, facts } = live;
      const machines = [...requests, ...unapproved];
      // what is installed or started runs, whether or not it asks for machines itself
      const starts = isRead(facts) && machines.length === 0 && [...facts.extensions, ...facts.payloads].length > 0;
      const isEmpty = facts !== "unreadable" && !starts && machines.every(({ count }) => readable(count) === 0);
      const named = { id: resource.id };
      const verdict = verdictOf({ facts: isRead(facts) ? facts : noFacts, place, named, tagged: true });
      // A set or pool without a machine runs nothing, and what would be refused of it is found by the audit all the same.
      if (isEmpty && !isRefused(verdict)) return [];
      return [
        {
          verdict: facts === "unreadable" ? { ...verdict, unsure: true } : verdict,
          who: creators.of(resource).join(" or ") || "somebody whom the log does not name",
          sizes: sizesOf(machines),
          sizesBy: new Map(
            [...new Set([...refusedBy.values()].flat())].map(rule => [
              rule,
              sizesOf(unapproved.filter(request => refusedBy.get(request)?.includes(rule))),
            ]),
          ),
          regions: [resource.region ?? ""],
          name: isEmpty ? `${resource.name} (no machine at present)` : resource.name,
        },
      ];
    },
  );
}

const sizesOf = (requests: readonly ComputeRequest[]): readonly string[] =>
  requests.flatMap(({ size, accelerator }) => readable(size) ?? readable(accelerator) ?? []);

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
