import type { Shape } from "../../compute/surface";
import type { Amount, OrderRow, Paths } from "../../compute/surface/row";

/** A path of a shape, written out from the resource on and without ARM's envelope. */
export interface RowPath {
  readonly path: string;
  /** It must be right for the current API version: where the first choice for a size stands, and what has no second choice. */
  readonly current: boolean;
}

const listed = (paths: Paths | Amount | undefined): readonly string[] =>
  paths === undefined ? [] : typeof paths === "string" ? [paths] : "sum" in paths ? paths.sum : paths;

const join = (at: string, path: string) =>
  path.startsWith("/") ? path.slice(1) : [at, path].filter(Boolean).join(".");

function* ofOrder(order: OrderRow): Generator<RowPath> {
  const ats = listed(order.at ?? "");
  const inside = (paths: Paths | Amount | undefined) => listed(paths).flatMap(path => ats.map(at => join(at, path)));
  const older = (path: string): RowPath => ({ path, current: false });
  yield* ats.filter(Boolean).map((path, i) => ({ path, current: i === 0 }));
  yield* [...inside(order.size), ...inside(order.tier)].map((path, i) => ({ path, current: i === 0 }));
  yield* [order.count, order.ceiling].flatMap(inside).map(older);
  yield* [order.formula, order.unless, order.only?.path, order.spot?.path].flatMap(inside).map(older);
  yield* (order.asks ?? []).flatMap(({ path }) => (path ? inside(path) : [])).map(older);
}

/** As azure-native spells it: without what ARM alone has, and with its own names. What a JSON text holds, no SDK knows. */
const spelled = (path: string) =>
  path
    .replaceAll("~", "")
    .replace(/<(\w*)\|\w+>(\.?)/g, (_, name, dot) => (name ? name + dot : ""))
    .replace(/!.*/, "");

export function pathsOf(shape: Shape): RowPath[] {
  const current = (path: string) => ({ path, current: true });
  return [
    ...(shape.orders ?? []).flatMap(order => [...ofOrder(order)]),
    ...(shape.regions ?? []).map(current),
    ...(shape.links ?? []).map(current),
    ...(shape.payloads ?? []).flatMap(({ path }) => listed(path).map(current)),
    ...(shape.extensions ?? []).flatMap(({ at = "", publisher, type, fixed }) =>
      fixed ? [] : [current(join(at, publisher)), current(join(at, type))],
    ),
  ].map(({ path, current }) => ({ path: spelled(path), current }));
}
