import type { Resource } from "../engine/messages";
import type { JsonObject } from "../engine/wire";

/** One kind of resource of a mix. */
export interface FactKind {
  /** How many there are of it in one round of the mix. */
  readonly of: number;
  readonly type: string;
  readonly properties: (i: number) => JsonObject;
}

/** So many resources of a mix, round after round. */
export function* deployment(mix: readonly FactKind[], length: number): Generator<Resource> {
  const round = mix.flatMap(kind => Array.from({ length: kind.of }, () => kind));
  for (let i = 0; i < length; i++) {
    const { type, properties } = round[i % round.length]!;
    const name = `it-${i}`;
    yield { urn: `urn:pulumi:dev::render::${type}::${name}`, type, name, properties: properties(i) };
  }
}
