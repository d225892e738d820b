import * as z from "zod";
import type { Immutable } from "../../catalogue/immutable";
import { findingSchema } from "../../catalogue/outcome-schema";
import { severities } from "../../catalogue/severity";
import { amountSchema } from "../facts/amount";
import { estateSourceSchema } from "./coverage-schema";
import { bySeveritySchema, byStatusSchema, pointSchema } from "./history-schema";
import { selectedSchema } from "./selected-schema";

/** What has changed since an earlier report of the same tenant. */
export interface Since extends Immutable<z.output<typeof sinceSchema>> {}
export const sinceSchema = z
  .object({
    collectedAt: z.iso.datetime().meta({ description: "When the evidence of the earlier report was collected, UTC" }),
    new: z
      .array(z.string())
      .meta({ description: "Fingerprints of the findings that the earlier report does not have" }),
    firstJudged: z.array(z.string()).exactOptional().meta({
      description:
        "Fingerprints of findings that the earlier report could not have: their rule was not selected then, or they are below what it showed. Left out where there is none",
    }),
    changed: z
      .array(z.object({ fingerprint: z.string(), severity: z.enum(severities), message: z.string() }))
      .meta({ description: "Findings of both whose severity or message differs, as they were" }),
    estate: estateSourceSchema.exactOptional().meta({
      description: "The estate of the earlier report, where it was another one. Left out where it was the same",
    }),
    unchanged: z.int().nonnegative().meta({ description: "How many findings of both are the same" }),
    fixed: z
      .array(findingSchema)
      .meta({ description: "Findings that are gone: their rule was judged in full and finds them no more" }),
    excepted: z.array(findingSchema).meta({ description: "Findings that an exception of the estate covers now" }),
    unseen: z.array(findingSchema).meta({
      description: "Findings of which it is not known: their rule was not judged this time, or not in full",
    }),
  })
  .meta({ id: "Since", description: "What has changed since an earlier report, finding by finding, by fingerprint" });

/** What of an earlier report is read: reports of earlier versions have it too. */
export interface Baseline extends Immutable<z.output<typeof baselineSchema>> {}
export const baselineSchema = z.object({
  schema: z.literal("computeguard/report/1"),
  collectedAt: z.iso.datetime(),
  tenant: z.object({ id: z.string(), name: z.string() }).exactOptional(),
  outcomes: z.array(
    z.object({
      rule: z.object({ id: z.string(), formerIds: z.array(z.string()).exactOptional() }),
      findings: z.array(findingSchema),
    }),
  ),
  summary: z.object({ findings: bySeveritySchema, checks: byStatusSchema }).exactOptional(),
  burning: z.object({ usdPerDay: amountSchema, spotUsdPerDay: amountSchema }).exactOptional(),
  tenantBlast: z.object({ usdPerDay: amountSchema }).exactOptional(),
  history: z.array(pointSchema).exactOptional(),
  selected: selectedSchema.exactOptional(),
  subscriptions: z.array(z.object({ id: z.string() })).exactOptional(),
  coverage: z
    .object({
      estate: estateSourceSchema,
      subscriptions: z.object({ chosen: z.boolean() }).exactOptional(),
      resourceGroups: z.array(z.string()).exactOptional(),
    })
    .exactOptional(),
});
