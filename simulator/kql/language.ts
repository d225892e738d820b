import { QueryError } from "./tokens";

/** What one service knows of Kusto, and how it says that there is no such table. */
export interface Language {
  /** Its operators, functions, aggregates and comparisons, all in one; signs are known to every service. */
  readonly knows: (word: string) => boolean;
  /** `operator` is the one that stands behind the table; empty where none does. */
  readonly noTable: (name: string, operator: string) => QueryError;
}

/** Azure Resource Graph: what audits ask of it. It knows more than that, and each word here was seen to work there. */
const graphWords = new Set(
  (
    "where filter project extend project-away mv-expand mvexpand take limit order sort top summarize distinct count " +
    "has !has contains !contains startswith !startswith endswith !endswith in in~ !in !in~ " +
    "tostring toint tolong todouble toreal tobool tolower toupper isempty isnotempty isnull isnotnull not array_length " +
    "parse_json todynamic strcat coalesce iff iif split sum min max dcount make_set make_list"
  ).split(" "),
);

export const resourceGraph: Language = {
  knows: word => graphWords.has(word),
  noTable: name => new QueryError(`Table ${name} is invalid, unsupported or disallowed.`),
};

/** Log Analytics and advanced hunting: all that is understood here. */
export const logs: Language = {
  knows: () => true,
  noTable: (name, operator) =>
    new QueryError(
      `${operator && `'${operator}' operator: `}Failed to resolve table or column expression named '${name}'`,
    ),
};
