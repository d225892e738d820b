import * as z from "zod";
import type { Immutable } from "../../catalogue/immutable";
import { amountSchema } from "../facts/amount";

const count = z.int().nonnegative();

/** How many findings there are of each severity. */
export const bySeveritySchema = z.object({ low: count, medium: count, high: count, critical: count });

/** How many checks have each status. */
export const byStatusSchema = z.object({ pass: count, fail: count, unknown: count });

/** What one report came to. */
export interface Point extends Immutable<z.output<typeof pointSchema>> {}
export const pointSchema = z
  .object({
    collectedAt: z.iso.datetime().meta({ description: "When its evidence was collected, UTC" }),
    findings: bySeveritySchema.meta({ description: "How many findings there were of each severity" }),
    checks: byStatusSchema.meta({
      description: "How many checks had each status: with fewer that could be judged there are fewer findings",
    }),
    burningUsdPerDay: amountSchema
      .exactOptional()
      .meta({ description: "What burnt then, at list prices. Left out where it was not looked at" }),
    exposedUsdPerDay: amountSchema.exactOptional().meta({
      description:
        "What all who can create compute could burn together, each quota counted once. Left out where it was not looked at",
    }),
  })
  .meta({ id: "Point", description: "What an earlier report of the same came to" });
