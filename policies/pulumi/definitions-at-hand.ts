import type { Facts } from "../../compute/facts";
import { definitionOf, factsOf } from "../../compute/facts-of";
import { type Hosted, hostedIn, onTheirMachines } from "../../compute/hosts";
import type { Tree } from "../../compute/value";
import { plain } from "./plain";

/** As many policies as a landing zone has, several times over. */
const most = 5000;

/**
 * Reads resources of one program, and keeps of them what others are judged with: the policies, for an assignment gives values to the
 * definition that it names, and the sizes of machines, for an extension is put on one. A program registers these first, because the other
 * needs their id; where that is not known yet, the other is judged at `up`.
 */
export function readingWithDefinitions(): (type: string, props: unknown, isComponent: boolean) => Facts | undefined {
  const kept = new Map<string, Tree>();
  const machines: Hosted[] = [];
  return (type, props, isComponent) => {
    const inputs = plain(props);
    const defined = /policy/i.test(type) ? definitionOf(type, inputs) : undefined;
    if (defined && (kept.size < most || kept.has(defined.name))) kept.set(defined.name, defined.properties);
    const facts = factsOf(type, inputs, name => kept.get(name), isComponent);
    if (facts && machines.length < most) machines.push(...hostedIn(facts));
    return facts && onTheirMachines(facts, machines);
  };
}
