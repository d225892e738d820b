import { clientName } from "../catalogue/azure-clients";
import type { Severity, Subject } from "../catalogue/outcome";
import { type Check, defineCheck, type Judgement as Judged } from "./check";
import { askWhoDidIt } from "./cures/identities";
import type { Subscription } from "./evidence/subscriptions";
import { accountOf, doersOf } from "./facts/doers";
import type { CheckInput, Need, Setting } from "./facts/needs";
import type { Population } from "./facts/populations";
import { subscriptionSubject } from "./facts/subjects";
import { entraP1 } from "./facts/tenant-plans";
import type { LogAnswers } from "./facts/types";
import { judge, type Verdict } from "./signals/judge";
import type { Judgement } from "./signals/judgement";
import { lackingOn, roadNames } from "./signals/log";
import { daysOn, type GrainOf, type LogName, type LogWithQuestions, logs } from "./signals/logs";
import type { Answer, Where } from "./signals/question";
import { firstOf, withArticle } from "./signals/say";
import type { Signal } from "./signals/signal";

/** A check that judges a log by a signal; the signal stays with it, for guardrails and docs. */
export type SignalCheck<N extends Need = Need, L extends LogName = LogName> = Check<N> & { readonly signal: Signal<L> };

/** What the check of a log needs: the fact that holds its answers, what names the places in it, and what not every cloud has. */
const needsOf = {
  activity: ["activityAnswers", "subscriptions"],
  signIns: ["signInAnswers", "signInActivity"],
  directory: ["directoryAnswers", "directoryActivity"],
  contacts: ["contactAnswers", "poolContacts"],
} as const satisfies Record<LogName, readonly [Need, ...Need[]]>;
/** Whom a log tells of, where its signals judge one by one. */
const actorsOf: { readonly [L in LogName]?: Population["words"] } = {
  activity: ["identity in the activity log", "identities in the activity log"],
  signIns: ["account that signed in to Azure management", "accounts that signed in to Azure management"],
  directory: ["identity in Entra's audit log", "identities in Entra's audit log"],
};
/** Without one of these plans Entra shows nobody its log. */
const plansOf: { readonly [L in LogName]?: readonly string[] } = { signIns: entraP1 };
type NeedOf<L extends LogName> = (typeof needsOf)[L][number];

type Finding = Extract<Verdict, { readonly answers: readonly Answer[] }>;

/** What else a signal is joined with: what an engine does not know, and the audit does. */
export interface Joined<N extends Need> {
  readonly needs: readonly N[];
  /** Plans of Entra, one of which what it is joined with needs. */
  readonly plans?: readonly string[];
  /** The same evidence as the signal sees it: what a log tells of, told once more as what follows from it. */
  seen?(known: Pick<CheckInput, N>): Partial<Pick<CheckInput, N>>;
  /** The answers that count. All, where it is left out. */
  only?(known: Pick<CheckInput, N>, setting: Setting): (answer: Answer) => boolean;
  /** What the audit knows of an answer beside it, as columns of its key. */
  told?(known: Pick<CheckInput, N>): (answer: Answer) => Readonly<Record<string, string>>;
  /** What is added to a finding. */
  also?(known: Pick<CheckInput, N>, setting: Setting): (finding: Finding) => Addition;
  /** Of whom it cannot be told, and why. It is left out of whom the signal said something. */
  open?(
    known: Pick<CheckInput, N>,
    setting: Setting,
  ): Iterable<{ readonly subject: Subject; readonly unknown: string }>;
}

export interface Addition {
  /** Whom the finding is about, where the log names another object of the same identity. */
  readonly subject?: Subject;
  /** Words for the end of the sentence. */
  readonly say?: string;
  /** Where this finding weighs more or less than the signal's own severity. */
  readonly severity?: Severity;
  /** Why it cannot be told after all; then it is no finding. */
  readonly unknown?: string;
}

