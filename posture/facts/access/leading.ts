import { grouped } from "../collate";
import type { Step, Way } from "./edges";
import type { Rights } from "./rights";
import type { Roads } from "./roads";

interface Given {
  readonly ways: readonly Way[];
  readonly rights: Rights;
  readonly roads: Roads;
  readonly around: (principal: number) => readonly number[];
  readonly elevated: number;
}

/** Which rows that make a way lead somebody to compute: a row over people is worth what these people are worth. */
export class Leading {
  #ways: ReadonlyMap<string, readonly Way[]> | undefined;
  /** Of those with ways of their own, whether one ends at a right. */
  readonly #onwards = new Map<number, boolean>();
  /** Targets of several ways, of whom none leads on. */
  readonly #idle = new WeakSet<readonly number[]>();

  constructor(private readonly given: Given) {}

  /** The first step by a row from which its taker goes on to create compute outright. */
  by(evidence: string): Step | undefined {
    this.#ways ??= grouped(this.given.ways, way => way.evidence);
    for (const way of this.#ways.get(evidence) ?? []) {
      if (this.#idle.has(way.to)) continue;
      const inside = new Set(this.given.around(way.from));
      let isIdle = true;
      for (const to of way.to) {
        if (!this.#leads(way, to)) continue;
        isIdle = false;
        if (!inside.has(to)) return { way, from: way.from, to };
      }
      if (isIdle && !way.kind.joins) this.#idle.add(way.to);
    }
    return undefined;
  }

  #leads(way: Way, to: number): boolean {
    const { rights, roads, elevated } = this.given;
    if (to === elevated) return true;
    const isOutright = ({ conditional }: { readonly conditional: boolean }) => !conditional;
    // Deny assignments and conditions look at who is in the group.
    const own = rights.of(to)?.rights.some(isOutright) === true;
    if (own && (!way.kind.joins || rights.of(way.from, [to])?.rights.some(isOutright))) return true;
    if (!roads.hasWays(to)) return false;
    const known = this.#onwards.get(to);
    if (known !== undefined) return known;
    let leads = false;
    for (const { right } of roads.from(to)) {
      leads = !right.conditional;
      if (leads) break;
    }
    this.#onwards.set(to, leads);
    return leads;
  }
}
