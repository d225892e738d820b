/** What may be read of one resource, in characters, decoded ones too: a second or so, and twice what Azure takes in a request. */
const most = 8 * 1024 * 1024;

/** Even a text without a sign in it takes time. */
const costOfText = 512;

/**
 * What is left of the work on the payloads of one resource. All of them share it, so that many small archives cost no more than one large
 * one. It also keeps what was found in each text, for several rules ask for the same one, and none is to find less than another.
 */
export class Reading {
  #left: number;
  readonly #found = new Map<string, unknown>();

  constructor(work = most) {
    this.#left = work;
  }

  /** How many characters may still be read. */
  get left(): number {
    return Math.max(0, this.#left);
  }

  /** Takes the work on a text of a length; false where there is none left for it. */
  take(length: number): boolean {
    if (this.#left <= 0) return false;
    this.#left -= Math.ceil(length) + costOfText;
    return true;
  }

  /** What was found in a text, which is searched once. One key is always of one kind of finding. */
  once<Found>(key: string, search: () => Found): Found {
    if (!this.#found.has(key)) this.#found.set(key, search());
    return this.#found.get(key) as Found;
  }
}
