/** A text as KQL quotes it, so that whatever stands in it stays a text. */
export const quoted = (text: string): string =>
  `'${text.replace(/[\\']/g, "\\$&").replace(/\n/g, "\\n").replace(/\r/g, "\\r")}'`;

/** `case(test, value, …, otherwise)`; without a branch it is what it is otherwise. */
export const caseOf = (branches: readonly (readonly [test: string, value: string])[], otherwise: string): string =>
  branches.length === 0 ? otherwise : `case(${[...branches.flat(), otherwise].join(", ")})`;

/** `column in ('a', 'b')` */
export const isOneOf = (column: string, values: Iterable<string>): string =>
  `${column} in (${[...values].map(quoted).join(", ")})`;

/** A pattern as KQL quotes it, in which a backslash is one. */
export const verbatim = (pattern: string): string => `@'${pattern.replaceAll("'", "''")}'`;

/** The first of several expressions that has a value. */
export const coalesced = (expressions: readonly string[]): string =>
  expressions.length === 1 ? expressions[0]! : `coalesce(${expressions.join(", ")})`;
