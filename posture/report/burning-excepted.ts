import { total } from "../facts/amount";
import type { Burning } from "../facts/burning-schema";
import { burningUsd, machineWords } from "./phrases";

/** "2 machines that an exception approves, $208.90 a day": what burns too, and is in none of the figures; nothing, where there is none. */
export function exceptedWords({ excepted = [] }: Pick<Burning, "excepted">): string {
  if (excepted.length === 0) return "";
  const machines = total(excepted.map(row => row.machines));
  const amount = burningUsd({
    usdPerDay: total(excepted.map(({ usdPerDay }) => usdPerDay)),
    spotUsdPerDay: total(excepted.map(({ spotUsdPerDay }) => spotUsdPerDay)),
  });
  return `${machineWords(machines)} that an exception approves, ${amount} a day`;
}
