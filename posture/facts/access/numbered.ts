/** Object ids as small integers, so that sets of a million principals are arrays of numbers. */
export class Numbered {
  readonly #numbers = new Map<string, number>();
  readonly #ids: string[] = [];

  /** The number of an id, given to it when it is first asked for. */
  of(id: string): number {
    const known = this.#numbers.get(id);
    if (known !== undefined) return known;
    this.#numbers.set(id, this.#ids.length);
    return this.#ids.push(id) - 1;
  }

  /** The number of an id that has one already. */
  find(id: string): number | undefined {
    return this.#numbers.get(id);
  }

  id(number: number): string {
    return this.#ids[number]!;
  }

  get size(): number {
    return this.#ids.length;
  }
}
