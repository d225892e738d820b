import * as z from "zod";
import type { Immutable } from "./immutable";
import { severities } from "./severity";

/**
 * The words of judgement that a report carries: rules, findings, gaps, outcomes. This is their one definition: the types
 * are inferred from it, and the published schema of reports is printed from it. Import the types from `outcome.ts`: the
 * policy pack needs only the types, and a module that it imports at run time costs it size and start time.
 */
const severitySchema = z.enum(severities).meta({ description: "How bad the fault is" });

/** Any finding: fail; else any gap or unknown: unknown; else pass. */
export type Status = z.output<typeof statusSchema>;
export const statusSchema = z.enum(["pass", "fail", "unknown"]).meta({
  description:
    "fail: at least one finding; unknown: no finding, but something could not be read or judged; pass: neither",
});

/** What a reader needs to know of a rule or a check. Docs, reports and Pulumi's metadata are printed from this. */
export interface Rule extends Immutable<z.output<typeof ruleSchema>> {}
const ruleSchema = z
  .object({
    id: z.string().meta({
      description:
        "Kebab-case noun for the fault, such as unapproved-gpu-size; also the anchor in the docs. Ids are never reused",
    }),
    formerIds: z.array(z.string()).exactOptional().meta({
      description:
        "Ids that the rule had before it was renamed; they still work in the estate, in options and in --check",
    }),
    title: z.string().meta({ description: "States the healthy estate, such as: Machines use approved GPU sizes" }),
    faultTitle: z
      .string()
      .meta({ description: "States the fault, such as: A machine uses a GPU size that is not approved" }),
    severity: severitySchema,
    why: z.string().meta({ description: "What an attacker gains where the rule is broken" }),
    fix: z.string().meta({ description: "What to do about it, as an imperative that a person can follow" }),
    control: z.string().meta({
      description: "Key of the control that this rule holds up, with others",
    }),
    detects: z.literal(true).exactOptional().meta({
      description: "It tells of something that happened, and not of how things stand",
    }),
  })
  .meta({ id: "Rule", description: "A policy of the pack or a check of the audit" });

export type SubjectKind = Subject["kind"];

/** What a judgement is about. */
export interface Subject extends Immutable<z.output<typeof subjectSchema>> {}
const subjectSchema = z
  .object({
    kind: z
      .enum([
        "tenant",
        "managementGroup",
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
        "file",
      ])
      .meta({ description: "principal: an identity that was deleted, or whose kind could not be read" }),
    id: z.string().meta({
      description:
        "Azure's own id: a resource id, an object id or the id of a record; in files the URN, the address or the file",
    }),
    name: z.string().meta({ description: "For people" }),
    scope: z.string().exactOptional().meta({
      description: "The Azure scope that it belongs to, such as /subscriptions/…, where that is not the id itself",
    }),
    file: z.string().exactOptional().meta({ description: "The file in which it stands, where files were scanned" }),
  })
  .meta({ id: "Subject", description: "What a finding is about" });

/** What could not be read, and what would have allowed it. A gap never hides a proven fault and never becomes a pass. */
export interface Gap extends Immutable<z.output<typeof gapSchema>> {}
export const gapSchema = z
  .object({
    what: z.string().meta({ description: "What is missing, for people, such as: MFA registration of all users" }),
    missing: z.string().meta({
      description:
        "The permission, licence or condition that would have allowed the reading, such as AuditLog.Read.All or Microsoft Entra ID P1",
    }),
    reason: z.enum(["denied", "unlicensed", "notRegistered", "failed", "cutOff", "malformed"]).meta({
      description:
        "denied: the sign-in lacks a permission; unlicensed: the tenant lacks a licence; notRegistered: the subscription lacks a resource provider; failed: the service could not answer; cutOff: the list was not read to its end; malformed: the answer was not in the expected form",
    }),
    subjects: z.array(z.string()).exactOptional().meta({
      description:
        "Ids of the subjects concerned, where not all are; none, where it concerns only such as are not known",
    }),
    field: z.string().exactOptional().meta({
      description: "The one field that is missing from rows that are complete otherwise, such as lastSignIn",
    }),
  })
  .meta({ id: "Gap", description: "What could not be read, and what would have allowed it" });

