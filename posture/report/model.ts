import * as z from "zod";
import { exceptionSchema } from "../../catalogue/exceptions";
import type { Immutable } from "../../catalogue/immutable";
import { findingSchema, gapSchema, outcomeSchema, statusSchema } from "../../catalogue/outcome-schema";
import { type BlastRadius, blastRadiusSchema, tenantBlastSchema } from "../facts/blast-radius-schema";
import { burningSchema } from "../facts/burning-schema";
import { firstAlarmSchema } from "../facts/first-alarm-schema";
import { actSchema } from "./acts-schema";
import { capacityCreatedSchema } from "./capacity-schema";
import { coverageSchema } from "./coverage-schema";
import { grantSchema } from "./grants-schema";
import { bySeveritySchema, byStatusSchema, pointSchema } from "./history-schema";
import { idleCellSchema } from "./idle-schema";
import { selectedSchema } from "./selected-schema";
import { sinceSchema } from "./since-schema";

/**
 * The report of one run, as every format prints it. Plain JSON: `report.json` is this object, with lists that many share named once
 * (`stored-schema.ts`). This is its one definition: the types are inferred from it, and `docs/report-1.schema.json` is printed from it.
 */

const count = z.int().nonnegative();
const named = { id: z.string(), name: z.string().meta({ description: "For people" }) };

export interface Summary extends Immutable<z.output<typeof summarySchema>> {}
const summarySchema = z
  .object({
    status: statusSchema.meta({ description: "fail if any check fails, else unknown if any is unknown, else pass" }),
    findings: bySeveritySchema.meta({ description: "How many findings there are of each severity" }),
    checks: byStatusSchema.meta({ description: "How many checks have each status" }),
    excepted: count.meta({ description: "How many findings an exception of the estate covers; not counted above" }),
    unknowns: count.meta({ description: "How many subjects could not be judged" }),
    gaps: count.meta({ description: "How many things could not be read" }),
  })
  .meta({ description: "The totals" });

export interface Excepted extends Immutable<z.output<typeof exceptedSchema>> {}
const exceptedSchema = z
  .object({ finding: findingSchema, exception: exceptionSchema })
  .meta({ id: "Excepted", description: "A finding, and the exception of the estate that covers it" });

export interface IdleException extends Immutable<z.output<typeof idleExceptionSchema>> {}
const idleExceptionSchema = z
  .object({
    exception: exceptionSchema,
    why: z.enum(["ended", "matchesNothing"]).meta({
      description: "ended: its last day is past; matchesNothing: no finding of this run is covered by it",
    }),
  })
  .meta({ id: "IdleException", description: "An exception of the estate that does nothing" });

const requirementSchema = z
  .object({
    id: z.string().meta({ description: "The framework's own id, such as IM-6" }),
    title: z.string().meta({ description: "In our own words; the texts of some frameworks are copyrighted" }),
    status: z.enum([...statusSchema.options, "notTested"]).meta({
      description:
        "notTested if no rule that was judged tests it; else fail if any of its rules fails, else unknown if any is, else pass",
    }),
    rules: z.array(z.string()).meta({ description: "Ids of the rules that test it; none where it is not tested" }),
  })
  .meta({ id: "Requirement", description: "One requirement of a framework" });

export interface FrameworkResult extends Immutable<z.output<typeof frameworkSchema>> {}
const frameworkSchema = z
  .object({
    ...named,
    version: z.string(),
    requirements: z.array(requirementSchema).meta({ description: "Only those that this tool addresses" }),
  })
  .meta({ id: "Framework", description: "A compliance framework, as far as this tool addresses it" });

const evidenceSchema = z
  .object({
    sha256: z.string().meta({ description: "Of its manifest, which holds that of each shard, in hexadecimal" }),
  })
  .meta({
    description: "The saved evidence that was judged. Left out where none was saved; computeguard verify reads it",
  });

export interface Report extends Immutable<z.output<typeof reportSchema>> {}
export const reportSchema = z
  .object({
    schema: z.literal("computeguard/report/1").meta({ description: "Which schema the report keeps" }),
    tool: z
      .object({ name: z.literal("computeguard"), version: z.string() })
      .meta({ description: "What wrote the report" }),
    collectedAt: z.iso.datetime().meta({
      description:
        "When the evidence was collected, UTC. The same evidence gives the same report, whenever it is judged",
    }),
    endedAt: z.iso.datetime().exactOptional().meta({
      description: "When the last of the evidence was read, UTC. Left out where files were scanned",
    }),
    tenant: z
      .object(named)
      .exactOptional()
      .meta({ description: "The Entra tenant that was audited. Left out where files were scanned" }),
    cloud: z.string().exactOptional().meta({
      description: "The cloud of the tenant, such as AzurePublicCloud. Left out where it is none that is listed",
    }),
    subscriptions: z.array(z.object(named)).meta({ description: "The Azure subscriptions that were audited" }),
    evidence: evidenceSchema.exactOptional(),
    selected: selectedSchema.exactOptional(),
    coverage: coverageSchema,
    summary: summarySchema,
    since: sinceSchema.exactOptional(),
    history: z.array(pointSchema).exactOptional().meta({
      description:
        "What earlier reports came to, the oldest first, at most 90: those that the earlier report knew, and itself. Left out where there is none",
    }),
    acts: z.array(actSchema).meta({
      description: "What to do about what was found, stage by stage, in each the act that takes away the most first",
    }),
    outcomes: z.array(outcomeSchema).meta({
      description:
        "One for each rule: those that fail, by their worst finding, then those that could not be judged, then those that pass",
    }),
    excepted: z.array(exceptedSchema).meta({
      description: "Faults that the estate excepts. They appear in no outcome and are counted in no other total",
    }),
    idleExceptions: z
      .array(idleExceptionSchema)
      .meta({ description: "Exceptions of the estate that do nothing, in its order" }),
    compliance: z
      .array(frameworkSchema)
      .meta({ description: "Requirements of frameworks that this tool addresses, each by what was tested for it" }),
    gaps: z.array(gapSchema).meta({
      description: "Everything that could not be read, each once, including what no selected rule needed",
    }),
    grants: z.array(grantSchema).exactOptional().meta({
      description: "How this sign-in is given exactly what it was denied. Left out where nothing was",
    }),
    burning: burningSchema.exactOptional(),
    capacityCreated: capacityCreatedSchema.exactOptional(),
    tenantBlast: tenantBlastSchema.exactOptional(),
    firstAlarm: firstAlarmSchema.exactOptional(),
    idleQuota: z.array(idleCellSchema).exactOptional().meta({
      description:
        "Quota that lies idle, by kind and region, the dearest first. Left out where quota was not looked at",
    }),
    blastRadius: z.array(blastRadiusSchema).meta({
      description:
        "What each identity could burn: the undefended first, then those that could not be assessed, those defended in part, and the defended; among them the dearest first",
    }),
  })
  .meta({ title: "Computeguard report", description: "What an audit of an Azure tenant found" });

export type { BlastRadius };
