/** How bad a fault is, the least first. */
export const severities = ["low", "medium", "high", "critical"] as const;
export type Severity = (typeof severities)[number];

/** Orders what has a severity: the worst first, and equals as they stand. */
export const bySeverity = (one: { readonly severity: Severity }, other: { readonly severity: Severity }): number =>
  severities.indexOf(other.severity) - severities.indexOf(one.severity);

/** The worst first, and equals as they stand. Whoever shows a few of very many takes those, and the others are not put in order. */
export function* worstFirst<T extends { readonly severity: Severity }>(all: Iterable<T>): Generator<T> {
  for (const severity of severities.toReversed()) for (const each of all) if (each.severity === severity) yield each;
}
