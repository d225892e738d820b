import * as z from "zod";
import type { Immutable } from "../../catalogue/immutable";
import { blastRadiusSchema } from "../facts/blast-radius-schema";
import { capabilitySchema } from "../facts/capability-schema";
import { reportSchema } from "./model";

/**
 * The report as `report.json` has it. Many people reach the same subscriptions: each set of them stands in it once, and is referred to.
 * Reports of before have the ids themselves in each place.
 */

const idsSchema = z.array(z.string());

const subscriptionsSchema = (of: z.ZodType) =>
  z.union([z.string(), idsSchema]).meta({
    description: `${of.description}: the name of their set in subscriptionSets; the ids themselves in reports that were written before it`,
  });

const storedCapabilitySchema = capabilitySchema
  .extend({ subscriptions: subscriptionsSchema(capabilitySchema.shape.subscriptions).exactOptional() })
  .meta({ id: "CapabilitySummary", description: capabilitySchema.description! });

const storedRadiusSchema = blastRadiusSchema
  .extend({
    subscriptions: subscriptionsSchema(blastRadiusSchema.shape.subscriptions),
    capabilities: z
      .array(storedCapabilitySchema)
      .meta({ description: blastRadiusSchema.shape.capabilities.description! }),
  })
  .meta({ id: "BlastRadius", description: blastRadiusSchema.description! });

export interface StoredReport extends Immutable<z.output<typeof storedReportSchema>> {}
export const storedReportSchema = reportSchema
  .extend({
    subscriptionSets: z.record(z.string(), idsSchema).exactOptional().meta({
      description:
        "Sets of subscriptions that blastRadius refers to, each once: their ids by the name of the set, which is the same wherever the ids are the same. Left out where there is none",
    }),
    blastRadius: z.array(storedRadiusSchema).meta({ description: reportSchema.shape.blastRadius.description! }),
  })
  .meta({ title: reportSchema.meta()!.title!, description: reportSchema.description! });

/** What `docs/report-1.schema.json` holds. */
export const reportJsonSchema = (): object => z.toJSONSchema(storedReportSchema, { target: "draft-2020-12" });
