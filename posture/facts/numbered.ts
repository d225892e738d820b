/** Ids that have numbers from 0 on. */
export interface Ids {
  readonly size: number;
  find(id: string): number | undefined;
  id(number: number): string;
}

/** Object ids as small integers, so that sets of a million principals are arrays of numbers. */
export class Numbered implements Ids {
  readonly #numbers = new Map<string, number>();
  readonly #ids: string[] = [];
  readonly #known: number;

  /** @param base ids that have their numbers already, and none is added to them */
  constructor(private readonly base?: Ids) {
    this.#known = base?.size ?? 0;
  }

  /** The number of an id, given to it when it is first asked for. */
  of(id: string): number {
    const known = this.find(id);
    if (known !== undefined) return known;
    const number = this.size;
    this.#numbers.set(id, number);
    this.#ids.push(id);
    return number;
  }

  /** The number of an id that has one already. */
  find(id: string): number | undefined {
    return this.base?.find(id) ?? this.#numbers.get(id);
  }

  id(number: number): string {
    return number < this.#known ? this.base!.id(number) : this.#ids[number - this.#known]!;
  }

  get size(): number {
    return this.#known + this.#ids.length;
  }
}

/** A question with yes or no for an answer, asked once of each number. */
export class Answers {
  readonly #known: Int8Array;

  constructor(count: number) {
    this.#known = new Int8Array(count);
  }

  of(number: number, ask: () => boolean): boolean {
    const known = this.#known[number]!;
    if (known !== 0) return known > 0;
    const answer = ask();
    this.#known[number] = answer ? 1 : -1;
    return answer;
  }
}
