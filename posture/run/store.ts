import { createHash } from "node:crypto";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";
import type { Gap } from "../../catalogue/outcome";
import { type Evidence, type EvidenceKind, evidenceKinds } from "../evidence/all";
import { Missing } from "../evidence/define";
import {
  type Collected,
  type Evidenced,
  type Gathered,
  type Manifest,
  manifestSchema,
  notAskedFor,
  packedKinds,
} from "../evidence/gathered";
import { PackedRows, type Rows } from "../evidence/rows";
import { type Found, parsed, readShard, type ShardEntry, shardEntry, shardName, TornShard, writeShard } from "./shard";
import { SharedTexts } from "./shared-texts";
import { removeUnfinished, writeWhole } from "./whole-file";

/**
 * Evidence as a folder: one shard for each kind, and `manifest.json`, which also holds the gaps and the hash of each
 * shard. Only the owner may read it: it names every account and what it may do.
 *
 * ```ts
 * const saving = await startSaving("evidence");
 * await saving.shard("users", rows); // an iterable, or an async one such as a collector's
 * await saving.finish(manifest);
 *
 * const saved = await openEvidence("evidence");
 * for await (const row of saved.shard("users")) …
 * ```
 */
const manifestName = "manifest.json";

const manifestFile = z.object({
  manifest: manifestSchema,
  shards: z.partialRecord(z.enum(evidenceKinds), shardEntry),
});

type Shards = z.infer<typeof manifestFile>["shards"];

/** Thrown where a folder holds no evidence that could be replayed. */
export class EvidenceError extends Error {
  override readonly name = "EvidenceError";
}

export interface Saving {
  /** Writes all rows of one kind as they come. Several kinds can be written at the same time. */
  shard<K extends EvidenceKind>(kind: K, found: AsyncIterable<Found<K>> | Iterable<Found<K>>): Promise<void>;
  /** Writes the manifest. Without it the folder holds no evidence. */
  finish(manifest: Manifest): Promise<void>;
  /** Whether a kind is written. */
  holds(kind: EvidenceKind): boolean;
}

/** Starts to save evidence. Each file appears whole or not at all, the manifest last. */
export async function startSaving(path: string, earlier: Shards = {}): Promise<Saving> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  await removeUnfinished(path);
  const entries = new Map(Object.entries(earlier) as [EvidenceKind, ShardEntry][]);
  return {
    holds: kind => entries.has(kind),
    async shard(kind, found) {
      entries.set(kind, await writeShard(path, kind, found));
    },
    async finish(manifest) {
      const shards = Object.fromEntries(manifest.kinds.map(kind => [kind, entries.get(kind)]));
      await writeWhole(join(path, manifestName), [`${JSON.stringify({ manifest, shards }, null, 2)}\n`]);
    },
  };
}

/** Evidence that is saved while it is read: a run that is killed leaves what it had read, to be judged or to be resumed. */
export interface GrowingSave {
  /** Writes one kind, and the manifest of all that is read by then. Kinds are written one after the other. */
  add(kind: EvidenceKind, collected: Collected<Iterable<Evidence[EvidenceKind]>>, manifest: Manifest): void;
  /** Writes the last manifest. @throws where anything could not be written: the folder then holds the last manifest that could. */
  finish(manifest: Manifest): Promise<void>;
}

/** @param earlier what the manifest of a run that goes on says of the shards that are there */
export async function startGrowing(path: string, earlier: Shards = {}): Promise<GrowingSave> {
  const saving = await startSaving(path, earlier);
  let failed: { readonly error: unknown } | undefined;
  let written: Promise<void> = Promise.resolve();
  const next = (write: () => Promise<void>): void => {
    written = written.then(async () => {
      if (failed) return; // a manifest must not name what was not written
      await write().catch(error => {
        failed = { error };
      });
    });
  };
  return {
    add: (kind, collected, manifest) =>
      next(async () => {
        await saving.shard(kind, foundIn(collected));
        await saving.finish({ ...manifest, kinds: manifest.kinds.filter(saving.holds) });
      }),
    async finish(manifest) {
      next(() => saving.finish(manifest));
      await written;
      if (failed) throw failed.error;
    },
  };
}

