import { all, any, type Certainty } from "../../catalogue/certainty";
import type { CriticalOperation } from "../../catalogue/critical-operations";
import type { AlertRule } from "../evidence/alert-rules";

/**
 * What a record of the operation has in each field, in lower case. Source: Microsoft Learn, "Azure activity log event schema".
 * An operation that takes time has a record of each of its steps.
 */
const recordOf = (category: string, operation: string): ReadonlyMap<string, readonly string[]> =>
  new Map(
    Object.entries({
      category: [category],
      operationname: [operation],
      resourceprovider: [operation.slice(0, operation.indexOf("/"))],
      status: ["Succeeded", "Started", "Accepted"],
    }).map(([field, values]) => [field, values.map(value => value.toLowerCase())]),
  );

/**
 * Whether a rule on the activity log fires for an operation. Under a category that the records do not have it never does,
 * whatever operation it names. A field that narrows it further (a caller, a resource, a level) leaves it open.
 */
export function firesFor(tests: NonNullable<AlertRule["all"]>, category: string, operation: string): Certainty {
  const record = recordOf(category, operation);
  const holds = ({ field, values }: (typeof tests)[number][number]): Certainty => {
    const known = record.get(field.toLowerCase());
    if (known === undefined) return "unknown";
    return values.some(value => known.includes(value.toLowerCase())) ? "yes" : "no";
  };
  return all(...tests.map(anyOf => any(() => anyOf.map(holds))));
}

/** Words that leave out what stands on their line, instead of asking for it. */
const leavesOut = /!=|!~|!in|!has|!contains|\bnot\b/i;

/** Whether a query on a workspace asks for an operation: by its text, for only the engine itself reads KQL whole. */
export function asksFor(query: string, operation: string): Certainty {
  if (!/\bAzureActivity\b/i.test(query)) return "no";
  const lines = query.split(/[\n|]/).filter(line => line.toLowerCase().includes(operation.toLowerCase()));
  if (lines.length === 0) return "no";
  return lines.every(line => leavesOut.test(line)) ? "unknown" : "yes";
}

/** A rule that watches a log, and whether it is on, sees this log and reaches somebody. */
export interface Watch {
  readonly rule: AlertRule;
  readonly works: Certainty;
}

/** Whether somebody is told of an operation. */
export const isTold = ({ category }: CriticalOperation, operation: string, watches: readonly Watch[]): Certainty =>
  any(() =>
    watches.map(({ rule, works }) =>
      all(
        works,
        rule.all
          ? firesFor(rule.all, category, operation)
          : any(() => (rule.queries ?? []).map(query => asksFor(query, operation))),
      ),
    ),
  );
