import { createHmac, randomBytes } from "node:crypto";
import * as z from "zod";
import { indicatorKinds, type MiningSearch, searchForMining } from "../../../payloads/search";

/**
 * What stands in evidence for a text that may hold a secret: a script, a command, a setting. It tells two texts of one run
 * apart, and which signs of mining are in the text. The text itself is never kept.
 */
export const digest = z.strictObject({
  sha: z.string(),
  signs: z.array(z.strictObject({ kind: z.enum(indicatorKinds), name: z.string() })),
  /** Why the search for signs did not reach the end of the text. */
  cutOff: z.string().exactOptional(),
  /** The text is an expression that its service works out later, and only its literal parts were searched. */
  expression: z.literal(true).exactOptional(),
});
export type Digest = z.infer<typeof digest>;

/** Of this run alone and never stored, so that nobody can try out what a digest may stand for. */
const key = randomBytes(32);

/** A mark that tells two texts apart and says nothing else of them. */
export const digestMark = (text: string): string => createHmac("sha256", key).update(text).digest("hex").slice(0, 16);

/** The digest of a text. */
export function digestOf(text: string): Digest {
  const { indicators, cutOff } = searchForMining(text);
  const signs = indicators.map(({ kind, name }) => ({ kind, name }));
  return { sha: digestMark(text), signs, ...(cutOff !== undefined && { cutOff }) };
}

/** The digest of an expression, of which these parts are literal. */
export function digestOfExpression(text: string, literalParts: readonly string[]): Digest {
  return { ...digestOf(literalParts.join("\n")), sha: digestMark(text), expression: true };
}

/** The digest that a value of evidence is, or nothing where it is no digest. */
export const asDigest = (value: unknown): Digest | undefined =>
  value !== null && typeof value === "object" && "sha" in value ? digest.safeParse(value).data : undefined;

/** What the search of the text found. */
export const searchIn = ({ signs, cutOff }: Digest): MiningSearch => ({
  indicators: signs,
  ...(cutOff !== undefined && { cutOff }),
});
