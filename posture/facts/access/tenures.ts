import type { CreateRight } from "../principal-rights";

export type Tenure = CreateRight["tenure"];

/** The first that is in force, else one that may be activated. */
export const soonest = (tenures: readonly (Tenure | undefined)[]): Tenure | undefined =>
  tenures.find(tenure => tenure !== undefined && tenure !== "eligible") ?? tenures[0];

/** All are needed: one that has to be activated, or is not there, decides. */
export function allOf(tenures: readonly (Tenure | undefined)[]): Tenure | undefined {
  if (tenures.includes(undefined)) return undefined;
  return tenures.find(tenure => tenure === "eligible") ?? tenures[0];
}
