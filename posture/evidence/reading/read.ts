import type * as z from "zod";
import type { Gap } from "../../../catalogue/outcome";
import { type Fault, faultOf, isAbort } from "../../azure/fault";
import { mostPlaces } from "../../azure/places";
import type { ArmCall, Call } from "../calls";
import { Missing } from "../define";

export interface Reading<T> {
  /** What is read, for people, in the plural. */
  readonly what: string;
  readonly call: Call;
  /** The form of one item on the wire, turned into what is wanted of it. */
  readonly as: z.ZodType<T>;
  /** Ids of what it is read of, where that is not everything. */
  readonly of?: readonly string[];
  /** Not every region has the service: where it is not offered there is nothing, and nothing is missing. */
  readonly whereOffered?: true;
}

/**
 * Reads items one by one. A fault ends the reading and becomes a gap, and what was read before stays. An item that is
 * not in the documented form is left out and counted, and the rest goes on. Only an abort is thrown.
 */
export async function* read<T>(items: AsyncIterable<unknown>, reading: Reading<T>): AsyncGenerator<T | Missing> {
  const { what, call, as, of, whereOffered } = reading;
  const subjects = of && { subjects: of };
  let malformed = 0;
  try {
    for await (const item of items) {
      const read = as.safeParse(item);
      if (read.success) yield read.data;
      else malformed++;
    }
  } catch (error) {
    if (isAbort(error)) throw error;
    const fault = faultOf(error, serviceName[call.api]);
    if (!(whereOffered && fault.notOffered))
      yield new Missing({ what, ...reasonOf(fault, call), ...subjects }, fault.absent);
  }
  if (malformed) {
    const missing = `an answer in the documented form (${malformed} ${malformed === 1 ? "item is" : "items are"} not)`;
    yield new Missing({ what, missing, reason: "malformed", ...subjects });
  }
}

/** A single answer as a list of one. */
export async function* once(answer: () => Promise<unknown>): AsyncGenerator<unknown> {
  yield await answer();
}

/** The items of an answer that was read already. */
export async function* listed<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

const serviceName = { arm: "Azure Resource Manager", graph: "Microsoft Graph" };

/** Names the right or licence that would have allowed it; for what is no matter of rights, the fault's own words. */
function reasonOf({ reason, message, action }: Fault, call: Call): Pick<Gap, "missing" | "reason"> {
  if (reason === "denied") return { reason, missing: rightTo(call, action) };
  if (reason === "unlicensed") return { reason, missing: call.licence ?? "Microsoft Entra ID P1 or P2" };
  if (reason === "notRegistered" && call.api === "arm") return { reason, missing: registrationFor(call) };
  return { reason, missing: message };
}

const registrationFor = ({ actions }: ArmCall): string =>
  `registration of the resource provider ${actions[0]?.split("/")[0]}`;

/** The gap of a list that is not asked for, because a subscription has not registered its resource provider. */
export const notRegistered = (what: string, call: ArmCall, subjects: readonly string[]): Missing =>
  new Missing({ what, missing: registrationFor(call), reason: "notRegistered", subjects });

/** What a gap names where a call is denied: `named` is the action that the answer names, if it does. */
export function rightTo(call: Call, named: string | undefined): string {
  if (call.api === "graph") return call.permission;
  if (call.grant) return `${call.grant.role} at ${call.grant.scope}`;
  const [first, ...others] = call.actions;
  return named ?? (others.length > 2 ? `${first} and ${others.length} more rights to read` : call.actions.join(", "));
}

/** How many lists are read ahead of the one whose rows are taken: as many as one service is asked at a time. */
const ahead = mostPlaces;

/**
 * Reads the list of each item, several at a time, and yields the rows in the order of the items. Only the lists that
 * are read ahead are held. The pipeline bounds how many requests are sent at once.
 */
export async function* each<T, R>(items: readonly T[], readOne: (item: T) => AsyncIterable<R>): AsyncGenerator<R> {
  const lists: Promise<R[]>[] = [];
  const startNext = (item: T) => {
    const list = all(readOne(item));
    list.catch(() => {}); // the first failure is thrown below; the others must not go unhandled
    lists.push(list);
  };
  for (const item of items.slice(0, ahead)) startNext(item);
  for (const next of items.slice(ahead)) {
    const rows = await lists.shift()!;
    startNext(next);
    yield* rows;
  }
  for (const list of lists) yield* await list;
}

/**
 * Reads the list of each region, of which the first that has the service tells whether the others are worth asking. Where it
 * is not registered nothing runs, and no row says so: what it would allow once somebody registers it is not known.
 */
export async function* inEachRegion<T>(
  regions: readonly string[],
  readOne: (region: string) => AsyncIterable<T | Missing>,
): AsyncGenerator<T | Missing> {
  for (const [at, region] of regions.entries()) {
    const { rows, gaps } = await apart(readOne(region));
    yield* rows;
    if (gaps.some(({ gap }) => gap.reason === "notRegistered")) return;
    yield* gaps;
    if (gaps.some(({ gap }) => gap.reason === "denied")) return;
    if (rows.length + gaps.length > 0) return yield* each(regions.slice(at + 1), readOne);
  }
}

/** Each row once. Subscriptions that share a management group each list what they inherit from it. */
export async function* distinct<T extends { readonly id: string }>(
  rows: AsyncIterable<T | Missing>,
): AsyncGenerator<T | Missing> {
  const seen = new Set<string>();
  for await (const row of rows) {
    const key = row instanceof Missing ? undefined : row.id.toLowerCase();
    if (key === undefined || !seen.has(key)) yield row;
    if (key !== undefined) seen.add(key);
  }
}

/** One list after the other. */
export async function* inOrder<T>(...lists: readonly AsyncIterable<T>[]): AsyncGenerator<T> {
  for (const list of lists) yield* list;
}

export async function all<T>(rows: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const row of rows) list.push(row);
  return list;
}

/** All rows of a reading, and its gaps, apart. */
export async function apart<T>(rows: AsyncIterable<T | Missing>): Promise<{ rows: T[]; gaps: Missing[] }> {
  const found = { rows: [] as T[], gaps: [] as Missing[] };
  for await (const row of rows) {
    if (row instanceof Missing) found.gaps.push(row);
    else found.rows.push(row);
  }
  return found;
}
