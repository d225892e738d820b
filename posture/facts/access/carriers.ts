import type { Held, Own } from "./held";
import { placesOf, type Rights } from "./rights";
import { isTakenIn, typeOf } from "./role-power";
import { allOf, soonest, type Tenure } from "./tenures";

/** How somebody comes by something of its own that carries an identity and runs its code. */
export class Carriers {
  readonly #known = new WeakMap<Own, { readonly tenure: Tenure | undefined }>();

  constructor(private readonly rights: Rights) {}

  /** When it has one, if it can: whatever creates compute is one. @param lines how one is had without that; always the same */
  of(own: Own, lines: readonly (readonly string[])[]): Tenure | undefined {
    const known = this.#known.get(own);
    if (known) return known.tenure;
    const made = soonest(own.rights.filter(({ conditional }) => !conditional).map(({ tenure }) => tenure));
    const tenure = made === undefined || made === "eligible" ? (this.#byLines(own, lines) ?? made) : made;
    this.#known.set(own, { tenure });
    return tenure;
  }

  #byLines(own: Own, lines: readonly (readonly string[])[]): Tenure | undefined {
    let later: Tenure | undefined;
    for (const line of lines) {
      const able = line.map(action => own.held.filter(held => this.rights.allows(held, action, own.who)));
      if (able.some(holdings => holdings.length === 0)) continue;
      // All of a line is taken at one place: at the lowest of the scopes at which its actions are held.
      for (const held of new Set(able.flat()))
        for (const at of held.subscriptions.length > 0 ? placesOf(held) : []) {
          const tenure = this.#at(own, line, able, held, at);
          if (tenure !== undefined && tenure !== "eligible") return tenure;
          later ??= tenure;
        }
    }
    return later;
  }

  #at(
    own: Own,
    line: readonly string[],
    able: readonly (readonly Held[])[],
    { scope }: Held,
    at: string,
  ): Tenure | undefined {
    if (line.some(action => !isTakenIn(typeOf(action), scope) || this.rights.isDenied(own, action, at)))
      return undefined;
    return allOf(
      able.map(holdings =>
        soonest(holdings.filter(held => this.rights.isOver(held, at)).map(({ holding }) => holding.tenure)),
      ),
    );
  }
}
