import { factsOf } from "../../compute/facts-of";
import type { Tree, Value } from "../../compute/value";

/** What the rules see of a deployed template, in words for tests. */

export type Node = { readonly [key: string]: Tree };

/** A value as far as it is known, else its state. */
export const shown = (leaf: Value<unknown>): string => (leaf.state === "known" ? String(leaf.value) : leaf.state);

/** The sizes, the regions, the scopes of grants, and the states of what cannot be read. */
export function seenOf(template: Node) {
  const found = factsOf("azure-native:resources:Deployment", { properties: { template } });
  return {
    sizes: found?.requests.map(({ size }) => shown(size)) ?? [],
    regions: found?.regions.map(({ region }) => shown(region)) ?? [],
    scopes: found?.grants.map(({ scope }) => shown(scope)) ?? [],
    opaque: found?.opaque.map(({ state }) => state) ?? [],
  };
}

/** A template inside another that sees its own parameters alone. */
export const inner = { expressionEvaluationOptions: { scope: "inner" } };

export const machine = (vmSize: Tree, more: Node = {}): Node => ({
  type: "Microsoft.Compute/virtualMachines",
  name: "vm",
  properties: { hardwareProfile: { vmSize } },
  ...more,
});
