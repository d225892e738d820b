import type { Membership } from "../../evidence/memberships";
import type { Numbered } from "./numbered";

/** Who is in which group, as one typed array: the groups of principal n are `groups[from[n] … from[n + 1]]`. */
export class Circles {
  readonly #from: Uint32Array;
  readonly #groups: Uint32Array;
  readonly #seen: Uint32Array;
  #walk = 0;

  /** Every id that may be asked for has its number by now. */
  constructor(ids: Numbered, memberships: readonly Pick<Membership, "group" | "member">[]) {
    const count = ids.size;
    this.#from = new Uint32Array(count + 1);
    for (const { member } of memberships) this.#from[ids.of(member) + 1]!++;
    for (let n = 0; n < count; n++) this.#from[n + 1]! += this.#from[n]!;
    const next = this.#from.slice();
    this.#groups = new Uint32Array(memberships.length);
    for (const { group, member } of memberships) this.#groups[next[ids.of(member)]!++] = ids.of(group);
    this.#seen = new Uint32Array(count);
  }

  /**
   * The principal and every group that it is in, nested ones too. Groups may contain each other.
   * @param joined groups that it is taken to be in as well
   */
  around(principal: number, joined: readonly number[] = []): number[] {
    const walk = ++this.#walk;
    const found: number[] = [];
    const stack = [...joined, principal];
    for (let n = stack.pop(); n !== undefined; n = stack.pop()) {
      if (this.#seen[n] === walk) continue;
      this.#seen[n] = walk;
      found.push(n);
      for (let i = this.#from[n]!; i < this.#from[n + 1]!; i++) stack.push(this.#groups[i]!);
    }
    return found;
  }
}
