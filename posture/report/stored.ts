import { markOf } from "./marks";
import type { BlastRadius, Report } from "./model";
import { type StoredReport, storedReportSchema } from "./stored-schema";

/** The report as `report.json` has it, in the order of its entries. What refers to a set is made while it is printed. */
export function storedOf(report: Report): object {
  const sets = new Sets();
  for (const each of report.blastRadius) referring(each, sets);
  if (sets.all.size === 0) return report;
  const blastRadius = {
    *[Symbol.iterator]() {
      for (const each of report.blastRadius) yield referring(each, sets);
    },
  };
  return Object.fromEntries(
    Object.entries(report).flatMap(([key, value]) =>
      key === "blastRadius"
        ? [
            ["subscriptionSets", Object.fromEntries(sets.all)],
            [key, blastRadius],
          ]
        : [[key, value]],
    ),
  );
}

/** A set's name follows from its ids, so that two reports can be compared line by line. */
class Sets {
  readonly all = new Map<string, readonly string[]>();
  /** People who share their rights share the list: it is read once. */
  private readonly names = new Map<readonly string[], string>();

  nameOf(ids: readonly string[]): string {
    const known = this.names.get(ids);
    if (known !== undefined) return known;
    const name = markOf("subscriptions", ...ids);
    this.names.set(ids, name);
    if (!this.all.has(name)) this.all.set(name, ids);
    return name;
  }
}

const referring = (radius: BlastRadius, sets: Sets) => ({
  ...radius,
  subscriptions: sets.nameOf(radius.subscriptions),
  capabilities: radius.capabilities.map(each => ({
    ...each,
    ...(each.subscriptions && { subscriptions: sets.nameOf(each.subscriptions) }),
  })),
});

/** Reads `report.json`, also one of before there were sets. @returns undefined where it is no report, or refers to a set that it does not have */
export function reportOf(value: unknown): Report | undefined {
  const parsed = storedReportSchema.safeParse(value);
  return parsed.success ? withLists(parsed.data) : undefined;
}

/** Whoever refers to one set shares its list. */
function withLists({ subscriptionSets = {}, ...report }: StoredReport): Report | undefined {
  const sets = new Map(Object.entries(subscriptionSets));
  let isWhole = true;
  const listOf = (stored: string | readonly string[]): readonly string[] => {
    const list = typeof stored === "string" ? sets.get(stored) : stored;
    isWhole &&= list !== undefined;
    return list ?? [];
  };
  const blastRadius = report.blastRadius.map(radius => ({
    ...radius,
    subscriptions: listOf(radius.subscriptions),
    capabilities: radius.capabilities.map(({ subscriptions, ...each }) => ({
      ...each,
      ...(subscriptions !== undefined && { subscriptions: listOf(subscriptions) }),
    })),
  }));
  return isWhole ? { ...report, blastRadius } : undefined;
}