/** The check that follows from a signal. */
export function signalCheck<L extends LogName, N extends Need = never>(
  signal: Signal<L>,
  joined?: Joined<N>,
): SignalCheck<NeedOf<L> | N, L> {
  const { id, title, faultTitle, severity, why, fix, control, grain, where, people, say, cure } = signal;
  const [fact] = needsOf[signal.log];
  const { log, whoElse } = logs[signal.log] as LogWithQuestions;
  const logNamed = withArticle(log.name);
  const judgement = signal.judgement as Judgement;
  const read = columnsOf(where, judgement);
  // The log that tells of the cause is needed as any other: what is missing of it is missing here.
  const cause = judgement.is === "after" && judgement.cause.log !== undefined ? judgement.cause : undefined;
  const plans = joined?.plans ?? plansOf[signal.log];
  const check = defineCheck<NeedOf<L> | N>({
    ...{ id, title, faultTitle, severity, why, fix, control },
    detects: true,
    ...(plans && { plans }),
    needs: [
      ...new Set([
        ...(needsOf[signal.log] as readonly NeedOf<L>[]),
        ...(cause ? (needsOf[cause.log] as readonly Need[] as readonly NeedOf<L>[]) : []),
        ...(joined?.needs ?? []),
      ]),
    ],
    examines: examined(),
    *run(known, setting) {
      const said = new Set<string>();
      for (const judgement of judgements({ ...known, ...joined?.seen?.(known) }, setting)) {
        said.add(judgement.subject.id);
        yield judgement;
      }
      for (const open of joined?.open?.(known, setting) ?? []) if (!said.has(open.subject.id)) yield open;
    },
  });
  return { ...check, signal };

  /** Whoever, or wherever, the answers of the log are of, as the judgement tells them apart. */
  function examined(): "tenant" | Population<NeedOf<L> | N> {
    const actors = judgement.by.includes(log.who) ? actorsOf[signal.log] : undefined;
    const isOfPlaces = actors === undefined && judgement.by.includes("subscription");
    if (!actors && !isOfPlaces) return "tenant";
    return {
      words: actors ?? ["subscription in the activity log", "subscriptions in the activity log"],
      ids: known => {
        const { of, nameOf } = (known as Pick<CheckInput, typeof fact>)[fact] as LogAnswers;
        const all = (of as Readonly<Record<GrainOf<L>, readonly Answer[]>>)[grain];
        const ids = new Set(all.map(({ key }) => key[actors ? log.who : "subscription"] ?? ""));
        ids.delete("");
        if (isOfPlaces) return [...ids].map(id => `/subscriptions/${id}`);
        return people ? [...ids].filter(id => accountOf(id, nameOf(id)).kind === "user") : ids;
      },
    };
  }

  function* judgements(known: Pick<CheckInput, NeedOf<L> | N>, setting: Setting): Generator<Judged> {
    const { estate, manifest } = setting;
    const answers = (known as Pick<CheckInput, typeof fact>)[fact] as LogAnswers;
    const { subscriptions = [] } = known as Partial<Pick<CheckInput, "subscriptions">>;
    const tenant: Subject = { kind: "tenant", id: manifest.tenant, name: logNamed };
    for (const road of answers.roads) {
      const lacking = lackingOn(log, road, read);
      if (lacking.length > 0)
        yield {
          subject: tenant,
          unknown: `${roadNames[road]} does not keep the ${lacking.join(" and the ")} of ${logNamed}`,
        };
    }
    const all = (answers.of as Readonly<Record<GrainOf<L>, readonly Answer[]>>)[grain];
    const only = joined?.only?.(known, setting);
    const more = joined?.told?.(known);
    const counted = only ? all.filter(only) : all;
    const judged = more ? counted.map(answer => ({ ...answer, key: { ...answer.key, ...more(answer) } })) : counted;
    const also = joined?.also?.(known, setting);
    const { whole, from, nameOf, roads } = answers;
    const { thresholds } = estate;
    const mostDays = Math.min(thresholds.historyDays, ...roads.map(road => daysOn(logs[signal.log], road)));
    const who = { column: log.who, ...(whoElse && { named: nameOf }) };
    const frame = { limits: thresholds, now: manifest.collectedAt, whole, from, mostDays, who };
    // what is new in some subscriptions may be old in the tenant
    const isPart =
      manifest.chosenSubscriptions !== undefined &&
      signal.log === "activity" &&
      judgement.is === "first" &&
      !judgement.by.includes("subscription");
    const told = cause && answersOf(known as Partial<CheckInput>, cause.log, cause.grain);
    for (const verdict of judge(judgement, where, judged, frame, told)) {
      const { [log.who]: who, subscription, ...others } = verdict.of ?? {};
      const byName = who ? accountOf(who, nameOf(who)) : (placeOf(subscription, subscriptions) ?? tenant);
      if ("unknown" in verdict) {
        yield { subject: byName, unknown: verdict.unknown };
        continue;
      }
      // Tells the findings of one subject apart by what else they are about.
      const key = Object.values(others).join(" ");
      if (people && byName.kind !== "user") continue;
      if (isPart) {
        yield {
          subject: byName,
          unknown: "it is the first in the chosen subscriptions, and the others were not looked at",
        };
        continue;
      }
      const addition = also?.(verdict) ?? {};
      const { subject = byName } = addition;
      if (addition.unknown !== undefined) yield { subject, unknown: addition.unknown };
      else
        yield {
          subject,
          fault:
            say(verdict.answers, verdict.values ?? [], { causes: verdict.causes ?? [], nameOf }) + (addition.say ?? ""),
          proof: proofOf(verdict.answers),
          at: firstOf(verdict.answers),
          by: doersOf({ log: signal.log, subject, answers: verdict.answers, causes: verdict.causes ?? [], nameOf }),
          cure: cure ?? askWhoDidIt,
          ...(key && { key }),
          ...(addition.severity !== undefined && { severity: addition.severity }),
        };
    }
  }
}

