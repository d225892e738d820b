import type { Estate } from "../catalogue/estate";
import type { Gap, Subject } from "../catalogue/outcome";
import { hostedIn, onTheirMachines } from "../compute/hosts";
import { Ledger } from "../policies/budget/ledger";
import { shareOf } from "../policies/budget/share";
import type { Asked } from "../policies/excepted";
import { type AnyPolicy, type Judged, judge } from "../policies/policy";
import type { Judgement } from "../posture/check";
import { broken } from "../posture/run/judge";
import type { Contents, Item } from "./file-kind";

/** A policy as it judges under an estate. */
export interface Ready {
  readonly policy: AnyPolicy;
  readonly options: unknown;
  readonly level: "mandatory" | "advisory";
}

/** What is proved wrong. Of a file nothing else is said: a value that cannot be seen is judged as what it may be. */
export type Fault = Extract<Judgement, { readonly fault: string }>;

/** What is said of a file under a rule; a rule that fails has not judged it. */
export type Said = { readonly rule: string } & (
  | {
      readonly judgement: Fault;
      readonly written?: Item["written"];
      /** What is asked for there, against which the extent of an exception is held. */
      readonly asked: Asked;
    }
  | { readonly gap: Gap }
);

/** The policies that the estate does not switch off, and for which it says enough to judge. */
export const readyUnder = (policies: readonly AnyPolicy[], estate: Estate): readonly Ready[] =>
  policies.flatMap(policy => {
    const level = policy.level(estate);
    if (level === "disabled" || policy.untestedUnder?.(estate) !== undefined) return [];
    return [{ policy, options: policy.fromEstate(estate), level }];
  });

/**
 * What the policies say of one file, by rule. As in a preview a value that cannot be seen is judged as what it may be; what a
 * preview only warns of weighs little.
 */
export function* judgeFile(
  name: string,
  { items, stack, stackItself }: Contents,
  ready: readonly Ready[],
): Generator<Said> {
  const itself: Subject = { kind: "file", id: name, name, file: name };
  const ledger = new Ledger();
  const seen = new Map<string, number>();
  const all = stack ? [...items] : items;
  const machines = stack ? [...all].flatMap(({ facts }) => (facts ? hostedIn(facts) : [])) : [];
  for (const { subject, facts: read, written, prefix = "", key = "" } of all) {
    if (!read) continue;
    const facts = onTheirMachines(read, machines);
    const named: Subject = subject ? { ...subject, file: name } : itself;
    const about = subject || !key ? named : { ...named, name: `${name} with ${key}` };
    if (stack) ledger.enter(`${about.id}\n${key}`, shareOf(facts));
    for (const one of ready) yield* said(one, facts, { subject: about, written, prefix, key, seen });
  }
  const whole = stackItself ? { ...stackItself, file: name } : itself;
  if (stack)
    for (const one of ready)
      yield* said(one, { totals: [ledger.ofStack()] }, { subject: whole, prefix: "", key: "sum", seen });
}

interface About {
  readonly subject: Subject;
  readonly written?: Item["written"];
  readonly prefix: string;
  readonly key: string;
  /** How often a rule has found something at one place of the file: one name may stand there for several things. */
  readonly seen: Map<string, number>;
}

/** One rule that fails leaves the others their say. */
function said(one: Ready, facts: Partial<Judged>, about: About): Said[] {
  const rule = one.policy.id;
  const { requests = [], regions = [], totals = [] } = facts;
  try {
    return [...judgements(one, facts, about)].map(judgement => ({
      rule,
      judgement,
      asked: { requests, regions, totals },
      ...(about.written && { written: about.written }),
    }));
  } catch (error) {
    return [{ rule, gap: broken(rule, error) }];
  }
}

function* judgements(
  { policy, options, level }: Ready,
  facts: Partial<Judged>,
  { subject, prefix, key, seen }: About,
): Generator<Fault> {
  for (const violation of judge(policy, facts, options)) {
    const path = violation.path.startsWith(prefix) ? violation.path.slice(prefix.length) : violation.path;
    const place = [policy.id, subject.id, key, path].join("\n");
    const nth = seen.get(place) ?? 0;
    seen.set(place, nth + 1);
    const weak = (violation.level ?? level) === "advisory";
    yield {
      subject,
      fault: violation.message,
      ...(path && { path }),
      key: `${key} ${path}#${nth}`,
      ...(weak && { severity: "low" }),
    };
  }
}
