/**
 * The work on one resource, in characters read, decoded ones too: a second or so, and twice what Azure takes in a request. Templates are
 * expanded out of it too.
 */
const most = 8 * 1024 * 1024;

/** Even a text without a sign in it takes time. */
const costOfText = 512;

/**
 * What is left of the work on one resource. Its templates and its payloads share it, so that many small archives cost no more than one
 * large one, and a machine of a template has none of its own. It also keeps what was found in each text, for several rules ask for the same one, and none is to find less than another.
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

  /** Pays for work of another kind than to read a text, by as many characters as are read in that time. */
  pay(characters: number): void {
    this.#left -= characters;
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

/** What is left for a list of payloads, once the resource that they are part of was read. */
const ofPayloads = new WeakMap<object, Reading>();

/** Hands what is left of the work on a resource on to those who search its payloads. */
export function handOn(payloads: readonly unknown[], reading: Reading): void {
  if (payloads.length > 0) ofPayloads.set(payloads, reading);
}

/** What is left of the work on the resource of these payloads: the same whoever asks, and all of it where nothing was handed on. */
export function readingOf(payloads: readonly unknown[] | undefined): Reading | undefined {
  if (!payloads || payloads.length === 0) return undefined;
  const reading = ofPayloads.get(payloads) ?? new Reading();
  ofPayloads.set(payloads, reading);
  return reading;
}
