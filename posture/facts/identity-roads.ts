import { type Amount, figure } from "./amount";
import type { BlastRadius } from "./blast-radius-schema";
import { by, grouped } from "./collate";
import type { CreateRight } from "./principal-rights";

/** So many roads are told of an identity; of the rest how many there are. */
const mostRoads = 10;
/** Of so many identities roads are told, the most exposed first: a report stays small, whatever a tenant holds. */
export const mostWithRoads = 100;

export type IdentityRoads = NonNullable<BlastRadius["roads"]>;
/** What could be burnt with some rights, and not with those of them that are left. */
export type TakenBy = (
  rights: readonly CreateRight[],
  left: readonly CreateRight[],
) => Pick<BlastRadius, "usdPerDay" | "spotUsdPerDay">;

/** The roads by which rights lead to compute, and the one edge whose removal takes the most away. Pure. */
export function identityRoads(rights: readonly CreateRight[], takenBy: TakenBy): IdentityRoads {
  const { roads, edge, ends, usdPerDay } = weakestEdge(rights, takenBy);
  return {
    count: roads.length,
    shown: roads.slice(0, mostRoads).map(right => {
      const road = edgesOf(right);
      const at = road.findIndex(({ key }) => key === edge.key);
      return { edges: road.map(({ says }) => says), ...(at >= 0 && { weakest: at }) };
    }),
    ends,
    usdPerDay,
  };
}

/** The edge that is worth the most to cut. */
export interface WeakestEdge {
  /** One right for each road, the shortest first. */
  readonly roads: readonly CreateRight[];
  readonly edge: Edge;
  /** How many roads end with it. */
  readonly ends: number;
  /** What of all that is known to be in reach is out of it then. */
  readonly usdPerDay: Amount;
}

/**
 * Of edges that take as much, it is the one on the most roads, and of those the nearest to the identity: what lies further is shared
 * with others. Pure.
 */
export function weakestEdge(rights: readonly CreateRight[], takenBy: TakenBy): WeakestEdge {
  const roads = [...grouped(rights, ({ path }) => path).values()].map(same => same[0]!).sort(shortestFirst);
  const shown = roads.slice(0, mostRoads).map(edgesOf);
  const edges = new Map(shown.flatMap(road => road.map(edge => [edge.key, edge])));
  const has = new Map(rights.map(right => [right, new Set(edgesOf(right).map(({ key }) => key))]));
  const known = new Map<string, ReturnType<TakenBy>>();
  const cut = (edge: Edge) => {
    const rest = [...rights.keys()].filter(i => !has.get(rights[i]!)!.has(edge.key));
    const taken =
      known.get(rest.join()) ??
      takenBy(
        rights,
        rest.map(i => rights[i]!),
      );
    known.set(rest.join(), taken);
    return { taken, ends: roads.filter(right => has.get(right)!.has(edge.key)).length };
  };
  const [weakest] = [...edges.values()]
    .map(edge => ({ edge, depth: depthOf(edge.key, shown), ...cut(edge) }))
    .sort((a, b) => sum(b.taken) - sum(a.taken) || b.ends - a.ends || a.depth - b.depth);
  const { edge, ends, taken } = weakest!;
  return { roads, edge, ends, usdPerDay: taken.usdPerDay };
}

export interface Edge {
  readonly key: string;
  /** Which it is of what leads on the road: the steps come first, then the group, then the assignment. */
  readonly at: number | "member" | "assignment";
  /** For people. */
  readonly says: string;
}

/** From the identity to the right: what it becomes or joins, the group that it is in, the assignment. */
export function edgesOf({ assignment, path, via, road = [] }: CreateRight): readonly Edge[] {
  const steps = road.map(
    ({ kind, says, to }, i): Edge => ({ key: `${road[i - 1]?.to.id ?? ""} ${kind} ${to.id}`, at: i, says }),
  );
  const before = `${road.map(({ says }) => says).join("; ")}: `;
  const own = road.length > 0 && path.startsWith(before) ? path.slice(before.length) : path;
  const member = via ? `, through group ${via.name}` : "";
  return [
    ...steps,
    ...(via && road.length === 0
      ? [{ key: `member ${via.id}`, at: "member" as const, says: `is a member of group ${via.name}` }]
      : []),
    {
      key: `assignment ${assignment.toLowerCase()}`,
      at: "assignment",
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

const sum = ({ usdPerDay, spotUsdPerDay }: ReturnType<TakenBy>): number =>
  (figure(usdPerDay) ?? 0) + (figure(spotUsdPerDay) ?? 0);
