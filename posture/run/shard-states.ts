import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { shardName } from "./shard";
import { readManifest } from "./store";

/** What has become of a file of saved evidence since it was saved. */
export interface ShardState {
  readonly file: string;
  /** `unnamed`: the manifest does not say what it was. `extra`: the manifest does not know of it. */
  readonly is: "same" | "changed" | "missing" | "unnamed" | "extra";
}

/**
 * Holds each file of saved evidence against its digest in the manifest, in the order of their names.
 * @throws EvidenceError where the folder has no manifest
 */
export async function shardStates(folder: string): Promise<readonly ShardState[]> {
  const { manifest, shards } = await readManifest(folder);
  const known = await Promise.all(
    manifest.kinds.map(async (kind): Promise<ShardState> => {
      const file = shardName(kind);
      const saved = shards[kind]?.sha256;
      if (saved === undefined) return { file, is: "unnamed" };
      const now = await digestOf(join(folder, file));
      return { file, is: now === undefined ? "missing" : now === saved ? "same" : "changed" };
    }),
  );
  const files = new Set(known.map(({ file }) => file));
  const extra = (await readdir(folder)).filter(file => file.endsWith(".ndjson") && !files.has(file));
  return [...known, ...extra.map(file => ({ file, is: "extra" }) as const)].sort((a, b) => (a.file < b.file ? -1 : 1));
}

/** Undefined where it cannot be read. */
async function digestOf(file: string): Promise<string | undefined> {
  const hash = createHash("sha256");
  try {
    await pipeline(createReadStream(file), hash);
    return hash.digest("hex");
  } catch {
    return undefined;
  }
}
