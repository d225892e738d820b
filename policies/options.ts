import * as z from "zod";
import type { Estate } from "../catalogue/estate";

/** Options that more than one rule has. Each goes by the name of the estate setting that it is taken from. */

export const unknownValues = z
  .enum(["advisory", "mandatory"])
  .default("advisory")
  .meta({ description: "How a value that Pulumi decides later is judged at preview; at up it is judged again" });

/** For a rule that has this option and no other. */
export const onlyUnknownValues = {
  options: z.strictObject({ unknownValues }),
  fromEstate: (estate: Estate) => ({ unknownValues: estate.unknownValues }),
};

const pattern = z.string().min(1);

/** Names, or patterns in which * stands for any text; letter case does not matter. */
export const patterns = (description: string) => z.array(pattern).default([]).meta({ description });
