import { megahashesPerSecond } from "../../catalogue/hash-rates";
import { hasPrices, isSold, usdPerHour } from "../../catalogue/prices";
import { isAccelerator, sizeOf } from "../../catalogue/sizes";
import type { ComputeRequest } from "../../compute/facts";
import { readable } from "../../policies/judge-value";
import { type Amount, atMost, exactly, figure, inPart, mostFirst, total, unknownAmount } from "./amount";
import type { Burning } from "./burning-schema";
import { by, grouped } from "./collate";
import { derivation } from "./derivation";
import type { LiveFacts } from "./live-facts";
import { type StandingCompute, standingCompute } from "./standing-compute";
import { whatBurns } from "./what-burns";

/** What burns now: the machines that exist and that neither the estate nor an exception of it approves, at list prices. */
export default derivation<"burning">()({
  needs: ["resources", "subscriptions"],
  alongside: ["creators"],
  derive({ resources, subscriptions, creators }, { estate, manifest }) {
    const standing = standingCompute(resources.value, subscriptions.value, estate);
    const judged = whatBurns(standing, estate, manifest.collectedAt.slice(0, 10));
    const found = judged
      .flatMap(({ of: { live, since }, requests }) =>
        burningOf(live, requests, since).map(row => {
          const by = creators.value.of(live.resource);
          return by.length > 0 ? { ...row, creators: by } : row;
        }),
      )
      .sort(dearestFirst(row => row.id.toLowerCase()));
    const excepted = judged
      .flatMap(({ of: { live, since }, excepted, by }) =>
        burningOf(live, excepted, since).map(row => ({ ...row, exceptions: by })),
      )
      .sort(dearestFirst(row => row.id.toLowerCase()));
    const regions = [...grouped(found, row => row.region)]
      .map(([region, rows]) => ({ region, ...together(rows) }))
      .sort(dearestFirst(row => row.region));
    const all = together(found);
    const blind = standing.filter(isBlind).length;
    const unread = [
      ...(resources.gaps.length > 0 ? ["compute that could not be read"] : []),
      ...(blind > 0 ? [`${blind} ${blind === 1 ? "resource" : "resources"} whose size could not be read`] : []),
    ];
    return {
      value: {
        ...(unread.length === 0 ? all : lessSure(all)),
        regions,
        resources: found,
        ...(excepted.length > 0 && { excepted }),
        unread,
      },
    };
  },
});

/** Whether it has machines of which nobody can say what they are: they may be approved or not, and are no proof of nothing. */
const isBlind = ({ live, requests }: StandingCompute): boolean =>
  live.facts === "unreadable" || requests.some(request => isUnsized(request) && readable(request.count) !== 0);

const isUnsized = ({ size, sizeAbsent, accelerator }: ComputeRequest): boolean =>
  readable(size) === undefined &&
  accelerator.state === "absent" &&
  (size.state === "absent" ? sizeAbsent === "unreadable" : true);

type Row = Burning["resources"][number];
type Sums = Omit<Burning, "regions" | "resources" | "excepted" | "unread">;

const dearestFirst =
  <T extends Sums>(name: (row: T) => string) =>
  (a: T, b: T): number =>
    mostFirst(a.usdPerDay, b.usdPerDay) || mostFirst(a.spotUsdPerDay, b.spotUsdPerDay) || by(name)(a, b);

/** What machines of one resource burn; nothing where there are none. */
function burningOf(live: LiveFacts, unapproved: readonly ComputeRequest[], since: string | undefined): Row[] {
  const row = costOf(live, unapproved, since);
  return row === undefined || figure(row.machines) === 0 ? [] : [row];
}

