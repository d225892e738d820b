/** The same value with its keys sorted: it gives the same JSON in whatever order Azure sent its fields. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (value === null || typeof value !== "object") return value;
  const fields = value as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.keys(fields)
      .sort()
      .map(name => [name, canonical(fields[name])]),
  );
}

/** The rows in an order of their own, each once: answers that come shuffled, or paged otherwise, give the same list. */
export function ordered<T>(rows: readonly T[]): T[] {
  const byText = new Map<string, T>();
  for (const row of rows) {
    const plain = canonical(row) as T;
    byText.set(JSON.stringify(plain), plain);
  }
  return [...byText].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => row);
}
