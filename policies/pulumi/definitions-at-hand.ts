import type { Facts } from "../../compute/facts";
import { definitionOf, factsOf } from "../../compute/facts-of";
import type { Tree } from "../../compute/value";
import { plain } from "./plain";

/** As many policies as a landing zone has, several times over. */
const most = 5000;

/**
 * Reads resources of one program, and keeps the policies among them: an assignment is judged with the values that it gives to
 * the definition that it names. A program registers the definition first, because the assignment needs its id; where the id is not known
 * yet, the assignment is judged at `up`.
 */
export function readingWithDefinitions(): (type: string, props: unknown, isComponent: boolean) => Facts | undefined {
  const kept = new Map<string, Tree>();
  return (type, props, isComponent) => {
    const inputs = plain(props);
    const defined = /policy/i.test(type) ? definitionOf(type, inputs) : undefined;
    if (defined && (kept.size < most || kept.has(defined.name))) kept.set(defined.name, defined.properties);
    return factsOf(type, inputs, name => kept.get(name), isComponent);
  };
}
