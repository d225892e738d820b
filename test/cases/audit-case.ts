import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import * as z from "zod";
import { gapSchema } from "../../catalogue/outcome-schema";
import { evidenceKinds } from "../../posture/evidence/all";

/** The form of the files in `audit/`; README.md explains the fields. */

const folder = join(__dirname, "audit");
const text = z.string().min(1);
const kind = z.enum(evidenceKinds);

// The rows are checked when the saved evidence is read back.
const rows = z.partialRecord(kind, z.array(z.record(z.string(), z.unknown())));
export type CaseRows = z.infer<typeof rows>;

const words = (allowed: string) => z.string().regex(new RegExp(`^(${allowed})(\\|(${allowed}))*$`));

const ruleWant = z.strictObject({
  rule: text,
  subject: text.optional(),
  is: words("pass|fail|finding|unknown|quiet|gap"),
  severity: words("low|medium|high|critical").optional(),
});
const blastRadiusWant = z.strictObject({
  blastRadius: text,
  not: z
    .strictObject({
      usdPerDay: z.number().exactOptional(),
      gpus: z.number().exactOptional(),
      defended: z.boolean().exactOptional(),
    })
    .refine(fields => Object.keys(fields).length > 0, "names no field"),
});
export type RuleWant = z.infer<typeof ruleWant>;
export type BlastRadiusWant = z.infer<typeof blastRadiusWant>;
export type Want = RuleWant | BlastRadiusWant;

const described = { statement: text, source: text.optional(), note: text.optional() };

const evidenceCase = z.strictObject({
  ...described,
  set: rows.optional(),
  add: rows.optional(),
  gaps: z.partialRecord(kind, z.array(gapSchema)).optional(),
  estate: text.optional(),
  want: z.array(z.union([ruleWant, blastRadiusWant])).min(1),
});
export type EvidenceCase = z.infer<typeof evidenceCase>;

/** A request, and one of: the rows of Resource Graph's answer, the whole body, or the part of a body that matters. */
const exchange = z.union([
  z.strictObject({ request: text, rows: z.union([text, z.array(z.looseObject({ id: text, type: text }))]) }),
  z.strictObject({ request: text, body: z.strictObject({ value: z.array(z.looseObject({})).min(1) }) }),
  z.strictObject({ request: text, part: z.looseObject({}) }),
]);

const wireCase = z.strictObject({ ...described, wire: z.array(exchange).min(1), want: text });
type WireCase = z.infer<typeof wireCase>;

const json = (file: string): unknown => JSON.parse(readFileSync(join(folder, file), "utf8"));

function parsed<T>(schema: z.ZodType<T>, file: string, content: unknown): T {
  const result = schema.safeParse(content);
  if (result.success) return result.data;
  throw new Error(`test/cases/audit/${file} is not a case:\n${z.prettifyError(result.error)}`);
}

const filesNamed = (pattern: RegExp): readonly string[] =>
  readdirSync(folder)
    .filter(file => pattern.test(file))
    .sort();

/** The evidence of a sound tenant, which each evidence case changes. */
export const base: CaseRows = parsed(rows, "base.json", json("base.json"));

/** Each evidence case with its name, `E05-quota-lowered`. */
export const evidenceCases = filesNamed(/^E\d\d-.*\.json$/).map(
  file => [basename(file, ".json"), parsed(evidenceCase, file, json(file))] as const,
);

/** The files of the wire cases, as they are. */
export const wireFiles = filesNamed(/^W\d\d-.*\.json$/);

/** Throws where the file does not have the form of a wire case. */
export const readWireCase = (file: string): WireCase => parsed(wireCase, file, json(file));
