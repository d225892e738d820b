/**
 * What Azure Policy takes at one scope (Learn, "Azure Policy limits"). Counted is what this program places; what others
 * have placed there already Azure counts itself.
 */
const limits = { definitions: 500, assignments: 200, exemptions: 1000 };

/** Something of Azure Policy that the program places at a scope. */
export interface Placed {
  readonly kind: keyof typeof limits;
  readonly scope: string;
}

/** @throws Error with a line for each scope at which Azure would not take so many. */
export function keepToLimits(placed: readonly Placed[]): void {
  const counts = new Map<string, { readonly kind: Placed["kind"]; readonly scope: string; number: number }>();
  for (const { kind, scope } of placed) {
    const key = `${kind} ${scope.toLowerCase()}`;
    const count = counts.get(key) ?? { kind, scope, number: 0 };
    counts.set(key, { ...count, number: count.number + 1 });
  }
  const faults = [...counts.values()].flatMap(({ kind, scope, number }) =>
    number > limits[kind]
      ? [`${number} policy ${kind} would stand at ${scope}, and Azure takes ${limits[kind]}: ${cures[kind]}`]
      : [],
  );
  if (faults.length > 0) throw new Error(faults.join("\n"));
}

const cures: { readonly [K in Placed["kind"]]: string } = {
  definitions: "name fewer, wider patterns in the estate",
  assignments: "guard another management group with a stack of its own",
  exemptions: "let exceptions of the estate end, or name what lies below a scope with /**",
};
