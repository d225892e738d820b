/** A list's items are told apart by the first of these that each of them has; without one, by their place. */
const keys: readonly ((item: Item) => unknown)[] = [
  ({ fingerprint }) => fingerprint,
  ({ rule }) => (rule as Item | undefined)?.id,
  ({ principal }) => (principal as Item | undefined)?.id,
  ({ id }) => id,
];
type Item = { readonly [member: string]: unknown };

/**
 * How two JSON values differ, a line each, by path: `outcomes[dormant-compute-role].status: "fail" is now "pass"`. An item that was put
 * into a list is one line; its neighbours are not said to have moved.
 */
export function differences(before: unknown, now: unknown, path = ""): string[] {
  const [old, young] = [membersOf(before), membersOf(now)];
  if (!old || !young || Array.isArray(before) !== Array.isArray(now))
    return JSON.stringify(before) === JSON.stringify(now) ? [] : [`${path}: ${shown(before)} is now ${shown(now)}`];
  const at = (key: string) => (Array.isArray(now) ? `${path}[${key}]` : path ? `${path}.${key}` : key);
  return [...new Set([...old.keys(), ...young.keys()])].flatMap(key => {
    if (!young.has(key)) return [`${at(key)}: gone, was ${shown(old.get(key))}`];
    if (!old.has(key)) return [`${at(key)}: new, ${shown(young.get(key))}`];
    return differences(old.get(key), young.get(key), at(key));
  });
}

/** The members of an object or a list; of anything else there are none. */
function membersOf(value: unknown): ReadonlyMap<string, unknown> | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (!Array.isArray(value)) return new Map(Object.entries(value));
  for (const key of keys) {
    const found = value.map(item => (typeof item === "object" && item !== null ? key(item as Item) : undefined));
    if (found.every(text => typeof text === "string") && new Set(found).size === value.length)
      return new Map(value.map((item, i) => [found[i] as string, item]));
  }
  return new Map(value.map((item, i) => [String(i), item]));
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 160 ? `${text.slice(0, 160)}…` : text;
}
