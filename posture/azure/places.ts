/**
 * How many requests may be under way to one service at a time. It begins with few; each round of answers that come readily doubles
 * them, until the service refuses one for being asked too much. Then they are halved, and from there one more a round: the way in
 * which TCP shares a line (RFC 5681). A slow answer lets none be added.
 */
export interface Places {
  readonly open: number;
  /** Ready answers since the last change. */
  readonly ready: number;
  /** Cuts so far. A request that was sent before the last one says nothing of what holds since. */
  readonly cuts: number;
}

/** How one request ended. `ready`: answered in time, be it with a refusal of rights; `slow`: late, or broken; `refused`: too many. */
export type Ending = "ready" | "slow" | "refused";

export const firstPlaces = 12;
export const mostPlaces = 64;
const fewest = 2;
/** Milliseconds after which an answer is slow. */
const slowAfter = 5000;

export const placesAtFirst = (most: number): Places => ({ open: Math.min(firstPlaces, most), ready: 0, cuts: 0 });

/** The places after a request that was sent after so many `cuts` has ended. */
export function placesAfter(places: Places, most: number, ending: Ending, cuts: number): Places {
  const { open, ready } = places;
  if (ending === "refused") {
    // All that were under way may be refused at once, which is one refusal.
    if (cuts !== places.cuts) return places;
    return { open: Math.max(Math.min(fewest, most), Math.floor(open / 2)), ready: 0, cuts: places.cuts + 1 };
  }
  if (ending === "slow" || open >= most) return { ...places, ready: 0 };
  if (ready + 1 < open) return { ...places, ready: ready + 1 };
  return { ...places, open: Math.min(most, places.cuts > 0 ? open + 1 : open * 2), ready: 0 };
}

/** Sources: Azure Resource Manager and Microsoft Graph throttle with 429; a service that is overloaded answers 503. */
export function endingOf(status: number | undefined, milliseconds: number): Ending {
  if (status === 429 || status === 503) return "refused";
  return status === undefined || status >= 500 || status === 408 || milliseconds > slowAfter ? "slow" : "ready";
}
