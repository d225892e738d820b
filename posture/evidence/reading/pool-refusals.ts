/** What becomes of a query for the name of a mining pool. */
export type Refusal = "yes" | "alerts" | "no" | "unknown";

/** A rule of a DNS resolver policy that is on. */
export interface SecurityRule {
  /** The rule with the smallest decides. */
  readonly priority: number;
  /** In lower case. */
  readonly action: string;
  /** The domains of its lists, in lower case without the last dot, each with all names below it; "" is every name. */
  readonly domains: ReadonlySet<string>;
  /** Whether all of its lists were read. */
  readonly isWhole: boolean;
}

/**
 * What a policy does with mining pools: blocks at least half of those known here, else tells of as many, else neither. A list
 * that was not read may hold all of them or none, and what that leaves open is not known. `refused` is how many it
 * blocks or tells of for certain.
 */
export function refusalOf(
  rules: readonly SecurityRule[],
  isWhole: boolean,
  pools: readonly string[],
): { readonly refuses: Refusal; readonly refused: number } {
  const ordered = [...rules].sort((a, b) => a.priority - b.priority);
  const decided = pools.map(pool => actionsFor(ordered, parentsOf(pool), isWhole));
  const half = pools.length / 2;
  const surely = (actions: readonly string[]) =>
    decided.filter(possible => [...possible].every(action => actions.includes(action))).length;
  const maybe = (actions: readonly string[]) =>
    decided.filter(possible => [...possible].some(action => actions.includes(action))).length;
  for (const [refuses, actions] of [
    ["yes", ["block"]],
    ["alerts", ["block", "alert"]],
  ] as const) {
    const refused = surely(actions);
    if (refused >= half) return { refuses, refused };
    if (maybe(actions) >= half) return { refuses: "unknown", refused };
  }
  return { refuses: "no", refused: surely(["block", "alert"]) };
}

/** The actions that a name may meet: that of the first rule that names it, and of those before it that were not read in full. */
function actionsFor(ordered: readonly SecurityRule[], names: readonly string[], isWhole: boolean): ReadonlySet<string> {
  // a rule that was not read may come before all others
  const possible = new Set(isWhole ? [] : ["block", "alert", "allow"]);
  for (const { action, domains, isWhole } of ordered) {
    const isNamed = names.some(name => domains.has(name));
    if (isNamed || !isWhole) possible.add(action);
    if (isNamed) return possible;
  }
  return possible.add("allow");
}

/** The name, and each domain that it lies below: "a.b.org" gives also "b.org", "org" and "". */
function parentsOf(name: string): readonly string[] {
  const labels = name.split(".");
  return [...labels.map((_, at) => labels.slice(at).join(".")), ""];
}
