import type { Finding } from "../../../catalogue/outcome";
import { severities } from "../../../catalogue/severity";
import type { Report } from "../model";
import { most } from "./limits";

/** A finding of the page, and the place of its rule among those that have findings. */
export interface Placed {
  readonly rule: number;
  readonly finding: Finding;
}

/** The worst findings in the report's own order; all of them, unless there are more than the page holds. Read as often as is wanted. */
export function worstOnPage({ outcomes }: Pick<Report, "outcomes">, room: number = most.findings): Iterable<Placed> {
  const found = outcomes.filter(({ findings }) => findings.length > 0);
  const counts = new Map<Finding["severity"], number>();
  for (const { findings } of found)
    for (const { severity } of findings) counts.set(severity, (counts.get(severity) ?? 0) + 1);
  const shares = new Map<Finding["severity"], number>();
  let free = room;
  for (const severity of severities.toReversed()) {
    const share = Math.min(free, counts.get(severity) ?? 0);
    shares.set(severity, share);
    free -= share;
  }
  return {
    *[Symbol.iterator]() {
      const open = new Map(shares);
      for (const [rule, { findings }] of found.entries())
        for (const finding of findings) {
          const more = open.get(finding.severity) ?? 0;
          if (more === 0) continue;
          open.set(finding.severity, more - 1);
          yield { rule, finding };
        }
    },
  };
}
