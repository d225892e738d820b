import { dynamicContent } from "./dynamic-content";
import { pathList } from "./leaf";
import type { Naming } from "./path";
import { armNaming } from "./path";
import { setPathsOf } from "./sets";
import { computeTypeOfArm } from "./types";
import type { Ask, ExtensionShape, Paths, PayloadShape, Quantity, RequestShape } from "./types/compute-type";

/** A path from the resource on at which the facts of a type are read, in the language of `path.ts`. */
export interface ReadPath {
  readonly path: string;
  /** Set where a payload stands. */
  readonly payload?: PayloadShape["kind"];
  /** Set where an autoscale formula stands. */
  readonly formula?: true;
}

/** All that `factsOfArm` reads of a resource of this type, beside its type, name and location; nothing where the type has no row. */
export function readPathsOf(armType: string): readonly ReadPath[] {
  const type = computeTypeOfArm(armType);
  if (!type) return [];
  const { requests = [], payloads = [], extensions = [], regions = [], links = [] } = type;
  return [
    ...requests.flatMap(({ at = "", formula }) =>
      formula === undefined ? [] : pathList(at).map(one => ({ path: fromRoot(one, formula), formula: true as const })),
    ),
    ...[
      ...requests.flatMap(request => ofRequest(request, setPathsOf(armType))),
      ...extensions.flatMap(ofExtension),
      ...regions,
      ...links,
    ].map(path => ({ path })),
    ...payloads.flatMap(({ path, kind }) => pathList(path).map(one => ({ path: one, payload: kind }))),
  ];
}

/** How the paths of a type are spelled in ARM, and what its texts stand for. */
export const armNamingOf = (armType: string): Naming =>
  computeTypeOfArm(armType)?.dynamic ? { ...armNaming, evaluate: dynamicContent } : armNaming;

/** The keys of a request that are no paths, or that mean nothing of what is there; every other key of one has to be read below, or it does not compile. */
type NoPath = "what" | "bare" | "noSize" | "without" | "at" | "counts" | "changes";

type PathsIn = { readonly [K in Exclude<keyof RequestShape, NoPath>]-?: (of: RequestShape) => readonly string[] };

const inAsk = (ask: Ask | undefined): readonly string[] => (ask?.path === undefined ? [] : [ask.path]);
const inPaths = (paths: Paths | undefined): readonly string[] => pathList(paths ?? []);
/** The paths of a number, of which the parts of a sum are several. */
export const inAmount = (amount: Quantity | undefined): readonly string[] =>
  amount !== undefined && typeof amount !== "string" && "sum" in amount ? amount.sum : inPaths(amount);

const pathsIn: PathsIn = {
  size: ({ size }) => inPaths(size),
  tier: ({ tier }) => inPaths(tier),
  elsewhere: ({ elsewhere }) => inPaths(elsewhere),
  ordinary: ({ ordinary }) => inAsk(ordinary),
  source: ({ source }) => inPaths(source),
  unless: ({ unless }) => inPaths(unless),
  only: ({ only }) => inPaths(only?.path),
  count: ({ count }) => inAmount(count),
  ceiling: ({ ceiling }) => inAmount(ceiling),
  stopped: ({ stopped }) => inAsk(stopped),
  formula: ({ formula }) => inPaths(formula),
  spot: ({ spot }) => inAsk(spot),
  asks: ({ asks = [] }) => asks.flatMap(inAsk),
  choice: ({ choice }) => (typeof choice === "string" ? [choice] : []),
};

function ofRequest(request: RequestShape, ofSet: readonly string[]): readonly string[] {
  const inside = [...Object.values(pathsIn).flatMap(read => read(request)), ...ofSet];
  return pathList(request.at ?? "")
    .flatMap(at => [at, ...inside.map(path => fromRoot(at, path))])
    .filter(Boolean);
}

const ofExtension = ({ at = "", publisher, type, fixed }: ExtensionShape): readonly string[] =>
  [at, ...(fixed ? [] : [publisher, type].map(path => fromRoot(at, path)))].filter(Boolean);

/** A path of a place as it is written from the resource on. */
export const fromRoot = (at: string, path: string): string =>
  path.startsWith("/") ? path.slice(1) : [at, path].filter(Boolean).join(".");
