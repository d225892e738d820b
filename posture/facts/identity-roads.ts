import { type Amount, atLeast, atMost, exactly, figure, unknownAmount } from "./amount";
import type { BlastRadius } from "./blast-radius-schema";
import { by, grouped } from "./collate";
import type { CreateRight } from "./principal-rights";

/** So many roads are told of an identity; of the rest how many there are. */
const mostRoads = 10;
/** Of so many identities roads are told, the most exposed first: a report stays small, whatever a tenant holds. */
export const mostWithRoads = 100;

export type IdentityRoads = NonNullable<BlastRadius["roads"]>;
/** What the rights that are left could still burn. */
export type Burns = (rights: readonly CreateRight[]) => Pick<BlastRadius, "usdPerDay" | "spotUsdPerDay">;

/**
 * The roads by which rights lead to compute, and the one edge whose removal takes the most away. Of edges that take as much, it is the
 * one on the most roads, and of those the nearest to the identity: what lies further is shared with others. Pure.
 */
export function identityRoads(rights: readonly CreateRight[], burns: Burns): IdentityRoads {
  const roads = [...grouped(rights, ({ path }) => path).values()].map(same => same[0]!).sort(shortestFirst);
  const shown = roads.slice(0, mostRoads).map(edgesOf);
  const edges = [...new Set(shown.flatMap(road => road.map(({ key }) => key)))];
  const has = new Map(rights.map(right => [right, new Set(edgesOf(right).map(({ key }) => key))]));
  const before = burns(rights);
  const known = new Map<string, ReturnType<Burns>>();
  const left = (edge: string) => {
    const rest = [...rights.keys()].filter(i => !has.get(rights[i]!)!.has(edge));
    const after = known.get(rest.join()) ?? (rest.length === 0 ? nothing : burns(rest.map(i => rights[i]!)));
    known.set(rest.join(), after);
    return { after, ends: roads.filter(right => has.get(right)!.has(edge)).length };
  };
  const [weakest] = edges
    .map(edge => ({ edge, depth: depthOf(edge, shown), ...left(edge) }))
    .sort((a, b) => sum(a.after) - sum(b.after) || b.ends - a.ends || a.depth - b.depth);
  return {
    count: roads.length,
    shown: shown.map(road => {
      const at = road.findIndex(({ key }) => key === weakest!.edge);
      return { edges: road.map(({ says }) => says), ...(at >= 0 && { weakest: at }) };
    }),
    ends: weakest!.ends,
    usdPerDay: taken(before.usdPerDay, weakest!.after.usdPerDay),
  };
}

interface Edge {
  readonly key: string;
  /** For people. */
  readonly says: string;
}

/** From the identity to the right: what it becomes or joins, the group that it is in, the assignment. */
function edgesOf({ assignment, path, via, road = [] }: CreateRight): readonly Edge[] {
  const steps = road.map(
    ({ kind, says, to }, i): Edge => ({ key: `${road[i - 1]?.to.id ?? ""} ${kind} ${to.id}`, says }),
  );
  const before = `${road.map(({ says }) => says).join("; ")}: `;
  const own = road.length > 0 && path.startsWith(before) ? path.slice(before.length) : path;
  const member = via ? `, through group ${via.name}` : "";
  return [
    ...steps,
    ...(via && road.length === 0 ? [{ key: `member ${via.id}`, says: `is a member of group ${via.name}` }] : []),
    {
      key: `assignment ${assignment.toLowerCase()}`,
      says: member && own.endsWith(member) && road.length === 0 ? own.slice(0, -member.length) : own,
    },
  ];
}

const depthOf = (edge: string, roads: readonly (readonly Edge[])[]): number =>
  Math.min(...roads.map(road => road.findIndex(({ key }) => key === edge)).filter(at => at >= 0));

const shortestFirst = by<CreateRight>(
  right => String(edgesOf(right).length).padStart(4, "0"),
  ({ path }) => path,
);

const nothing = { usdPerDay: exactly(0), spotUsdPerDay: exactly(0) };

const sum = ({ usdPerDay, spotUsdPerDay }: ReturnType<Burns>): number =>
  (figure(usdPerDay) ?? 0) + (figure(spotUsdPerDay) ?? 0);

/** What is out of reach then, as far as the two bound it. */
function taken(before: Amount, after: Amount): Amount {
  if (before.is === "unknown" || after.is === "unknown") return unknownAmount;
  const less = Math.max(0, before.value - after.value);
  if (after.is === "exact") return { exact: exactly, atLeast, atMost }[before.is](less);
  return before.is === "exact" && after.is === "atLeast" ? atMost(less) : unknownAmount;
}
