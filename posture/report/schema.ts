import * as z from "zod";
import { exceptionSchema } from "../../catalogue/exceptions";
import { severities } from "../../catalogue/outcome";
import type { Report } from "./model";

const severity = z.enum(severities);
const status = z.enum(["pass", "fail", "unknown"]);
const count = z.int().nonnegative();

const rule = z.object({
  id: z.string().meta({ description: "Kebab-case noun for the fault; ids are never reused" }),
  formerIds: z.array(z.string()).optional().meta({ description: "Ids that the rule had before it was renamed" }),
  title: z.string().meta({ description: "The healthy estate" }),
  severity,
  why: z.string(),
  fix: z.string(),
  control: z.string().meta({ description: "Key of the control that the frameworks' requirements hang on" }),
});

const subject = z.object({
  kind: z.enum([
    "tenant",
    "subscription",
    "user",
    "group",
    "servicePrincipal",
    "principal",
    "roleAssignment",
    "roleDefinition",
    "quota",
    "logRecord",
    "resource",
    "policy",
  ]),
  id: z.string().meta({ description: "Azure's own id" }),
  name: z.string(),
  scope: z.string().optional(),
});

const gap = z.object({
  what: z.string(),
  missing: z.string().meta({ description: "The permission, licence or condition that would have allowed it" }),
  reason: z.enum(["denied", "unlicensed", "notRegistered", "failed", "cutOff", "malformed"]),
  subjects: z.array(z.string()).optional(),
  field: z.string().optional(),
});

const finding = z.object({
  rule: z.string(),
  severity,
  subject,
  message: z.string(),
  path: z.string().optional(),
  proof: z.array(z.string()),
  fingerprint: z.string().meta({ description: "Stable over runs" }),
});

/** The published schema of `report.json`; `docs/report-1.schema.json` is printed from it. */
export const reportSchema = z
  .object({
    schema: z.literal("computeguard/report/1"),
    tool: z.object({ name: z.literal("computeguard"), version: z.string() }),
    collectedAt: z.iso.datetime().meta({ description: "When the evidence was collected, UTC" }),
    tenant: z.object({ id: z.string(), name: z.string() }),
    subscriptions: z.array(z.object({ id: z.string(), name: z.string() })),
    summary: z.object({
      status,
      findings: z.object({ low: count, medium: count, high: count, critical: count }),
      checks: z.object({ pass: count, fail: count, unknown: count }),
      excepted: count,
      unknowns: count,
      gaps: count,
    }),
    outcomes: z.array(
      z.object({
        rule,
        status,
        findings: z.array(finding),
        unknowns: z.array(z.object({ rule: z.string(), subject, why: z.string() })),
        gaps: z.array(gap),
      }),
    ),
    excepted: z
      .array(z.object({ finding, exception: exceptionSchema }))
      .meta({ description: "Faults that the estate excepts; they stand in no outcome" }),
    idleExceptions: z
      .array(z.object({ exception: exceptionSchema, why: z.enum(["ended", "matchesNothing"]) }))
      .meta({ description: "Exceptions of the estate that do nothing" }),
    compliance: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        version: z.string(),
        requirements: z.array(z.object({ id: z.string(), title: z.string(), status, rules: z.array(z.string()) })),
      }),
    ),
    gaps: z.array(gap),
    blastRadius: z.array(
      z.object({
        principal: z.object({ id: z.string(), name: z.string(), kind: z.string() }),
        subscriptions: z.array(z.string()),
        usdPerDay: z.number().nonnegative(),
        gpus: z
          .number()
          .nonnegative()
          .meta({ description: "Physical GPUs; sizes with a part of one count as that part" }),
        vCpus: count,
        defence: z.string(),
        defended: z.union([z.boolean(), z.literal("unknown")]),
      }),
    ),
  })
  .meta({ title: "Computeguard report" });

/** Holds the schema and the type together: what one has and the other lacks does not compile. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type Plain<T> = T extends object ? { -readonly [K in keyof T]: Plain<Exclude<T[K], undefined>> } : T;
const same: Same<Plain<z.output<typeof reportSchema>>, Plain<Report>> = true;
void same;

export const reportJsonSchema = (): object => z.toJSONSchema(reportSchema, { target: "draft-2020-12" });
