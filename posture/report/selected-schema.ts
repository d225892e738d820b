import * as z from "zod";
import type { Immutable } from "../../catalogue/immutable";
import { severities } from "../../catalogue/severity";

export const selectedSchema = z
  .object({
    rules: z.array(z.string()).exactOptional().meta({ description: "Ids of the rules that were judged, sorted" }),
    frameworks: z.array(z.string()).exactOptional().meta({ description: "Ids of the frameworks that are reported of" }),
    least: z.enum(severities).exactOptional().meta({ description: "Findings below it are counted, and not shown" }),
  })
  .meta({ description: "What was selected of all that could be judged and shown. Left out where nothing was" });

/** What was selected of all that could be judged and shown. */
export interface Selected extends Immutable<z.output<typeof selectedSchema>> {}
