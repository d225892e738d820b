import type { Amount } from "../facts/amount";
import type { Burning } from "../facts/burning-schema";
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

/** "3 machines", "at least 1 machine". */
export const machineWords = (machines: Amount): string =>
  machines.is === "unknown"
    ? "machines whose number is not known"
    : `${amountWords(machines)} ${machines.value === 1 ? "machine" : "machines"}`;

/** Whether anything burns, or may. */
export const burns = ({ machines, unread }: Burning): boolean =>
  unread.length > 0 || machines.is !== "exact" || machines.value > 0;

/** What machines amount to beside their price: "8 GPUs; 200 MH/s; since 2026-11-01". */
export const burningWords = ({
  gpus,
  spotUsdPerDay,
  megahashesPerSecond: rate,
  since,
}: Pick<Burning, "gpus" | "spotUsdPerDay" | "megahashesPerSecond" | "since">): string =>
  [
    `${gpuWords(gpus)}${spotWords(spotUsdPerDay)}`,
    ...(rate && rate.is !== "unknown" ? [`${amountWords(rate)} MH/s on Ethereum's proof of work`] : []),
    ...(since === undefined ? [] : [`since ${since.slice(0, 10)}`]),
  ].join("; ");

/** What spot machines would add; nothing where there is no spot quota, or none was read, which the rest says. */
export const spotWords = (spot: Amount): string =>
  spot.is === "unknown" || spot.value === 0 ? "" : `; spot machines: ${amountWords(spot, usd)}`;
