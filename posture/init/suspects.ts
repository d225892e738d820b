import { bySeverity } from "../../catalogue/severity";
import { grouped } from "../facts/collate";
import type { Report } from "../report/model";

/** Who and what looks like a part of an attack, by what the audit found to have happened. */
export interface Suspects {
  /** Which rules tell of an identity, by its id or name: "compute-burst and 3 more tell"; undefined where none does. */
  of(identity: string): string | undefined;
  /** The same of a resource, or of what it lies in, by its id. */
  at(resource: string): string | undefined;
}

/** Reads them from a report: of what could happen, and of what is only configured badly, nothing follows here. */
export function suspectsIn({ outcomes }: Pick<Report, "outcomes">): Suspects {
  const found = outcomes
    .filter(({ rule }) => rule.detects)
    .flatMap(({ findings }) => findings)
    .sort(bySeverity);
  const words = (rules: readonly string[]): string => {
    const [first, ...others] = [...new Set(rules)];
    return others.length > 0 ? `${first} and ${others.length} more tell` : `${first} tells`;
  };
  const byName = new Map<string, string[]>();
  for (const { rule, subject } of found)
    for (const name of new Set([subject.id.toLowerCase(), subject.name.toLowerCase()]))
      byName.set(name, [...(byName.get(name) ?? []), rule]);
  const resources = grouped(
    found.filter(({ subject }) => subject.kind === "resource"),
    ({ subject }) => subject.id.toLowerCase(),
  );
  return {
    of(identity) {
      const rules = byName.get(identity.toLowerCase());
      return rules && words(rules);
    },
    at(resource) {
      const parts = resource.toLowerCase().split("/");
      // a pool lies in its account: from the resource itself up
      for (let end = parts.length; end > 8; end -= 2) {
        const rules = resources.get(parts.slice(0, end).join("/"));
        if (rules) return words(rules.map(({ rule }) => rule));
      }
      return undefined;
    },
  };
}
