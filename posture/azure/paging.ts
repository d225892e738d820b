import { Fault, malformedAnswer } from "./fault";

/** Empty pages are legal in ARM and Graph; so many in a row are not an answer any more. */
const mostEmptyPages = 100;

/**
 * Streams the rows of a list, page by page. A page is asked for only when the one before is used up.
 * A circle of pages, or an endless row of empty ones, is a malformed answer; the rows before it stay good.
 */
export async function* paged(
  first: string,
  read: (url: string) => Promise<unknown>,
  service: string,
): AsyncGenerator<unknown> {
  const follow = circleGuard(service);
  for (let url: string | undefined = first; url; ) {
    const page = pageOf(await read(url), service);
    follow(page.next, page.rows.length);
    yield* page.rows;
    url = page.next;
  }
}

/** Told of each page's link and length, throws once they lead nowhere. */
export function circleGuard(service: string): (next: string | undefined, rows: number) => void {
  const seen = new Set<string>();
  let empty = 0;
  return (next, rows) => {
    empty = rows ? 0 : empty + 1;
    if (next === undefined) return;
    if (seen.has(next) || empty > mostEmptyPages) {
      throw new Fault("malformed", `an end to the pages of ${service}, which go in a circle`);
    }
    seen.add(next);
  };
}

/** A page of ARM (`nextLink`) or Graph (`@odata.nextLink`). An empty link ends the list, as null does. */
export function pageOf(body: unknown, service: string): { rows: readonly unknown[]; next: string | undefined } {
  const page = body as { value?: unknown; nextLink?: unknown; "@odata.nextLink"?: unknown } | null;
  const next = page?.nextLink ?? page?.["@odata.nextLink"];
  if (!page || !Array.isArray(page.value) || (next !== undefined && next !== null && typeof next !== "string")) {
    throw malformedAnswer(service);
  }
  return { rows: page.value, next: next || undefined };
}
