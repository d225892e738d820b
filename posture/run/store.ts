import { createHash } from "node:crypto";
import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";
import type { Gap } from "../../catalogue/outcome";
import type { Collected, Evidence, EvidenceKind, Gathered } from "../evidence";
import { collectors, evidenceKinds } from "../evidence/all";
import { evidenceSchema, gapSchema, manifestSchema } from "../evidence-schema";
import { type Evidenced, notAskedFor } from "./gather";

/**
 * Evidence as a folder: `manifest.json`, which also holds the gaps and each shard's hash, and one `<kind>.ndjson` a kind.
 * For nobody but its owner: it names every account and what it may do.
 */
const manifestName = "manifest.json";
const shardName = (kind: EvidenceKind) => `${kind}.ndjson`;

const shard = z.object({ sha256: z.string(), gaps: z.array(gapSchema) });
const folder = z.object({ manifest: manifestSchema, shards: z.partialRecord(z.enum(evidenceKinds), shard) });

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

/** Thrown where a folder holds no evidence that could be replayed. */
export class EvidenceError extends Error {
  override readonly name = "EvidenceError";
}

/** Writes evidence. Each file appears whole or not at all, the manifest last. */
export async function saveEvidence(path: string, { gathered, manifest }: Evidenced): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  const shards: { [kind: string]: z.infer<typeof shard> } = {};
  for (const kind of manifest.kinds) {
    const { value, gaps }: Collected<readonly unknown[]> = gathered[kind];
    const lines = value.map(row => `${JSON.stringify(row)}\n`).join("");
    await writeWhole(join(path, shardName(kind)), lines);
    shards[kind] = { sha256: sha256(lines), gaps: [...gaps] as z.infer<typeof shard>["gaps"] };
  }
  await writeWhole(join(path, manifestName), `${JSON.stringify({ manifest, shards }, null, 2)}\n`);
}

async function writeWhole(path: string, text: string): Promise<void> {
  const temporary = `${path}.${process.pid}.part`;
  await rm(temporary, { force: true });
  const file = await open(temporary, "wx", 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
}

/**
 * Reads evidence back. A shard that is missing, torn or changed keeps the rows that are whole and gets a gap; only a
 * folder without a readable manifest is refused.
 */
export async function readEvidence(path: string): Promise<Evidenced> {
  const { manifest, shards } = await readManifest(path);
  const entries = await Promise.all(
    evidenceKinds.map(async kind => {
      const known = shards[kind];
      return [
        kind,
        known && manifest.kinds.includes(kind) ? await readShard(path, kind, known) : notAskedFor(kind),
      ] as const;
    }),
  );
  return { manifest, gathered: Object.fromEntries(entries) as unknown as Gathered };
}

async function readManifest(path: string): Promise<z.infer<typeof folder>> {
  const text = await readFile(join(path, manifestName), "utf8").catch(() => undefined);
  if (text === undefined)
    throw new EvidenceError(`${path} holds no evidence: there is no ${manifestName} to read in it.`);
  const read = folder.safeParse(parsed(text));
  if (read.success) return read.data;
  throw new EvidenceError(`${join(path, manifestName)} is not a manifest of evidence. Gather the evidence again.`);
}

async function readShard<K extends EvidenceKind>(
  path: string,
  kind: K,
  { sha256: hash, gaps }: z.infer<typeof shard>,
): Promise<Collected<readonly Evidence[K][]>> {
  const text = await readFile(join(path, shardName(kind)), "utf8").catch(() => undefined);
  const gap = (missing: string): Gap => ({ what: collectors[kind].title, missing, reason: "malformed" });
  if (text === undefined)
    return { value: [], gaps: [...gaps, gap(`the file ${shardName(kind)}, which cannot be read`)] };
  const read = text.split("\n").flatMap(line => (line ? [evidenceSchema[kind].safeParse(parsed(line))] : []));
  const value = read.flatMap(row => (row.success ? [row.data] : []));
  if (sha256(text) === hash && value.length === read.length) return { value, gaps };
  return { value, gaps: [...gaps, gap(`${shardName(kind)} as it was saved; it was torn or changed since`)] };
}

/** Undefined where the text is no JSON; no form of evidence takes that. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
