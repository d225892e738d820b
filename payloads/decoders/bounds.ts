import { Reading } from "../reading";

/** How many parts of one payload are tried as archives: to find that one is none takes as long as to read a page of text. */
const maxArchives = 1000;
const maxUnpacked = 32 * 1024 * 1024;
/** To unpack so many bytes takes as long as to read one. */
const readPerUnpacked = 8;
export const tooMuch = "with all that is encoded in it, the resource holds more text than is read of one";

/** The limits on the decoding of one payload. All decoders that read it share them. */
export class Bounds {
  private firstCut: string | undefined;
  private archives = 0;
  private bytesLeft = maxUnpacked;
  private readonly runs = new Set<string>();

  /** @param reading what is left for this payload and the others of its resource */
  constructor(private readonly reading = new Reading()) {}

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
    if (this.reading.left === 0) this.cut(tooMuch);
    return this.archives > maxArchives || this.reading.left === 0 ? 0 : this.bytesLeft;
  }

  /** Takes the work on a text; false, and a note of it, where the resource has none left. */
  take(length: number): boolean {
    const taken = this.reading.take(length);
    if (!taken) this.cut(tooMuch);
    return taken;
  }

  /** Counts the bytes that came out of an archive. */
  unpacked(bytes: number): void {
    this.bytesLeft -= bytes;
    this.take(bytes / readPerUnpacked);
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
