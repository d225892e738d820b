/** What a query's `timespan` leaves: instants in milliseconds since 1970. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

const duration = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

function lengthOf(text: string): number | undefined {
  const found = duration.exec(text);
  if (!found || found.slice(1).every(part => part === undefined)) return undefined;
  const [weeks, days, hours, minutes, seconds] = found.slice(1).map(part => Number(part ?? 0));
  return ((((weeks! * 7 + days!) * 24 + hours!) * 60 + minutes!) * 60 + seconds!) * 1000;
}

/**
 * ISO 8601: a duration up to now (`P1D`), a beginning with an end or a duration (`2026-11-01T00:00:00Z/P1D`), or a duration
 * with an end. Undefined where the text is none of these.
 */
export function windowOf(text: string, now: number): Window | undefined {
  const [first = "", second, ...more] = text.split("/");
  if (more.length > 0) return undefined;
  const [a, b] = [lengthOf(first), second === undefined ? undefined : lengthOf(second)];
  if (second === undefined) return a === undefined ? undefined : { from: now - a, to: now };
  const [from, to] = [Date.parse(first), Date.parse(second)];
  const window = a !== undefined ? { from: to - a, to } : b !== undefined ? { from, to: from + b } : { from, to };
  return Number.isNaN(window.from) || Number.isNaN(window.to) ? undefined : window;
}