/** What some machines of a resource cost, approved or not; undefined where it asks for none. */
export function costOf(
  { resource }: LiveFacts,
  unapproved: readonly ComputeRequest[],
  since: string | undefined,
): Row | undefined {
  if (unapproved.length === 0) return undefined;
  const rows = machinesIn(unapproved).map(requests => sumsOf(requests, resource.region));
  const sums = together(rows.map(row => (since === undefined ? { ...row, undated: row.machines } : { ...row, since })));
  const sizes = unapproved.flatMap(({ size, accelerator }) => readable(size) ?? readable(accelerator) ?? []);
  return {
    id: resource.id,
    name: resource.name,
    subscription: resource.subscription,
    region: resource.region ?? "",
    sizes: [...new Set(sizes)].sort(),
    ...sums,
  };
}

/** Sizes among which Azure picks share their machines. */
const machinesIn = (requests: readonly ComputeRequest[]): readonly ComputeRequest[][] =>
  [...grouped(requests.entries(), ([index, { choice }]) => choice ?? String(index)).values()].map(group =>
    group.map(([, request]) => request),
  );

/** What the machines of one request come to. Of several sizes it is not known which they have. */
function sumsOf(requests: readonly ComputeRequest[], region: string | undefined): Sums {
  const { size, count, counts, spot, region: own } = requests[0]!;
  const machines = count.state === "absent" || counts === "accelerators" ? 1 : readable(count);
  const name = requests.length === 1 ? readable(size) : undefined;
  const where = readable(own) ?? region ?? "";
  const price =
    name === undefined || !hasPrices(where) || isSold(name, where) === false ? undefined : usdPerHour(name, where);
  const each = (one: number | undefined): Amount =>
    machines === 0 ? exactly(0) : machines === undefined || one === undefined ? unknownAmount : exactly(machines * one);
  const usd = each(price === undefined ? undefined : price * 24);
  const isSpot = readable(spot) === true;
  const { gpus, gpuModel } = (name === undefined ? undefined : sizeOf(name)) ?? {};
  const rate = gpuModel === undefined ? undefined : megahashesPerSecond(gpuModel);
  const hashes = rate !== undefined && gpus !== undefined ? each(rate * gpus) : undefined;
  return {
    machines: each(1),
    gpus:
      counts === "accelerators" && readable(count) !== undefined
        ? // They are asked for: Container Instances ended its GPUs on 2025-07-14, so that it is not known which are left.
          atMost(readable(count)!)
        : each(gpus ?? (name !== undefined && !isAccelerator(name) ? 0 : undefined)),
    usdPerDay: isSpot ? exactly(0) : usd,
    spotUsdPerDay: !isSpot ? exactly(0) : usd.is === "exact" ? atMost(usd.value) : unknownAmount,
    undated: exactly(0),
    ...(hashes && { megahashesPerSecond: hashes }),
  };
}

function together(rows: readonly Sums[]): Sums {
  const sum = (key: "machines" | "gpus" | "usdPerDay" | "spotUsdPerDay" | "undated") =>
    total(rows.map(row => row[key]));
  const hashing = rows.flatMap(({ megahashesPerSecond: rate }) => (rate ? [rate] : []));
  // Cards of which no figure is known hash too.
  const others = rows.some(({ gpus, megahashesPerSecond: rate }) => rate === undefined && figure(gpus) !== 0);
  const since = rows.flatMap(row => row.since ?? []).sort()[0];
  return {
    machines: sum("machines"),
    gpus: sum("gpus"),
    usdPerDay: sum("usdPerDay"),
    spotUsdPerDay: sum("spotUsdPerDay"),
    ...(hashing.length > 0 && { megahashesPerSecond: others ? inPart(total(hashing)) : total(hashing) }),
    ...(since !== undefined && { since }),
    undated: sum("undated"),
  };
}

const lessSure = (sums: Sums): Sums => ({
  ...sums,
  machines: inPart(sums.machines),
  gpus: inPart(sums.gpus),
  usdPerDay: inPart(sums.usdPerDay),
  spotUsdPerDay: inPart(sums.spotUsdPerDay),
  undated: inPart(sums.undated),
  ...(sums.megahashesPerSecond && { megahashesPerSecond: inPart(sums.megahashesPerSecond) }),
});
