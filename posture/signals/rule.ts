import { columnsToTell, hoursOf, type Judgement, type Limits } from "./judgement";
import { type Asked, acts, conditionsOf, summary } from "./kql";
import { type ColumnOf, type LogName, type LogWithQuestions, logs } from "./logs";
import type { Signal } from "./signal";

/** A query that a workspace asks itself every hour; each row that it answers is one finding. */
export interface WatchRule {
  readonly query: string;
  /** Hours of the log that the query looks at. */
  readonly lookBack: number;
}

/** Hours between two runs. */
export const everyHours = 1;

/** The most days that a rule of Sentinel looks back (Learn, "Create a custom analytics rule": query period). */
const sentinelDays = 14;

/** What a mail about a finding should say, beside who it was. */
const reported: { readonly [L in LogName]: readonly ColumnOf<L>[] } = {
  activity: ["name", "address", "region", "subscription"],
  signIns: ["name", "address", "country", "agent"],
  contacts: ["address", "network", "host", "outcome"],
  directory: ["name", "actor", "actorName", "address", "given"],
};

/**
 * The rule that watches for a signal: the same acts and the same judgement, by the engine. Records arrive minutes late, so an
 * act is new by when its last record arrived, and not by when it happened.
 */
export function ruleOf<L extends LogName>(signal: Signal<L>, limits: Limits): WatchRule {
  const { where, judgement } = signal;
  const log = logOf(signal.log);
  const { by } = judgement;
  const keys = by.join(", ");
  const counted = judgement.is === "over" ? judgement.count : [];
  const recent = judgement.is === "first" ? Object.keys(judgement.recent ?? {}) : [];
  const distinct = [...new Set<string>([...reported[signal.log], ...counted, ...recent])];
  const question = {
    id: "",
    where,
    per: by,
    distinct: distinct.filter(name => !(by as readonly string[]).includes(name)),
    ...(judgement.is === "over" && judgement.sum !== undefined && { sum: [judgement.sum] }),
  };
  const lookBack = lookBackOf(judgement, limits);
  const since = (of: Asked<string, string>, from = log): string[] =>
    acts(from, of, "workspace", [`TimeGenerated > ago(${lookBack}h)`], { arrival: true });
  const told = columnsToTell(judgement, log.who).map(column => `where isnotempty(${column})`);
  // People sign in by a name with an at sign, and whoever has a name has an id.
  const done = () => [...since(question), ...(signal.people ? ["where name contains '@'"] : told)];
  const named = (name: string, steps: readonly string[]) => `let ${name} = ${steps.join("\n  | ")};`;
  const piped = (...steps: readonly string[]) => steps.join("\n| ");
  const isNew = `where arrivedAt > ago(${everyHours}h)`;
  switch (judgement.is) {
    case "any":
      return { lookBack, query: piped(...done(), isNew, summary(question)) };
    case "first": {
      const { recent: wanted = {}, known: owners = [] } = judgement;
      const namesake = namesakeOf(signal.log, by);
      const seen = [keys, ...(namesake ? ["named"] : [])].join(", ");
      const known = named("known", ["acts", `where arrivedAt <= ago(${everyHours}h)`, `distinct ${seen}`]);
      const others = owners.length > 0 ? by.filter(column => !owners.includes(column)) : [];
      const tells = others.map(column => `where isnotempty(${column})`);
      const fresh = [
        ...[isNew, ...conditionsOf(wanted), ...tells],
        `join kind=leftanti known on ${keys}`,
        ...(namesake?.joins ?? []),
        ...(owners.length > 0
          ? [`join kind=leftsemi (${["known", ...tells].join(" | ")}) on ${owners.join(", ")}`]
          : []),
      ];
      return {
        lookBack,
        query: `${named("acts", [...done(), ...(namesake?.steps ?? [])])}\n${known}\n${piped("acts", ...fresh, summary(question))}`,
      };
    }
    case "over": {
      const { count, sum } = judgement;
      const total = sum === undefined ? "times" : `sum_${sum}`;
      const sizes = count.length > 0 ? count.map(column => `array_length(distinct_${column})`) : [total];
      const enough = `where ${sizes.map(size => `${size} >= ${limits[judgement.limit]}`).join(" or ")}`;
      return {
        lookBack,
        query: piped(...done(), summary(question, ["arrivedAt = max(arrivedAt)"]), enough, isNew),
      };
    }
    case "after": {
      const { where, by: per = by, log: other } = judgement.cause;
      const { apart = [] } = judgement;
      const columns = [
        ...by.map((name, at) => (per[at] === name ? name : `${name} = ${per[at]}`)),
        ...apart.map(name => `cause_${name} = ${name}`),
        "causeAt = at",
      ];
      const causes = since({ where, per: [...per, ...apart] }, other && logOf(other));
      const cause = named("cause", [...causes, `project ${columns.join(", ")}`]);
      const differ = ["at >= causeAt", ...apart.map(name => `${name} != cause_${name}`)];
      const steps = [isNew, `join kind=inner cause on ${keys}`, `where ${differ.join(" and ")}`, summary(question)];
      return { lookBack, query: `${cause}\n${piped(...done(), ...steps)}` };
    }
  }
}

/**
 * How a rule knows somebody again by the name alone, where older records or newer ones lack the id. Of what no record names
 * anybody for nobody can tell whether it is new: only the audit says so.
 */
function namesakeOf(name: LogName, by: readonly string[]) {
  const { log, whoElse } = logs[name] as LogWithQuestions;
  const { who } = log;
  if (!whoElse || !by.includes(who)) return undefined;
  const others = by.filter(column => column !== who);
  return {
    steps: [`extend named = tolower(${whoElse})`],
    joins: [
      `join kind=leftanti (known | project ${[...others, `named = ${who}`].join(", ")}) on ${[...others, "named"].join(", ")}`,
      `join kind=leftanti (known | project ${[...others, `${who} = named`].join(", ")}) on ${[...others, who].join(", ")}`,
    ],
  };
}

/** What is asked of a log is asked by its own columns, which the types of a signal hold together. */
const logOf = (name: LogName) => logs[name].log as unknown as Parameters<typeof acts>[0];

/** Hours; records of what began an hour ago may still arrive, and no rule looks back further than Sentinel does. */
function lookBackOf(judgement: Judgement, limits: Limits): number {
  switch (judgement.is) {
    case "any":
      return 2 * everyHours;
    case "first":
      return sentinelDays * 24;
    // What was done just after the last run began, or its cause was, a whole span before that.
    case "over":
      return Math.min(limits[judgement.hours] + everyHours, sentinelDays * 24);
    case "after":
      return Math.min(hoursOf(judgement, limits) + everyHours, sentinelDays * 24);
  }
}
