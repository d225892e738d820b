import type { Memberships, Table } from "../membership";

/** Of everybody who is in no group. */
const nowhere = 0xffffffff;

/** Who is in which group, as one table of numbers. */
export class Circles {
  readonly #groups: Table;
  readonly #seen: Uint32Array;
  readonly #inSome: number;
  readonly #alike: Uint32Array;
  #walk = 0;

  /** @param count of all numbers: those of the memberships come first */
  constructor(memberships: Memberships, count: number) {
    this.#groups = memberships.groupsByMember();
    this.#inSome = memberships.ids.size;
    this.#alike = alikeIn(this.#groups, this.#inSome);
    this.#seen = new Uint32Array(count);
  }

  /**
   * The principal and every group that it is in, nested ones too. Groups may contain each other.
   * @param joined groups that it is taken to be in as well
   */
  around(principal: number, joined: readonly number[] = []): number[] {
    const walk = ++this.#walk;
    const { from, values } = this.#groups;
    const found: number[] = [];
    const stack = [...joined, principal];
    for (let n = stack.pop(); n !== undefined; n = stack.pop()) {
      if (this.#seen[n] === walk) continue;
      this.#seen[n] = walk;
      found.push(n);
      if (n >= this.#inSome) continue;
      for (let i = from[n]!; i < from[n + 1]!; i++) stack.push(values[i]!);
    }
    return found;
  }

  /** A number that all have in common who are directly in the same groups. */
  classOf(principal: number): number {
    return principal < this.#inSome ? this.#alike[principal]! : nowhere;
  }
}

/** By member: the first of those who are directly in the same groups. */
function alikeIn({ from, values }: Table, count: number): Uint32Array {
  const alike = new Uint32Array(count);
  const slots = new Uint32Array(2 ** Math.ceil(Math.log2(count + 1) + 1)).fill(nowhere);
  const last = slots.length - 1;
  const isSame = (one: number, other: number): boolean => {
    const [start, length] = [from[one]!, from[one + 1]! - from[one]!];
    const shift = from[other]! - start;
    if (from[other + 1]! - from[other]! !== length) return false;
    for (let i = start; i < start + length; i++) if (values[i] !== values[i + shift]) return false;
    return true;
  };
  for (let n = 0; n < count; n++) {
    let hash = 0;
    for (let i = from[n]!; i < from[n + 1]!; i++) hash = Math.imul(hash ^ values[i]!, 0x9e3779b1) ^ (hash >>> 15);
    let slot = (hash ^ (hash >>> 16)) & last;
    while (slots[slot] !== nowhere && !isSame(slots[slot]!, n)) slot = (slot + 1) & last;
    if (slots[slot] === nowhere) slots[slot] = n;
    alike[n] = from[n] === from[n + 1] ? nowhere : slots[slot]!;
  }
  return alike;
}
