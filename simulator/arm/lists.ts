import { type Answer, armError, ok, Refusal } from "../answers";
import type { Call } from "../call";
import { type Filter, FilterError, parseFilter } from "../filter";
import type { Json, Row } from "../json";
import { inOrder, pageOf } from "../paging";

export interface ListOptions {
  /** What the last page says: nothing, `null` or an empty text. Services differ. */
  readonly end?: null | "";
  /** Sorted by the service; not shuffled. */
  readonly ordered?: boolean;
  /** The service sends all in one answer. */
  readonly whole?: boolean;
}

/** `$top` where a list takes it; whatever else stands there is left out of account, as ARM does. */
function topOf(call: Call): number {
  const top = Number(call.query.get("$top") ?? Number.POSITIVE_INFINITY);
  return top >= 1 ? top : call.listing.pageSize;
}

/** One page of an ARM list. */
export function armList(call: Call, rows: readonly Row[], options: ListOptions = {}): Answer {
  const sorted = options.ordered ? rows : inOrder(call, rows);
  const page = options.whole ? { rows: sorted } : pageOf(call, sorted, Math.min(call.listing.pageSize, topOf(call)));
  const next: Json | undefined = "next" in page ? page.next : options.end;
  const left = { "x-ms-ratelimit-remaining-subscription-reads": "249" };
  return ok(next === undefined ? { value: page.rows } : { value: page.rows, nextLink: next }, left);
}

/** The OData filter of a call, or one that lets everything through. */
export function filterIn(call: Call): Filter {
  const source = call.query.get("$filter");
  if (!source) return { test: () => true, advanced: false, properties: [] };
  try {
    return parseFilter(source);
  } catch (error) {
    if (error instanceof FilterError)
      throw new Refusal(armError(400, "InvalidFilterInQueryString", `Invalid $filter '${source}'. ${error.message}`));
    throw error;
  }
}
