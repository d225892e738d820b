import type { IdleException } from "./model";

/** "1,234 findings". */
export const counted = (count: number, word: string): string =>
  `${count.toLocaleString("en-US")} ${word}${count === 1 ? "" : "s"}`;

/** Why an exception does nothing, after its name. */
export const idleReasons: { readonly [why in IdleException["why"]]: string } = {
  ended: "has ended",
  matchesNothing: "matches nothing",
};
