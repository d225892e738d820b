import { createHash, type Hash } from "node:crypto";
import { createReadStream } from "node:fs";
import { join } from "node:path";
import { StringDecoder } from "node:string_decoder";
import * as z from "zod";
import type { Gap } from "../../catalogue/outcome";
import { gapSchema } from "../../catalogue/outcome-schema";
import { type Evidence, type EvidenceKind, evidence } from "../evidence/all";
import { Missing } from "../evidence/define";
import { fitsOf } from "./exact-row";
import type { Field, SharedTexts } from "./shared-texts";
import { writeWhole } from "./whole-file";

/**
 * One kind of evidence on disk: `<kind>.ndjson`, one row a line. Rows are written and read one by one, so that neither
 * side holds more than some 64 KiB of them.
 */
export const shardName = (kind: EvidenceKind) => `${kind}.ndjson`;

/** What the manifest says of a shard: its hash shows whether it is still as it was saved. */
export const shardEntry = z.object({ sha256: z.string(), gaps: z.array(gapSchema) });
export type ShardEntry = z.infer<typeof shardEntry>;

/** Rows and gaps of one kind as a collector yields them. */
export type Found<K extends EvidenceKind> = Evidence[K] | Missing;

/** Writes one shard. The file appears whole or not at all. */
export async function writeShard<K extends EvidenceKind>(
  folder: string,
  kind: K,
  found: AsyncIterable<Found<K>> | Iterable<Found<K>>,
): Promise<ShardEntry> {
  const hash = createHash("sha256");
  const gaps: Gap[] = [];
  await writeWhole(join(folder, shardName(kind)), linesOf(found, hash, gaps));
  return { sha256: hash.digest("hex"), gaps: gaps as ShardEntry["gaps"] };
}

/** How much text goes to the file at a time. */
const chunkLength = 64 * 1024;

async function* linesOf(
  found: AsyncIterable<unknown> | Iterable<unknown>,
  hash: Hash,
  gaps: Gap[],
): AsyncGenerator<string> {
  let chunk = "";
  for await (const row of found) {
    if (row instanceof Missing) gaps.push(row.gap);
    else chunk += `${JSON.stringify(row)}\n`;
    if (chunk.length < chunkLength) continue;
    hash.update(chunk);
    yield chunk;
    chunk = "";
  }
  hash.update(chunk);
  yield chunk;
}

/**
 * Reads one shard, some rows at a time: the gaps that were saved with it, then its rows. A line that is no row of the kind
 * is left out. A shard that is missing, torn or changed ends with one more gap.
 */
export async function* readShard<K extends EvidenceKind>(
  folder: string,
  kind: K,
  { sha256, gaps }: ShardEntry,
  texts: SharedTexts,
): AsyncGenerator<Iterable<Found<K>>> {
  yield gaps.map(gap => new Missing(gap));
  const { title, row } = evidence[kind];
  const fits = fitsOf(row);
  const fields = new Map<string, Field>();
  const name = shardName(kind);
  const hash = createHash("sha256");
  let malformed = false;
  function* rowsIn(lines: readonly string[]): Generator<Evidence[K]> {
    for (const line of lines) {
      const value = parsed(line);
      if (fits?.(value)) {
        texts.share(fields, value as Record<string, unknown>);
        yield value as Evidence[K];
        continue;
      }
      const read = row.safeParse(value);
      if (read.success) yield read.data as Evidence[K];
      else malformed = true;
    }
  }
  try {
    for await (const lines of linesIn(join(folder, name), hash)) yield rowsIn(lines);
  } catch {
    yield [new TornShard(title, `the file ${name}, which cannot be read`)];
    return;
  }
  if (malformed || hash.digest("hex") !== sha256)
    yield [new TornShard(title, `${name} as it was saved; it was torn or changed since`)];
}

/** A shard is not as it was saved. */
export class TornShard extends Missing {
  constructor(what: string, missing: string) {
    super({ what, missing, reason: "malformed" });
  }
}

/** Only a line feed ends a line: JSON may hold U+2028, at which node:readline would split. */
async function* linesIn(path: string, hash: Hash): AsyncGenerator<readonly string[]> {
  const decoder = new StringDecoder("utf8");
  let open = "";
  for await (const bytes of createReadStream(path)) {
    hash.update(bytes);
    const lines = decoder.write(bytes).split("\n");
    lines[0] = open + lines[0];
    open = lines.pop()!;
    yield lines;
  }
  open += decoder.end();
  if (open) yield [open];
}

/** Undefined where the text is no JSON; no row is undefined. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
