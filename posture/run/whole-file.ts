import { randomUUID } from "node:crypto";
import { type FileHandle, open, readdir, rename, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { pipeline } from "node:stream/promises";

/** What this process is writing: a number of a process is given again, in a container each time the same. */
const underWay = new Set<string>();

/**
 * Writes a file that appears whole or not at all, for its owner alone: under a name of its own that nobody can guess, which must not
 * be there yet and is followed through no link, and renamed once all of it is on the disk.
 */
export async function writeWhole(path: string, text: AsyncIterable<string> | Iterable<string>): Promise<void> {
  const beside = `${path}.${process.pid}-${randomUUID()}.part`;
  let file: FileHandle | undefined;
  underWay.add(basename(beside));
  try {
    file = await open(beside, "wx", 0o600);
    await pipeline(text, file.createWriteStream({ flush: true }));
    await rename(beside, path);
  } catch (error) {
    if (file) await rm(beside, { force: true });
    throw error;
  } finally {
    underWay.delete(basename(beside));
  }
}

/** The names that `writeWhole` writes under, with the process that does. */
const unfinished = /\.(\d+)-[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\.part$/;

/** Removes what processes that were killed have left half written in a folder. A folder that is not there holds none. */
export async function removeUnfinished(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    const [, owner] = unfinished.exec(name) ?? [];
    if (owner !== undefined && !underWay.has(name) && !isOther(Number(owner)))
      await rm(join(folder, name), { force: true });
  }
}

/** Whether there is such a process, and it is another one. */
function isOther(id: number): boolean {
  try {
    return id !== process.pid && process.kill(id, 0);
  } catch (error) {
    // it is there, and belongs to somebody else
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
