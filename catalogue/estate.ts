import * as z from "zod";

/**
 * The estate: what the organisation approves. One schema for all three faces; `computeguard.yaml` is an instance.
 * What is left out has a default, and the defaults approve no accelerator at all.
 */
const pattern = z.string().min(1).meta({ description: "A VM size, or a pattern with * such as Standard_NC*_T4_v3" });

export const estateSchema = z.strictObject({
  regions: z
    .array(z.string().min(1))
    .optional()
    .meta({ description: "Approved Azure regions. Without it no region is refused, and the pack says so once." }),
  gpuSizes: z.array(pattern).default([]).meta({ description: "Approved accelerator sizes" }),
  vmSizes: z
    .array(pattern)
    .optional()
    .meta({ description: "Approved ordinary sizes. Without it every size without an accelerator passes." }),
  maxUsdPerHour: z
    .number()
    .positive()
    .optional()
    .meta({ description: "The highest list price of one machine, in USD per hour" }),
  maxInstances: z
    .int()
    .positive()
    .default(10)
    .meta({ description: "The most machines that one scale set, pool or fleet may hold or grow to" }),
  unknownValues: z
    .enum(["advisory", "mandatory"])
    .default("advisory")
    .meta({ description: "How a size or count that Pulumi decides later is judged at preview" }),
  trustedTemplates: z
    .array(z.string().min(1))
    .default([])
    .meta({ description: "Template links and template-spec ids (patterns with *) that may be deployed unread" }),
  breakGlass: z
    .array(z.string().min(1))
    .default([])
    .meta({ description: "Object ids or user principal names of emergency accounts" }),
  ownedAddresses: z.array(z.string().min(1)).default([]).meta({ description: "Our own address ranges, as CIDR" }),
  thresholds: z
    .strictObject({
      standingHolders: z.int().nonnegative().default(3).meta({
        description: "The most people who may hold a standing right to order compute on one subscription",
      }),
      unusedUsdPerDay: z.number().nonnegative().default(500).meta({
        description: "What unused quota of one family in one region may cost per day, in USD, before it is a fault",
      }),
      historyDays: z.int().positive().max(90).default(90).meta({ description: "How far back logs are read, in days" }),
      detectionDays: z.int().positive().max(90).default(7).meta({ description: "The days that count as now" }),
    })
    .prefault({}),
});

export type Estate = z.output<typeof estateSchema>;

/** The estate of an organisation that has said nothing yet. */
export const defaultEstate: Estate = estateSchema.parse({});
