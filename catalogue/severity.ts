/** How bad a fault is, the least first. */
export const severities = ["low", "medium", "high", "critical"] as const;
export type Severity = (typeof severities)[number];

/** Orders what has a severity: the worst first, and equals as they stand. */
export const bySeverity = (one: { readonly severity: Severity }, other: { readonly severity: Severity }): number =>
  severities.indexOf(other.severity) - severities.indexOf(one.severity);
