import * as z from "zod";
import { type Estate, estateSettings } from "../catalogue/estate";

type Settings = typeof estateSettings;

/** The name of each option, and of the estate setting that it is taken from. */
type Names = { readonly [option: string]: keyof Settings };

type OptionsOf<N extends Names> = z.ZodObject<{ -readonly [O in keyof N]: Settings[N[O]] }, z.core.$strict>;

/**
 * The options of a rule that are settings of the estate, described and checked as they are there: with
 * `optionsFrom({ approved: "vmSizes" })` the rule has an option `approved`, which is the estate's `vmSizes`.
 */
export function optionsFrom<const N extends Names>(
  names: N,
): { readonly options: OptionsOf<N>; fromEstate(estate: Estate): z.infer<OptionsOf<N>> } {
  const entries = Object.entries(names);
  const options = z.strictObject(
    Object.fromEntries(entries.map(([option, setting]) => [option, estateSettings[setting]])),
  );
  return {
    // what is built from entries has lost the names of its types
    options: options as unknown as OptionsOf<N>,
    fromEstate: estate =>
      Object.fromEntries(
        entries.flatMap(([option, setting]) => (estate[setting] === undefined ? [] : [[option, estate[setting]]])),
      ) as z.infer<OptionsOf<N>>,
  };
}
