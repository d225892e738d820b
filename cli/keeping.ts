import type { Manifest } from "../posture/evidence/gathered";
import type { GatherOptions } from "../posture/run/gather";
import { EvidenceError, evidenceDigest, readEvidence, readManifest, startGrowing } from "../posture/run/store";
import type { Delivery } from "./deliveries";
import { UsageError } from "./exit";
import { prepareFolder } from "./write-report";

export interface KeepingOptions {
  readonly save?: string;
  readonly resume?: string;
  readonly from?: string;
}

/** Evidence that is kept while it is read. */
export interface Keeping {
  /** What gathering is told of it. */
  readonly options: Pick<GatherOptions, "resume" | "onCollected">;
  /** Ends it. @returns the digest of what is kept, and what says that it could not be kept */
  finish(manifest: Manifest): Promise<{ readonly sha256?: string; readonly fault?: Delivery }>;
}

/** @throws UsageError where the options contradict each other, or there is nothing to go on with */
export async function keepingOf({ save, resume, from }: KeepingOptions): Promise<Keeping> {
  if (from !== undefined && save !== undefined)
    throw new UsageError(
      "--save keeps what is read from Azure, and --from names evidence that is kept already. Leave one of them out.",
    );
  const other = save === undefined ? "--from" : "--save";
  if (resume !== undefined && (save ?? from) !== undefined)
    throw new UsageError(`--resume goes on in the folder that it names. Leave ${other} out.`);
  const folder = save ?? resume;
  if (folder === undefined)
    return { options: {}, finish: async () => (from === undefined ? {} : { sha256: await evidenceDigest(from) }) };

  const earlier = resume === undefined ? undefined : await earlierIn(resume);
  prepareFolder(folder, save === undefined ? "--resume" : "--save", 0o700);
  const growing = await startGrowing(folder, earlier?.shards);
  return {
    options: { onCollected: growing.add, ...(earlier && { resume: earlier.evidence }) },
    async finish(manifest) {
      try {
        await growing.finish(manifest);
        return { sha256: await evidenceDigest(folder) };
      } catch (error) {
        const { code = "it failed" } = error as NodeJS.ErrnoException;
        const fault = new UsageError(
          `The evidence is not kept whole in ${folder} (${code}), so the report cannot be verified by it. What is there can be gone on with: --resume ${folder}.`,
        );
        return { fault: () => Promise.reject(fault) };
      }
    },
  };
}

async function earlierIn(folder: string) {
  try {
    const { shards } = await readManifest(folder);
    return { shards, evidence: await readEvidence(folder) };
  } catch (error) {
    throw error instanceof EvidenceError ? new UsageError(error.message) : error;
  }
}
