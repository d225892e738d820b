import { isOneOf } from "./kql-text";

/** Operations of which a table says the same share one branch of KQL: its test, and what it says of them. Those without a word are left out. */
export function byOperation<R extends { readonly operation: string }, T>(
  rows: readonly R[],
  of: (row: R) => readonly T[],
): [string, readonly T[]][] {
  const groups = new Map<string, { operations: string[]; said: readonly T[] }>();
  for (const row of rows) {
    const said = of(row);
    if (said.length === 0) continue;
    const id = JSON.stringify(said);
    const group = groups.get(id) ?? { operations: [], said };
    group.operations.push(row.operation);
    groups.set(id, group);
  }
  return [...groups.values()].map(({ operations, said }) => [isOneOf("operation", operations), said]);
}
