import { type ActivityColumn, activityLog } from "./activity-log";
import type { Judgement, Limits } from "./judge";
import { acts, conditionsOf, summary } from "./kql";
import type { Question } from "./question";
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
const told: readonly ActivityColumn[] = ["name", "address", "region", "subscription"];

/**
 * The rule that watches for a signal: the same acts and the same judgement, by the engine. Records arrive minutes late, so an
 * act is new by when its last record arrived, and not by when it happened.
 */
export function ruleOf({ where, judgement }: Signal, limits: Limits): WatchRule {
  const { by } = judgement;
  const keys = by.join(", ");
  const counted = judgement.is === "over" ? judgement.count : [];
  const distinct = [...new Set([...told, ...counted])].filter(name => !by.includes(name));
  const recent = judgement.is === "first" ? (Object.keys(judgement.recent ?? {}) as ActivityColumn[]) : [];
  const question = {
    id: "",
    where,
    per: by,
    distinct: [...new Set([...distinct, ...recent])].filter(name => !by.includes(name)),
  };
  const lookBack = lookBackOf(judgement, limits);
  const since = (of: Pick<Question<ActivityColumn, "machines">, "where" | "per" | "distinct">): string[] =>
    acts(activityLog, of, "workspace", [`TimeGenerated > ago(${lookBack}h)`], ["arrivedAt = max(ingestion_time())"]);
  const named = (name: string, steps: readonly string[]) => `let ${name} = ${steps.join("\n  | ")};`;
  const piped = (...steps: readonly string[]) => steps.join("\n| ");
  const isNew = `where arrivedAt > ago(${everyHours}h)`;
  switch (judgement.is) {
    case "any":
      return { lookBack, query: piped(...since(question), isNew, summary(question)) };
    case "first": {
      const known = named("known", ["acts", `where arrivedAt <= ago(${everyHours}h)`, `distinct ${keys}`]);
      const fresh = [isNew, ...conditionsOf(judgement.recent ?? {}), `join kind=leftanti known on ${keys}`];
      return {
        lookBack,
        query: `${named("acts", since(question))}\n${known}\n${piped("acts", ...fresh, summary(question))}`,
      };
    }
    case "over": {
      const sizes = judgement.count.map(column => `array_length(distinct_${column})`);
      const enough = `where ${(sizes.length ? sizes : ["times"]).map(size => `${size} >= ${limits[judgement.limit]}`).join(" or ")}`;
      return {
        lookBack,
        query: piped(...since(question), summary(question, ["arrivedAt = max(arrivedAt)"]), enough, isNew),
      };
    }
    case "after": {
      const cause = named("cause", [...since({ where: judgement.cause, per: by }), `project ${keys}, causeAt = at`]);
      const steps = [isNew, `join kind=inner cause on ${keys}`, "where at >= causeAt", summary(question)];
      return { lookBack, query: `${cause}\n${piped(...since(question), ...steps)}` };
    }
  }
}

/** Hours; records of what began an hour ago may still arrive. */
function lookBackOf(judgement: Judgement, limits: Limits): number {
  switch (judgement.is) {
    case "any":
      return 2 * everyHours;
    case "first":
      return sentinelDays * 24;
    default:
      return limits[judgement.hours];
  }
}
