import type { Amount } from "../facts/amount";
import type { Burning } from "../facts/burning-schema";

/** USD a day; where all of the machines are spot machines, what these cost: never nothing. */
export const burningAmount = ({ usdPerDay, spotUsdPerDay }: Pick<Burning, "usdPerDay" | "spotUsdPerDay">): Amount =>
  usdPerDay.is === "exact" && usdPerDay.value === 0 ? spotUsdPerDay : usdPerDay;
