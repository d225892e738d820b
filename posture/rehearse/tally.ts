import { inWords } from "../../catalogue/exceptions";
import type { Rule } from "../../catalogue/outcome";
import { by, grouped } from "../facts/collate";
import type { Creation } from "./creations";
import type { Verdict } from "./draft";

/** What was judged, counted and told by who did it. */

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

export interface LetThrough extends RuleRefusals {
  /** The exception, for people. */
  readonly by: string;
}

/** What one identity created of one kind. */
export interface Group {
  readonly who: string;
  readonly creations: number;
  readonly machines: number;
  /** How many extensions it installed. */
  readonly installations: number;
  /** Of machines, and types of extensions. Sorted; empty texts are left out. */
  readonly sizes: readonly string[];
  readonly regions: readonly string[];
  /** ISO 8601; absent where only what runs is told. */
  readonly first?: string;
  readonly last?: string;
  /** Names of resources that run. Sorted. */
  readonly running: readonly string[];
}

/** One thing that was judged: a creation that the log tells of, or a resource that runs. */
export interface Judged {
  readonly verdict: Verdict;
  readonly who: string;
  readonly sizes: readonly string[];
  /** By rule, the sizes that it refuses, where a resource has machines that it approves as well. */
  readonly sizesBy?: ReadonlyMap<string, readonly string[]>;
  readonly regions: readonly string[];
  readonly creation?: Creation;
  readonly installation?: Creation;
  readonly name?: string;
}

export const isRefused = ({ refused }: Verdict): boolean => refused.size > 0;

/** How many acts it stands for. */
export const timesOf = ({ creation, installation }: Judged): number => (creation ?? installation)?.times ?? 0;

export function tallyOf(all: readonly Judged[], times: (one: Judged) => number): Tally {
  const count = (some: readonly Judged[]) => some.reduce((sum, one) => sum + times(one), 0);
  return {
    judged: count(all.filter(({ verdict }) => !verdict.unsure)),
    refused: count(all.filter(({ verdict }) => isRefused(verdict))),
    unknown: count(all.filter(({ verdict }) => verdict.unsure)),
  };
}

/** What several rules refuse stands below each of them. */
export function refusalsOf(all: readonly Judged[]): readonly RuleRefusals[] {
  const each = all.flatMap(one => [...one.verdict.refused.keys()].map(rule => ({ one, rule })));
  return [...grouped(each, ({ rule }) => rule.id).values()].map(ofOneRule).sort(by(({ rule }) => rule));
}

/** Of several exceptions of one rule each has its own. */
export function letThroughOf(all: readonly Judged[]): readonly LetThrough[] {
  const each = all.flatMap(one =>
    [...one.verdict.letThrough].map(([rule, exception]) => {
      return { one, rule, by: `${exception.resource}, ${inWords(exception)}` };
    }),
  );
  return [...grouped(each, ({ rule, by }) => `${rule.id} ${by}`).values()]
    .map(same => ({ ...ofOneRule(same), by: same[0]!.by }))
    .sort(
      by(
        ({ rule }) => rule,
        row => row.by,
      ),
    );
}

/** What was judged alike by one rule, and by who. */
function ofOneRule(same: readonly { readonly one: Judged; readonly rule: Rule }[]): RuleRefusals {
  const { id, faultTitle } = same[0]!.rule;
  return { rule: id, faultTitle, groups: groupsOf(same.map(({ one }) => one).map(sizedBy(id))) };
}

/** With no other sizes than those that the rule is about. */
const sizedBy =
  (rule: string) =>
  (one: Judged): Judged => ({ ...one, sizes: one.sizesBy?.get(rule) ?? one.sizes });

export function groupsOf(all: readonly Judged[]): readonly Group[] {
  return [...grouped(all, ({ who }) => who)]
    .map(([who, same]): Group => {
      const created = same.flatMap(({ creation }) => creation ?? []);
      const installed = same.flatMap(({ installation }) => installation ?? []);
      const acts = [...created, ...installed];
      const first = acts.map(({ first }) => first).sort()[0];
      const last = acts
        .map(({ last }) => last)
        .sort()
        .at(-1);
      return {
        who,
        creations: created.reduce((sum, { times }) => sum + times, 0),
        machines: created.reduce((sum, { machines }) => sum + machines, 0),
        installations: installed.reduce((sum, { times }) => sum + times, 0),
        sizes: distinct(same.flatMap(({ sizes }) => sizes)),
        regions: distinct(same.flatMap(({ regions }) => regions)),
        ...(first !== undefined && { first }),
        ...(last !== undefined && { last }),
        running: distinct(same.flatMap(({ name }) => name ?? [])),
      };
    })
    .sort(
      (a, b) =>
        b.creations - a.creations ||
        b.installations - a.installations ||
        b.running.length - a.running.length ||
        by<Group>(({ who }) => who)(a, b),
    );
}

const distinct = (words: readonly string[]): readonly string[] => [...new Set(words)].filter(Boolean).sort();
