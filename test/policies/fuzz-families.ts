import * as fc from "fast-check";
import { runs } from "../depth";
import { payloads } from "./fuzz-payloads";
import { props } from "./fuzz-props";
import { type Family, isFitToRead, type Specimen, violationsOn } from "./fuzz-specimen";
import { templates } from "./fuzz-templates";
import { tokens } from "./fuzz-tokens";

/** The kinds of input at random; `npm run test:deep` tries each as often as it says here. */
export const families: readonly Family[] = [
  { what: "templates", runs: 3000, specimens: templates },
  { what: "tokens", runs: 6000, specimens: tokens },
  { what: "payloads", runs: 2000, specimens: payloads },
  { what: "props", runs: 4000, specimens: props },
];

export function judged(specimen: Specimen): void {
  for (const violation of violationsOn(specimen)) isFitToRead(violation, specimen);
}

/** One test for each family, with a share of its runs. */
export function judgesAnyInput(share: number): void {
  for (const { what, runs: count, specimens } of families)
    it(`${what}: no rule throws, and every violation is fit to read`, () =>
      fc.assert(fc.property(specimens, judged), { numRuns: runs(count * share) }));
}
