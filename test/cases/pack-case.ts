import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import * as z from "zod";
import { type Json, type JsonObject, unknown } from "../../engine/wire";

/** The form of the files in `pack/`; README.md explains the fields. */

const folder = join(__dirname, "pack");
const text = z.string().min(1);
const pattern = text.refine(isPattern, "is no regular expression");

const resource = z.strictObject({ type: text, props: z.record(z.string(), z.json()) });
const described = {
  id: z.string().regex(/^[a-z0-9-]+(~bad|~twin)?$/),
  why: text.optional(),
  source: text.optional(),
  doubtful: text.optional(),
  resources: z.array(resource).min(1),
};
const packCase = z.discriminatedUnion("want", [
  z.strictObject({ ...described, want: z.enum(["blocked", "advised"]), because: pattern }),
  z.strictObject({ ...described, want: z.literal("clean"), not: pattern.optional() }),
]);
export type PackCase = z.infer<typeof packCase>;

const caseFile = z.strictObject({ theme: text, note: text.optional(), items: z.array(packCase).min(1) });

/** What the pack judges the cases by. */
export const estateFile = join(folder, "estate.yaml");

/** Each case with its name, `field/miner-bezz-url`. */
export const packCases: readonly (readonly [name: string, packCase: PackCase])[] = readdirSync(folder)
  .filter(file => file.endsWith(".json"))
  .sort()
  .flatMap(file => {
    const result = caseFile.safeParse(JSON.parse(readFileSync(join(folder, file), "utf8")));
    if (!result.success) throw new Error(`test/cases/pack/${file} has no cases:\n${z.prettifyError(result.error)}`);
    return result.data.items.map(item => [`${basename(file, ".json")}/${item.id}`, item] as const);
  });

/**
 * The properties of a case as Pulumi sends them: `"$unknown"` is a value that is decided later, and `{"$b64": text}`
 * the text in Base64, so that scripts stay readable in the file.
 */
export function propertiesOf(props: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(props).map(([key, value]) => [key, wireForm(value)]));
}

function wireForm(value: Json): Json {
  if (value === "$unknown") return unknown;
  if (value === null || typeof value !== "object") return value;
  if (isList(value)) return value.map(wireForm);
  const [key, ...others] = Object.keys(value);
  if (key?.startsWith("$") && others.length === 0) return shorthandOf(key, value[key]);
  return propertiesOf(value);
}

function shorthandOf(key: string, value: Json | undefined): Json {
  if (key === "$b64" && typeof value === "string") return Buffer.from(value).toString("base64");
  throw new Error(`A case uses {"${key}": …}, which the cases do not know.`);
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

function isPattern(source: string): boolean {
  try {
    return new RegExp(source) instanceof RegExp;
  } catch {
    return false;
  }
}