/** One subject that is proved wrong. */
export interface Finding extends Immutable<z.output<typeof findingSchema>> {}
export const findingSchema = z
  .object({
    rule: z.string().meta({ description: "Id of the rule" }),
    severity: severitySchema,
    subject: subjectSchema,
    message: z.string().meta({ description: "What is wrong, for people" }),
    path: z.string().exactOptional().meta({ description: "Where in the subject the fault is, such as sku.name" }),
    proof: z.array(z.string()).meta({
      description: "Facts that prove it, each a short line for people, without secrets and without payloads",
    }),
    at: z.iso.datetime().exactOptional().meta({
      description:
        "When it happened, or began, as the logs tell, UTC. Left out where it tells how things stand, or no record tells when",
    }),
    by: z
      .array(z.object({ kind: z.enum(["user", "servicePrincipal"]), id: z.string(), name: z.string() }))
      .exactOptional()
      .meta({
        description:
          "Who did it, as far as a log names them, where the finding is about something else, such as the application that got a credential. Sorted by id",
      }),
    fingerprint: z.string().meta({
      description:
        "The same in every run: a hash of the rule, the subject and, where one subject can fail twice, what tells the two apart",
    }),
    firstSeen: z.iso.datetime().exactOptional().meta({
      description:
        "When the evidence of the first report in a row that has it was collected, UTC. Left out where there is no earlier report, and where firstJudged stands in its place",
    }),
    firstJudged: z.iso.datetime().exactOptional().meta({
      description:
        "When the evidence of the first report in a row that has it was collected, UTC, where the report before that could not have had it: since when it stands is not known",
    }),
  })
  .meta({ id: "Finding", description: "One subject that is proved wrong" });

/** An account that did something to something else. */
export type Doer = NonNullable<Finding["by"]>[number];

/** One subject that could not be judged for want of evidence. */
export interface Unknown extends Immutable<z.output<typeof unknownSchema>> {}
const unknownSchema = z
  .object({
    rule: z.string().meta({ description: "Id of the rule" }),
    subject: subjectSchema,
    why: z.string().meta({ description: "What could not be read or decided, for people" }),
  })
  .meta({ id: "Unknown", description: "One subject that could not be judged for want of evidence" });

/** Of how many the findings of a rule are. */
export type Population = Immutable<z.output<typeof populationSchema>>;
const number = z.int().nonnegative();
const populationSchema = z
  .discriminatedUnion("is", [
    z.object({ is: z.literal("tenant") }),
    z.object({
      is: z.literal("each"),
      of: z.string().meta({ description: "What they are, such as: people who can create compute" }),
      examined: number.meta({ description: "How many there are, as far as was read" }),
      faulty: number.meta({ description: "How many of them have a finding, shown or not" }),
      unknown: number.meta({ description: "How many of the others could not be judged" }),
    }),
  ])
  .meta({
    id: "Population",
    description: "What was examined. tenant: the question is of the tenant as a whole; each: subjects, one by one",
  });

/** What became of one rule or check in one run. */
export interface Outcome extends Immutable<z.output<typeof outcomeSchema>> {}
export const outcomeSchema = z
  .object({
    rule: ruleSchema,
    status: statusSchema,
    population: populationSchema.exactOptional().meta({
      description: "Of how many the findings are. Left out where files were scanned, or where the judgement broke",
    }),
    hidden: z.int().positive().exactOptional().meta({
      description: "How many more findings there are, below the least severity that was asked for",
    }),
    findings: z.array(findingSchema).meta({ description: "Sorted by the id of the subject" }),
    unknowns: z.array(unknownSchema).meta({ description: "Sorted by the id of the subject" }),
    gaps: z.array(gapSchema).meta({ description: "What this rule needed and could not be read" }),
  })
  .meta({ id: "Outcome", description: "What became of one rule or check in one run" });