/** What one of the logs told, by the question that it answers. */
function answersOf(known: Partial<CheckInput>, log: LogName, grain: string): readonly Answer[] {
  const { of } = known[needsOf[log][0]] as LogAnswers;
  return (of as Readonly<Record<string, readonly Answer[]>>)[grain] ?? [];
}

/** Every column that the judgement reads of a log, and that would be empty on a road that does not keep it. */
function columnsOf(where: Where, judgement: Judgement): string[] {
  const { by } = judgement;
  const more: readonly string[] =
    judgement.is === "first"
      ? Object.keys(judgement.untold?.where ?? {})
      : judgement.is === "over"
        ? judgement.count
        : judgement.is === "after" && judgement.cause.log === undefined
          ? [...Object.keys(judgement.cause.where), ...(judgement.cause.by ?? []), ...(judgement.apart ?? [])]
          : [];
  return [...new Set([...Object.keys(where), ...by, ...more])];
}

function placeOf(id: string | undefined, subscriptions: readonly Subscription[]): Subject | undefined {
  if (!id) return undefined;
  return subscriptionSubject(subscriptions.find(one => one.id === id) ?? { id, name: id, state: "Unknown" });
}

/** When, from where and by which methods, each list short enough to be read. */
function proofOf(answers: readonly Answer[]): string[] {
  const values = (column: string) =>
    [...new Set(answers.flatMap(({ key, distinct }) => distinct[column] ?? [key[column] ?? ""]))]
      .filter(Boolean)
      .sort()
      .slice(0, 5);
  const [addresses, methods, clients] = [values("address"), values("methods"), values("app")];
  const last = answers
    .map(answer => answer.last)
    .sort()
    .at(-1)!;
  return [
    `last at ${last}`,
    ...(addresses.length ? [`from ${addresses.join(", ")}`] : []),
    ...(methods.length ? [`signed in by ${methods.join("; ")}`] : []),
    ...(clients.length ? [`with ${[...new Set(clients.map(clientName))].join(", ")}`] : []),
  ];
}
