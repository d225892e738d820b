import { expression } from "./expressions";
import type { Reading, Scope } from "./table";
import { typesOf } from "./table";
import { QueryError } from "./tokens";
import type { Column, Expression } from "./types";

/** Lists of columns, as operators write them. */

export interface Named extends Expression {
  readonly as: string;
}

/** Names for what the query left without one, each once; what is written twice is refused, or all where it is `strict`. */
export function nameAll<T>(
  list: readonly (T & { readonly given?: string; readonly name?: string })[],
  operator: string,
  { taken = [], strict = false }: { readonly taken?: readonly string[]; readonly strict?: boolean } = {},
): (T & { readonly as: string })[] {
  const used = new Set(taken);
  let unnamed = 0;
  return list.map(each => {
    const wanted = each.given ?? each.name ?? `Column${++unnamed}`;
    if (used.has(wanted) && (each.given !== undefined || strict))
      throw new QueryError(`'${operator}' operator: A column with the name '${wanted}' is already declared.`);
    let as = wanted;
    for (let count = 1; used.has(as); count++) as = `${wanted}${count}`;
    used.add(as);
    return { ...each, as };
  });
}

/** Expressions with their names: `a, b = tolower(c), tostring(d.e)`. */
export function namedList(scope: Scope): Named[] {
  const { cursor } = scope.reading;
  const list: (Expression & { given?: string })[] = [];
  do {
    const given = cursor.given();
    list.push({ ...expression(scope), ...(given !== undefined && { given }) });
  } while (cursor.take(","));
  return nameAll<Expression>(list, scope.operator, { strict: true });
}

/** Names of columns that are there. */
export function columnList({ cursor }: Reading, columns: readonly Column[], operator: string): Column[] {
  const list: Column[] = [];
  do list.push(columnOf(columns, cursor.name(), operator));
  while (cursor.take(","));
  return list;
}

export function columnOf(columns: readonly Column[], name: string, operator: string): Column {
  const column = columns.find(each => each.name === name);
  if (!column)
    throw new QueryError(`'${operator}' operator: Failed to resolve column or scalar expression named '${name}'`);
  return column;
}

export const scopeOf = (reading: Reading, columns: readonly Column[], operator: string): Scope => ({
  reading,
  columns: typesOf(columns),
  operator,
});

/** Dynamics can be neither ordered nor grouped. */
export function refuseDynamic(list: readonly Named[], operator: string): void {
  const found = list.find(({ type }) => type === "dynamic");
  if (found)
    throw new QueryError(
      `'${operator}' operator: '${found.as}' is of a 'dynamic' type. Please use an explicit cast (for example, 'tostring(${found.as})').`,
    );
}
