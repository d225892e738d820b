import type { User } from "../evidence/users";

/**
 * The users by object id, as numbers: what several facts know of a million accounts are lists by these numbers, and not
 * a map of texts each. Where an id stands in two rows the later one counts.
 */
export class Accounts {
  readonly #numbers = new Map<string, number>();

  private constructor(private readonly users: readonly User[]) {
    for (let n = 0; n < users.length; n++) this.#numbers.set(users[n]!.id, n);
  }

  /** Numbered once, whoever asks. */
  static of(users: readonly User[]): Accounts {
    const known = Accounts.#known.get(users) ?? new Accounts(users);
    Accounts.#known.set(users, known);
    return known;
  }
  static readonly #known = new WeakMap<readonly User[], Accounts>();

  get(id: string): User | undefined {
    const number = this.#numbers.get(id);
    return number === undefined ? undefined : this.users[number];
  }

  numberOf(id: string): number | undefined {
    return this.#numbers.get(id);
  }

  /** The rows of another kind by the account that they are about. */
  join<T extends object>(rows: readonly T[], idOf: (row: T) => string): ByAccount<T> {
    const known = this.#joined.get(rows) as ByAccount<T> | undefined;
    if (known) return known;
    const joined = new ByAccount<T>(this);
    for (const row of rows) joined.set(idOf(row), row);
    this.#joined.set(rows, joined);
    return joined;
  }
  readonly #joined = new WeakMap<readonly object[], ByAccount<object>>();
}

/** Something of each account, by its object id; of some too that are no rows of users. */
export class ByAccount<T> {
  readonly #known: (T | undefined)[] = [];
  readonly #others = new Map<string, T>();

  constructor(private readonly accounts: Accounts) {}

  set(id: string, value: T): void {
    const number = this.accounts.numberOf(id);
    if (number === undefined) this.#others.set(id, value);
    else this.#known[number] = value;
  }

  get(id: string): T | undefined {
    const number = this.accounts.numberOf(id);
    return number === undefined ? this.#others.get(id) : this.#known[number];
  }

  *values(): Generator<T> {
    for (const value of this.#known) if (value !== undefined) yield value;
    yield* this.#others.values();
  }

  /** Ids of those that are no rows of users. */
  others(): Iterable<string> {
    return this.#others.keys();
  }
}
