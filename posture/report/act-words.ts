import type { Effort, Stage } from "../cures/acts";
import { amountWords, usd, usdAndCents } from "../report-text";
import type { Act } from "./acts-schema";
import type { Naming } from "./naming";
import { counted } from "./phrases";

/** How reports tell of an act. */

/** So many are named; the others are counted. */
const named = 3;

/** "dana.moreno@contoso.com, theo.lindqvist@contoso.com and 3 more". */
export function targetWords({ targets }: Act, names: Naming): string {
  const first = targets.slice(0, named).map(({ name }) => names.text(name));
  return `${first.join(", ")}${targets.length > named ? ` and ${targets.length - named} more` : ""}`;
}

/** What it takes away: "takes away $724 a day", "up to $506 a day out of reach", "closes 4 findings". */
export function effectWords({ stage, usdPerDay, findings }: Act): string {
  const closes = `closes ${counted(findings.length, "finding")}`;
  if (!usdPerDay || (usdPerDay.is !== "unknown" && usdPerDay.value === 0)) return closes;
  // to the cent where machines run, as the figures of what burns
  const amount = amountWords(usdPerDay, stage === "stop" ? usdAndCents : usd);
  if (usdPerDay.is === "unknown") return `${closes}, money not known`;
  return `${stage === "stop" ? `ends ${amount} a day` : `${amount} a day that one of them could burn`}, ${closes}`;
}

export const effortWords: { readonly [E in Effort]: string } = {
  minutes: "minutes",
  change: "a change",
  ticket: "a support ticket",
};

export const stageWords: { readonly [S in Stage]: string } = {
  stop: "Stop",
  revoke: "Revoke",
  takeBack: "Take back",
  close: "Close",
  shrink: "Shrink",
};
