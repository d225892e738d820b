import { armError, graphError, Refusal } from "./answers";
import type { Call } from "./call";
import { hash, shuffled } from "./random";

export interface Page<T> {
  readonly rows: readonly T[];
  /** Absolute address of the next page. */
  readonly next?: string;
  readonly first: boolean;
}

/** Rows in the order in which this listing shows them; every page of one list sees the same order. */
export function inOrder<T>(call: Call, rows: readonly T[]): readonly T[] {
  const seed = call.listing.shuffle;
  return seed === undefined ? rows : shuffled(rows, seed ^ hash(call.path.toLowerCase()));
}

/** The page that the call asks for. The token is opaque and only good for the list that gave it. */
export function pageOf<T>(call: Call, rows: readonly T[], size = call.listing.pageSize): Page<T> {
  const question = questionOf(call);
  const token = tokenIn(call);
  const [offset, rested] = token === undefined ? [0, true] : read(call, token, hash(question));
  if (!rested && call.listing.emptyPages) return { rows: [], first: false, next: link(call, question, offset, true) };
  const cut = rows.slice(offset, offset + size);
  const after = offset + cut.length;
  const page = { rows: cut, first: offset === 0 };
  return after < rows.length
    ? { ...page, next: link(call, question, after, offset > 0 || call.plane !== "graph") }
    : page;
}

/** `$skiptoken` or `$skipToken`: services differ in the spelling. */
function tokenIn(call: Call): string | undefined {
  for (const [key, value] of call.query) if (key.toLowerCase() === "$skiptoken") return value;
  return undefined;
}

function questionOf(call: Call): string {
  const kept = [...call.query].filter(([key]) => key.toLowerCase() !== "$skiptoken");
  const query = kept.map(([key, value]) => `${key}=${encodeURIComponent(value)}`).join("&");
  return `${call.path}?${query}`;
}

/** `rested`: the empty page has been served, or is not due. */
function link(call: Call, question: string, offset: number, rested: boolean): string {
  const token = Buffer.from(JSON.stringify([offset, rested, hash(question)])).toString("base64url");
  return `${call.origin}${question}${question.endsWith("?") ? "" : "&"}$skiptoken=${token}`;
}

function read(call: Call, token: string, expected: number): [number, boolean] {
  try {
    const [offset, rested, asked] = JSON.parse(Buffer.from(token, "base64url").toString()) as [number, boolean, number];
    if (asked === expected && Number.isInteger(offset) && offset >= 0) return [offset, rested];
  } catch {
    // falls through: a token that was never ours
  }
  throw new Refusal(
    call.plane === "graph"
      ? graphError(400, "Directory_ExpiredPageToken", "The specified page token value has expired.", call.tenant.at)
      : armError(400, "InvalidSkipToken", "The skip token is invalid."),
  );
}
