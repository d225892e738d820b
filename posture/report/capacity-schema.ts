import * as z from "zod";
import type { Immutable } from "../../catalogue/immutable";

const count = z.int().nonnegative();

/** What was created in one region within one day or hour. */
export interface Created extends Immutable<z.output<typeof createdSchema>> {}
const createdSchema = z
  .object({
    at: z.iso.datetime().meta({ description: "When the day, or the hour, begins, UTC" }),
    by: z.enum(["people", "others"]).meta({
      description:
        "others: workloads, and whoever no record names. What scales by itself writes its sets again and again, and counts each time",
    }),
    region: z.string().meta({
      description:
        "As Azure writes it; empty where no record tells it; other regions: all but the ten with the most, together",
    }),
    vCpus: count.meta({ description: "Of the machines whose size a record tells" }),
    machines: count.meta({ description: "How many were asked for, or more: one, where a record does not tell" }),
    unsized: count.meta({
      description: "Of the machines those that are not in vCpus: their size is not told, or unknown",
    }),
  })
  .meta({ id: "Created", description: "What was created of compute in one region within one day or hour" });

export const markKinds = ["elevation", "quota", "first", "burst"] as const;
export interface CapacityMark extends Immutable<z.output<typeof markSchema>> {}
const markSchema = z.object({
  at: z.iso.datetime(),
  kind: z.enum(markKinds).meta({
    description:
      "elevation: somebody elevated its access; quota: more quota was asked for; first: somebody, a subscription or a region had what it never had; burst: very much within hours",
  }),
  rule: z.string().meta({ description: "Id of the rule that tells of it" }),
  fingerprint: z.string().meta({ description: "Of the finding" }),
});

/** What was created of compute over time: the graph of Microsoft's report. */
export interface CapacityCreated extends Immutable<z.output<typeof capacityCreatedSchema>> {}
export const capacityCreatedSchema = z
  .object({
    from: z.iso.datetime().exactOptional().meta({
      description: "Since when all parts of the activity log that were read tell. Left out where none was read",
    }),
    days: z
      .array(createdSchema)
      .meta({ description: "Day by day, in the order of time; what is not here was not created" }),
    hours: z
      .object({ from: z.iso.datetime(), rows: z.array(createdSchema) })
      .exactOptional()
      .meta({
        description:
          "Hour by hour of 24: around the newest burst, or the hour in which most was created. Left out where nothing was",
      }),
    marks: z
      .array(markSchema)
      .meta({ description: "What happened meanwhile, of what was found, in the order of time" }),
    olderMarks: count.meta({ description: "How many marks before these are left out" }),
    unread: z.array(z.string()).meta({ description: "What was not read, for people: of it nothing stands here" }),
  })
  .meta({
    id: "CapacityCreated",
    description:
      "What was created of compute, as the activity log tells: what each act that was done asked for. A set that is written anew counts again",
  });
