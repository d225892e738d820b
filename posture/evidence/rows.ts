/** Rows to be gone through: a list of them, or what stands for one. */
export interface Rows<T> extends Iterable<T> {
  readonly length: number;
  at(n: number): T | undefined;
  map<U>(how: (row: T, n: number) => U): U[];
  flatMap<U>(how: (row: T, n: number) => U | readonly U[]): U[];
  filter(which: (row: T, n: number) => boolean): T[];
  find(which: (row: T, n: number) => boolean): T | undefined;
  some(which: (row: T, n: number) => boolean): boolean;
  every(which: (row: T, n: number) => boolean): boolean;
}

/** Up to so many rows are held as they are. */
const few = 4096;

/**
 * Rows of which a large tenant has millions, held field by field: an object each would take four times the memory. The
 * fields of a row are put together whenever it is gone through.
 */
export class PackedRows<T extends object> implements Rows<T> {
  /** Sorted by name, as the fields of gathered rows are. */
  #columns: Column[] = [];
  readonly #byName = new Map<string, Column>();
  length = 0;

  push(row: T): void {
    for (const name in row) (this.#byName.get(name) ?? this.#added(name)).set(this.length, row[name]);
    this.length++;
  }

  /** The rows, as a list where there are few. Nothing is added after this. */
  sealed(): Rows<T> {
    for (const column of this.#columns) column.seal(this.length);
    return this.length <= few ? [...this] : this;
  }

  #added(name: string): Column {
    const column = new Column(name);
    this.#byName.set(name, column);
    this.#columns = [...this.#byName.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
    return column;
  }

  #row(n: number): T {
    const row: Record<string, unknown> = {};
    for (const column of this.#columns) {
      const value = column.at(n);
      if (value !== undefined) row[column.name] = value;
    }
    return row as T;
  }

  at(n: number): T | undefined {
    return n >= 0 && n < this.length ? this.#row(n) : undefined;
  }

  *[Symbol.iterator](): Generator<T> {
    for (let n = 0; n < this.length; n++) yield this.#row(n);
  }

  map<U>(how: (row: T, n: number) => U): U[] {
    const made: U[] = [];
    for (let n = 0; n < this.length; n++) made.push(how(this.#row(n), n));
    return made;
  }

  flatMap<U>(how: (row: T, n: number) => U | readonly U[]): U[] {
    return this.flatMap(how) as U[];
  }

  filter(which: (row: T, n: number) => boolean): T[] {
    const found: T[] = [];
    for (let n = 0; n < this.length; n++) {
      const row = this.#row(n);
      if (which(row, n)) found.push(row);
    }
    return found;
  }

  find(which: (row: T, n: number) => boolean): T | undefined {
    for (let n = 0; n < this.length; n++) {
      const row = this.#row(n);
      if (which(row, n)) return row;
    }
    return undefined;
  }

  some(which: (row: T, n: number) => boolean): boolean {
    return this.find(which) !== undefined;
  }

  every(which: (row: T, n: number) => boolean): boolean {
    return !this.some((row, n) => !which(row, n));
  }
}

/** Up to so many different values a field is held as their numbers. */
const mostNumbers = 0xffff;

/** One field of all rows. */
class Column {
  #codes: Uint16Array | undefined = new Uint16Array(few);
  /** By number; or by row, once there are too many. A field that a row does not have is number 0. */
  #values: unknown[] = [undefined];
  #numbers = new Map<unknown, number>([[undefined, 0]]);

  constructor(readonly name: string) {}

  set(n: number, value: unknown): void {
    const codes = this.#codes;
    if (!codes) {
      this.#values[n] = value;
      return;
    }
    let code = this.#numbers.get(value);
    if (code === undefined) {
      code = this.#values.length;
      if (code > mostNumbers) {
        this.#spread(n);
        this.#values[n] = value;
        return;
      }
      this.#numbers.set(value, code);
      this.#values.push(value);
    }
    if (n < codes.length) codes[n] = code;
    else {
      const longer = new Uint16Array(n * 2);
      longer.set(codes);
      longer[n] = code;
      this.#codes = longer;
    }
  }

  at(n: number): unknown {
    return this.#codes ? this.#values[this.#codes[n]!] : this.#values[n];
  }

  seal(length: number): void {
    this.#numbers = new Map();
    if (!this.#codes) return;
    const codes = new Uint16Array(length);
    codes.set(this.#codes.subarray(0, length));
    this.#codes = codes;
  }

  #spread(count: number): void {
    const values: unknown[] = [];
    for (let n = 0; n < count; n++) values.push(this.at(n));
    this.#values = values;
    this.#codes = undefined;
    this.#numbers = new Map();
  }
}
