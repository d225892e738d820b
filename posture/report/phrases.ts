import type { Amount } from "../facts/amount";
import { amountWords, usd } from "../report-text";
import type { IdleException } from "./model";

/** "1,234 findings". */
export const counted = (count: number, word: string): string =>
  `${count.toLocaleString("en-US")} ${word}${count === 1 ? "" : "s"}`;

/** Why an exception does nothing, after its name. */
export const idleReasons: { readonly [why in IdleException["why"]]: string } = {
  ended: "has ended",
  matchesNothing: "matches nothing",
};

/** "at least 8 GPUs", "GPUs not known". */
export const gpuWords = (gpus: Amount): string =>
  gpus.is === "unknown" ? "GPUs not known" : `${amountWords(gpus)} ${gpus.value === 1 ? "GPU" : "GPUs"}`;

/** What spot machines would add, or nothing where there is no spot quota. */
export const spotWords = (spot: Amount): string =>
  spot.is === "exact" && spot.value === 0 ? "" : `; spot machines: ${amountWords(spot, usd)}`;
