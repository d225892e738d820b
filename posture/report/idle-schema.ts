import * as z from "zod";
import type { Immutable } from "../../catalogue/immutable";
import { amountSchema } from "../facts/amount";

/** Idle quota of one kind in one region, over all subscriptions. */
export interface IdleCell extends Immutable<z.output<typeof idleCellSchema>> {}
export const idleCellSchema = z
  .object({
    service: z
      .string()
      .meta({ description: "The namespace of the service whose quota it is, such as Microsoft.Compute" }),
    family: z.string().meta({ description: "As Azure names the quota, for people" }),
    pool: z.enum(["family", "spot", "any"]).meta({
      description: "family: machines of one family; spot: any spot machines; any: machines of every family",
    }),
    region: z.string(),
    accelerator: z.boolean().meta({ description: "A machine with an accelerator could be created from it" }),
    vCpus: amountSchema.meta({ description: "vCPUs that can still be created" }),
    usdPerDay: amountSchema.meta({
      description:
        "USD a day at list prices of the dearest that could be bought from it, each cell for itself: families of one region share its total. Of spot machines at most so much",
    }),
  })
  .meta({ id: "IdleCell", description: "Quota that lies idle, of one kind in one region, over all subscriptions" });
