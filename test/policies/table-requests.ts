import type { Shape } from "../../compute/types";
import type { Ask, Quantity, RequestShape } from "../../compute/types/compute-type";
import type { Tree } from "../../compute/value";
import type { Leaves } from "./table-inputs";
import {
  completed,
  gpusApproved,
  inside,
  listed,
  mandatory,
  ordinarySize,
  type Part,
  type Probe,
  touches,
} from "./table-probe";

/** Bad and good sizes, tiers, accelerators and numbers for an request, in each of its places and each of its paths. */

interface Values {
  readonly bad: readonly Tree[];
  readonly good: readonly Tree[];
}

const sizes: Values = { bad: ["Standard_ND96asr_v4", "STANDARD_NV36ADS_A10_V5"], good: [ordinarySize] };
/** Where a size may lack its prefix. */
const bareSizes: Values = { bad: [...sizes.bad, "ND96asr_v4"], good: [...sizes.good, "D2s_v5", "Large"] };
const tiers: Values = {
  bad: ["Standard_NC6s_v3", "NC24-A100", "NVASv4_Type1", "HardwareAcceleratedGPU"],
  good: ["D4"],
};
const numbers: Values = { bad: [10_000, "10000"], good: [1, "1"] };
/** Each is within the limit, and two are not. */
const summands: Values = { bad: [6, "6"], good: [1, "1"] };
const formulas: Values = {
  bad: ["$TargetDedicatedNodes = 10000;", "$TargetLowPriorityNodes = min(10000, $PendingTasks.GetSample(1));"],
  good: ["$TargetDedicatedNodes = 1;"],
};

/** No word of the table. */
const otherWord = "Contoso";

const askedBy = ({ words, name }: Ask): Values =>
  words
    ? { bad: words.map(word => word.replaceAll("*", "24-")), good: [otherWord] }
    : { bad: name === undefined ? ["V100"] : [true, 1, "2"], good: [false, 0, "0", "false", ""] };

export const orderPart = (request: RequestShape, shape: Shape): Part => ({
  what: `${request.what} at ${request.at ?? "the resource"}`,
  probes: listed(request.at ?? "")
    .flatMap(at => stancesOf(request, at).map(stance => placing(request, shape, at, stance)))
    .flatMap(place => [...mattersOf(request, place)])
    .map(probe => ({ ...probe, what: `${request.what}, ${probe.what}` })),
});

/** What must be said beside an request for it to stand. */
const stancesOf = ({ only }: RequestShape, at: string): readonly Leaves[] =>
  only ? (only.is ?? [otherWord]).map(word => ({ [inside(at, only.path)]: word })) : [{}];

/** Puts an request's leaves, by paths that start at its place, into a whole description in which it stands. */
type Place = (leaves: Leaves) => Leaves;

const placing =
  (request: RequestShape, shape: Shape, at: string, stance: Leaves): Place =>
  leaves => {
    const own = request.size === undefined ? { ...unlessOf(request), ...leaves } : leaves;
    const here = Object.entries(own).map(([path, leaf]) => [inside(at, path), leaf]);
    const all: Leaves = { ...stance, ...Object.fromEntries(here) };
    const stands = at === "" || touches(all, at);
    return completed(stands ? all : { ...all, [`${at}.contoso`]: otherWord }, shape, request);
  };

/** What an request must have beside it where it has no size. */
function unlessOf({ unless, count }: RequestShape): Leaves {
  if (unless === undefined) return {};
  return unless === count ? { [unless]: 1 } : { [`${unless}.contoso`]: otherWord };
}

/** A size or tier that no rule minds. */
function nameOf({ size, tier }: RequestShape): Leaves {
  if (size !== undefined) return { [listed(size)[0]!]: ordinarySize };
  return tier === undefined ? {} : { [listed(tier)[0]!]: tiers.good[0]! };
}

const pathsOf = (amount: Quantity = []) =>
  typeof amount === "object" && "sum" in amount ? amount.sum : listed(amount);

function* mattersOf(request: RequestShape, place: Place): Generator<Probe> {
  const { size, tier, noSize = [], bare, asks = [], formula } = request;
  const tried = (paths: readonly string[], { bad, good }: Values, extra: Leaves = {}) => {
    const placed = (value: Tree) => place({ ...extra, ...Object.fromEntries(paths.map(path => [path, value])) });
    return { bad: bad.map(placed), good: good.map(placed) };
  };

  const gpu = mandatory("unapproved-gpu-size");
  for (const path of listed(size ?? []))
    yield { ...gpu, what: `size at ${path}`, ...tried([path], bare ? bareSizes : sizes) };
  for (const word of noSize)
    yield { ...gpu, what: "a word that is no size", ...tried([listed(size!)[0]!], { bad: [], good: [word] }) };
  for (const path of listed(tier ?? [])) yield { ...gpu, what: `tier at ${path}`, ...tried([path], tiers) };
  if (size !== undefined && !listed(size).includes("")) yield withoutSize(request, place);

  const named = nameOf(request);
  for (const ask of asks)
    if (ask.path === undefined) yield { ...gpu, what: "asked for by the type", bad: [place({})], good: [] };
    else yield { ...gpu, what: `asked for at ${ask.path}`, ...tried([ask.path], askedBy(ask), named) };
  const asked = asks[0]?.path === undefined ? {} : { [asks[0].path]: askedBy(asks[0]).bad[0]! };
  if (asks.length > 0)
    yield { ...gpu, what: "approved", bad: [], good: [place({ ...named, ...asked })], estate: gpusApproved };

  // A switch has no number before it is on.
  const standing = size === undefined && tier === undefined ? asked : named;
  const oversized = mandatory("oversized-scale-set", asks.length > 0 ? gpusApproved : undefined);
  for (const [what, amount] of [["count", request.count] as const, ["ceiling", request.ceiling] as const]) {
    const paths = pathsOf(amount);
    for (const path of paths) yield { ...oversized, what: `${what} at ${path}`, ...tried([path], numbers, standing) };
    if (typeof amount === "object" && "sum" in amount)
      yield { ...oversized, what: `${what}, in sum`, ...tried(paths, summands, standing) };
  }
  if (formula) yield { ...oversized, what: `formula at ${formula}`, ...tried([formula], formulas, standing) };
}

/** A size that is not there: a fault, unless Azure then picks one, or requests nothing. */
function withoutSize(request: RequestShape, place: Place): Probe {
  const { unless, count, without = "unreadable" } = request;
  const extra = unless !== undefined && pathsOf(count).includes(unless) ? { [unless]: 1 } : unlessOf(request);
  const left = [place(extra)];
  const [bad, good] = without === "unreadable" ? [left, []] : [[], left];
  return { ...mandatory("unreadable-size"), what: "no size", bad, good, ofWholes: true };
}
