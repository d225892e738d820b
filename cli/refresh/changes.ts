/** What is other in a table than before, for whoever commits it. */
export interface Changes {
  readonly added: readonly string[];
  /** Azure lists them no more. */
  readonly gone: readonly string[];
  /** "Standard_D2s_v5: 0.096 → 0.1 USD per hour". */
  readonly changed: readonly string[];
  readonly dearer?: readonly string[];
  readonly cheaper?: readonly string[];
}

export interface Renewed<T> {
  readonly table: T;
  readonly changes: Changes;
  /** What a person has to add, for Azure does not list it. */
  readonly toDo?: readonly string[];
}

/** So many names of one kind are printed. */
const shown = 20;

/** Lines for people: how many of each kind, and the first of them. */
export function changeLines(
  name: string,
  { added, gone, changed, dearer = [], cheaper = [] }: Changes,
): readonly string[] {
  const kinds = { added, gone, changed, dearer, cheaper };
  const some = Object.entries(kinds).filter(([, names]) => names.length > 0);
  if (some.length === 0) return [`${name}: as before`];
  return some.flatMap(([kind, names]) => [
    `${name}: ${names.length} ${kind}`,
    ...names.slice(0, shown).map(each => `  ${each}`),
    ...(names.length > shown ? [`  and ${names.length - shown} more`] : []),
  ]);
}
