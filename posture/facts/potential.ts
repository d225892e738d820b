import { type Amount, atMost, figure, unknownAmount } from "./amount";
import type { BlastRadius } from "./blast-radius-schema";
import { grouped } from "./collate";
import { type BurnSums, lessSure, nothing, together } from "./idle-worth";
import { type Known, type Quotas, quotasBy } from "./service-quotas";

/** What could be burnt, and what the figures leave out. */
export type Burnt = Pick<
  BlastRadius,
  "usdPerDay" | "spotUsdPerDay" | "gpus" | "vCpus" | "megahashesPerSecond" | "unread"
>;

/** Where one may create, and by which quotas. */
export interface Reach {
  /** Ids of the subscriptions in which the compute quota may be spent. */
  readonly compute: readonly string[];
  /** By the namespace of each service with a quota of its own: ids of the subscriptions in which it may be used. */
  readonly services: ReadonlyMap<string, readonly string[]>;
  /** Ids of the subscriptions in which any service may be used. */
  readonly any: readonly string[];
  /** False: there may be more ways than those that were read. */
  readonly whole: boolean;
}

/** Works out once what the idle quota of each subscription would buy, and then adds up what somebody reaches, and does not reach otherwise. */
export function potentialOf(known: Known, at: string): (reach: Reach, otherwise?: Reach) => Burnt {
  const { compute, others } = quotasBy(known, at);
  return ({ compute: reached, services, any: anyService, whole }, otherwise = nowhere) => {
    const inService = (service: string) =>
      minus(both(services.get(service) ?? [], anyService), both(otherwise.services.get(service) ?? [], otherwise.any));
    const any = minus(anyService, otherwise.any);
    const unread = [...services.keys()].filter(service => !others.has(service) && inService(service).length > 0);
    const parts = [
      ...added(compute, minus(reached, otherwise.compute)),
      ...[...others].flatMap(([service, quotas]) => added(quotas, inService(service))),
    ];
    const open = unread.length > 0 || any.length > 0 || !whole;
    const { megahashesPerSecond, ...amounts } = together([
      ...parts.flatMap(part => part.each),
      ...(open ? [more] : []),
    ]);
    return {
      ...amounts,
      ...((figure(megahashesPerSecond) ?? 0) > 0 && { megahashesPerSecond }),
      spotUsdPerDay: spotOf(parts, open),
      unread: [
        ...parts.flatMap(({ unread: part }) => part),
        ...(parts.some(({ sums, isShort }) => !isShort && sums.spotUsdPerDay.is === "unknown")
          ? ["spot capacity of which no price is known"]
          : []),
        ...(any.length > 0
          ? ["quota of other services that have their own"]
          : unread.length > 0
            ? [named(unread)]
            : []),
        ...(whole ? [] : ["rights that could not be read"]),
      ],
    };
  };
}

/** What may be there beside all that was read. */
const more = lessSure(nothing);

/** An upper bound for the pools that were read. Where none allows anything and others were not read, it is not known. */
function spotOf(parts: readonly Part[], open: boolean): Amount {
  const read = atMost(parts.reduce((sum, { sums }) => sum + (figure(sums.spotUsdPerDay) ?? 0), 0));
  const short = open || parts.some(({ sums, isShort }) => isShort || sums.spotUsdPerDay.is === "unknown");
  return short && figure(read) === 0 ? unknownAmount : read;
}

/** The quotas of one service in some subscriptions. */
interface Part {
  /** Subscription by subscription: what is sure of one stays sure beside one that has no more than a bound. */
  readonly each: readonly BurnSums[];
  readonly sums: BurnSums;
  /** Whether they may come to more. */
  readonly isShort: boolean;
  /** What was not read of them. */
  readonly unread: readonly string[];
}

function added({ of }: Quotas, ids: readonly string[]): Part[] {
  if (ids.length === 0) return [];
  const parts = ids.map(of);
  const missing = grouped(
    parts.flatMap(part => [...part.missing, ...part.lowering]),
    what => what,
  );
  const each = parts.map(({ sums }) => sums);
  return [
    {
      each,
      sums: together(each),
      isShort: parts.some(part => part.missing.length > 0),
      unread: [...missing].map(([what, { length }]) => `${what} of ${length} of ${ids.length} subscriptions`).sort(),
    },
  ];
}

const both = (some: readonly string[], more: readonly string[]): readonly string[] =>
  more.length === 0 ? some : [...new Set([...some, ...more])];

const nowhere: Reach = { compute: [], services: new Map(), any: [], whole: true };

function minus(some: readonly string[], others: readonly string[]): readonly string[] {
  if (others.length === 0) return some;
  const left = new Set(others);
  return some.filter(id => !left.has(id));
}

/** Services with accelerators come first, for they are what matters. */
const first = ["Microsoft.App"];
const shown = 3;
function named(services: readonly string[]): string {
  const inOrder = [...first.filter(name => services.includes(name)), ...services.filter(name => !first.includes(name))];
  const rest = services.length - shown;
  return `quota of ${rest > 0 ? `${inOrder.slice(0, shown).join(", ")} and ${rest} more` : inOrder.join(", ")}`;
}
