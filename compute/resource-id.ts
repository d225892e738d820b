/** What a path of Azure's control plane leads to: a resource, or an action on one. */
export interface Target {
  /** The ARM type, such as `Microsoft.Compute/virtualMachines`. */
  readonly type: string;
  /** What stands last and has no name behind it: `start`. */
  readonly action?: string;
  /** The last word, which Azure now and then takes for an action all the same: `rollingUpgrades/cancel`. */
  readonly last: string;
  /** The id of what the resource lies in or extends; the root is `/`. */
  readonly scope: string;
  /** The region, where the path has `locations/westeurope` in it. */
  readonly region?: string;
}

/**
 * A path as Azure reads it: after its last `/providers/` come a namespace, then types and names in turn. `undefined` where it
 * has none of a provider's, `unreadable` where nobody can say what Azure makes of it. What comes after may itself be called
 * `providers`, but a namespace has a dot.
 */
export function targetOf(path: string): Target | "unreadable" | undefined {
  const segments = segmentsOf(path);
  if (!segments) return "unreadable";
  const at = segments.findLastIndex(
    (word, i) => word.toLowerCase() === "providers" && segments[i + 1]?.includes(".") === true,
  );
  if (at < 0) return undefined;
  const [namespace = "", ...rest] = segments.slice(at + 1);
  const action = rest.length % 2 === 1 ? rest.at(-1) : undefined;
  const pairs = action === undefined ? rest : rest.slice(0, -1);
  const region = pairs.find((_, i) => i % 2 === 1 && pairs[i - 1]!.toLowerCase() === "locations");
  return {
    type: [namespace, ...pairs.filter((_, i) => i % 2 === 0)].join("/"),
    last: rest.at(-1) ?? "",
    scope: `/${segments.slice(0, at).join("/")}`,
    ...(action !== undefined && { action }),
    ...(region !== undefined && { region }),
  };
}

/** The words of a path, with letters that were written as codes; nothing where steps or codes are left that change the path. */
function segmentsOf(path: string): readonly string[] | undefined {
  const words = decoded(path)
    ?.split("/")
    .map(word => word.trim())
    .filter(Boolean);
  return words?.some(word => /^\.+$|[%?#\\\p{C}]/u.test(word)) ? undefined : words;
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
