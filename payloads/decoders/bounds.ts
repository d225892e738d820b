/** How many parts of one payload are tried as archives: to find that one is none takes as long as to read a page of text. */
const maxArchives = 1000;
const maxUnpacked = 32 * 1024 * 1024;

/** The limits on the decoding of one payload. All decoders that read it share them. */
export class Bounds {
  private firstCut: string | undefined;
  private archives = 0;
  private bytesLeft = maxUnpacked;
  private readonly runs = new Set<string>();

  /** Why some of the payload was not decoded: the first reason. `undefined` when all of it was. */
  get cutOff(): string | undefined {
    return this.firstCut;
  }

  /** Notes that something was not decoded, and why. */
  cut(why: string): void {
    this.firstCut ??= why;
  }

  /** Counts one more attempt to unpack an archive, and returns how many bytes may come out of it. */
  bytesForNextArchive(): number {
    if (++this.archives > maxArchives) this.cut(`more than ${maxArchives} parts may be archives`);
    return this.archives > maxArchives ? 0 : this.bytesLeft;
  }

  /** Counts the bytes that came out of an archive. */
  unpacked(bytes: number): void {
    this.bytesLeft -= bytes;
    if (this.bytesLeft <= 0) this.cut("its archives unpack to more than 32 MB");
  }

  /**
   * True the first time that a run of digits is seen. The layers of a payload have most of their text in common, so the same
   * base64 comes again in each of them.
   */
  isNewRun(run: string): boolean {
    return this.runs.size < this.runs.add(run).size;
  }
}