/** Saves evidence that is in memory. */
export async function saveEvidence(path: string, { gathered, manifest }: Evidenced): Promise<void> {
  const saving = await startSaving(path);
  for (const kind of manifest.kinds) {
    const collected: Collected<Iterable<Evidence[EvidenceKind]>> = gathered[kind];
    await saving.shard(kind, foundIn(collected));
  }
  await saving.finish(manifest);
}

function* foundIn<T>({ value, gaps }: Collected<Iterable<T>>): Generator<T | Missing> {
  yield* value;
  for (const gap of gaps) yield new Missing(gap);
}

export interface SavedEvidence {
  readonly manifest: Manifest;
  /** Reads one kind row by row; a kind that was not saved is one gap. */
  shard<K extends EvidenceKind>(kind: K): AsyncIterable<Found<K>>;
}

/** Opens saved evidence. Only a folder without a readable manifest is refused. */
export async function openEvidence(path: string): Promise<SavedEvidence> {
  const { manifest, batches } = await opened(path);
  return {
    manifest,
    async *shard(kind) {
      for await (const found of batches(kind)) yield* found;
    },
  };
}

interface Opened {
  readonly manifest: Manifest;
  batches<K extends EvidenceKind>(kind: K): AsyncIterable<Iterable<Found<K>>>;
}

async function opened(path: string): Promise<Opened> {
  const { manifest, shards } = await readManifest(path);
  const texts = new SharedTexts();
  return {
    manifest,
    async *batches(kind) {
      const entry = manifest.kinds.includes(kind) ? shards[kind] : undefined;
      if (entry) yield* readShard(path, kind, entry, texts);
      else yield foundIn(notAskedFor(kind));
    },
  };
}

/**
 * The digest of saved evidence: SHA-256 of its manifest, which holds that of each shard, in hexadecimal.
 * @throws EvidenceError where there is none
 */
export const evidenceDigest = async (path: string): Promise<string> =>
  createHash("sha256")
    .update(await manifestBytes(path))
    .digest("hex");

async function manifestBytes(path: string): Promise<Buffer> {
  const bytes = await readFile(join(path, manifestName)).catch(() => undefined);
  if (bytes !== undefined) return bytes;
  throw new EvidenceError(`${path} holds no evidence: there is no ${manifestName} to read in it.`);
}

/** Reads the manifest of saved evidence, with what it says of each shard. @throws EvidenceError where there is none */
export async function readManifest(path: string): Promise<z.infer<typeof manifestFile>> {
  const text = (await manifestBytes(path)).toString();
  const read = manifestFile.safeParse(parsed(text));
  if (read.success) return read.data;
  throw new EvidenceError(`${join(path, manifestName)} is not a manifest of evidence. Gather the evidence again.`);
}

/** Reads all of it into memory, to be judged. */
export async function readEvidence(path: string): Promise<Evidenced> {
  const { manifest, batches } = await opened(path);
  const entries: [EvidenceKind, Collected<Rows<Evidence[EvidenceKind]>>][] = [];
  const torn: string[] = [];
  for (const kind of evidenceKinds) {
    const packed = packedKinds.some(each => each === kind) ? new PackedRows<Evidence[EvidenceKind]>() : undefined;
    const list: Evidence[EvidenceKind][] = [];
    const value = packed ?? list;
    const gaps: Gap[] = [];
    for await (const found of batches(kind))
      for (const row of found)
        if (row instanceof Missing) {
          gaps.push(row.gap);
          if (row instanceof TornShard) torn.push(shardName(kind));
        } else value.push(row);
    entries.push([kind, { value: packed?.sealed() ?? list, gaps }]);
  }
  const gathered = Object.fromEntries(entries) as unknown as Gathered;
  return { manifest, gathered, ...(torn.length > 0 && { torn }) };
}
