import type { Certainty } from "../../catalogue/certainty";
import type { Rows } from "../evidence/rows";
import type { User } from "../evidence/users";
import type { Ids } from "./numbered";

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

  get size(): number {
    return this.users.length;
  }

  get(id: string): User | undefined {
    const number = this.numberOf(id);
    return number === undefined ? undefined : this.users[number];
  }

  numberOf(id: string): number | undefined {
    // Whoever asks mostly goes through all users in their order.
    const number = this.#isNext(id) ? this.#next : this.#numbers.get(id);
    if (number !== undefined) this.#next = number + 1;
    return number;
  }

  #isNext(id: string): boolean {
    return this.users[this.#next]?.id === id && this.#numbers.size === this.users.length;
  }
  #next = 0;

  /** The numbers of all of them; none, where one stands in two rows and so has two. */
  get ids(): Ids | undefined {
    if (this.#numbers.size < this.users.length) return undefined;
    return { size: this.users.length, find: id => this.numberOf(id), id: number => this.users[number]!.id };
  }

  /** The rows of another kind by the account that they are about. */
  join<T extends object>(rows: Rows<T>, idOf: (row: T) => string): Joined<T> {
    const known = (this.#joined.get(rows) as Joined<T> | undefined) ?? new Joined(this, this.users.length, rows, idOf);
    this.#joined.set(rows, known);
    return known;
  }
  readonly #joined = new WeakMap<object, unknown>();
}

/** Whether an account signs in at a home tenant. The mark in its name tells; without it, only a guest may do so. */
export function isExternal({ external, upn, guest }: Pick<User, "external" | "upn" | "guest">): Certainty {
  if (external ?? /#ext#@/i.test(upn)) return "yes";
  return external === undefined && guest ? "unknown" : "no";
}

/** Rows about accounts, by the accounts' ids. */
export class Joined<T> {
  /** By the number of an account: one more than the place of its row. */
  readonly #places: Uint32Array;
  readonly #others = new Map<string, number>();

  constructor(
    private readonly accounts: Accounts,
    count: number,
    private readonly rows: Rows<T>,
    idOf: (row: T) => string,
  ) {
    this.#places = new Uint32Array(count);
    let place = 0;
    for (const row of rows) {
      const id = idOf(row);
      const number = accounts.numberOf(id);
      if (number === undefined) this.#others.set(id, place);
      else this.#places[number] = place + 1;
      place++;
    }
  }

  get(id: string): T | undefined {
    const number = this.accounts.numberOf(id);
    const place = number === undefined ? this.#others.get(id) : this.#places[number]! - 1;
    return place === undefined || place < 0 ? undefined : this.rows.at(place);
  }

  /** Ids of those that are no rows of users. */
  others(): Iterable<string> {
    return this.#others.keys();
  }
}

/** Something of each account, by its object id; of some too that are no rows of users. */
export class ByAccount<T> {
  readonly #known: (T | undefined)[];
  readonly #others = new Map<string, T>();

  constructor(private readonly accounts: Accounts) {
    this.#known = new Array(accounts.size);
  }

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
