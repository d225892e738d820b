import { isList, isObject } from "../compute/tree";
import type { Tree } from "../compute/value";

/**
 * What the configuration in a plan says of a resource and its planned values do not: which other resource an id is taken from that is not
 * known yet, and what is run beside it (developer.hashicorp.com/terraform/internals/json-format#configuration-representation).
 */
export interface Configured {
  /** The expression of an attribute. */
  readonly expressions: Node;
  /** What `for_each` goes through. */
  readonly forEach: Tree;
  readonly provisioners: readonly Tree[];
  /** The module that it is in: `module.a.module.b`, and nothing for the root. */
  readonly module: string;
  /** What the module is given, by its parent. */
  readonly given: Node;
  readonly parent: string;
}

type Node = { readonly [key: string]: Tree };

/** Deeper than modules lie in each other. */
const deepest = 30;

const nothing: Node = {};
const nodeOf = (tree: Tree | undefined): Node => (isObject(tree) ? tree : nothing);

/** The configured resources of a plan, by their addresses without instances: `module.a.azurerm_linux_virtual_machine.web`. */
export function configuredIn(plan: Node): ReadonlyMap<string, Configured> {
  const found = new Map<string, Configured>();
  const walk = (module: Node, path: string, given: Node, parent: string, depth: number): void => {
    for (const resource of isList(module.resources) ? module.resources : []) {
      const { address, expressions, for_each_expression: forEach = null, provisioners } = nodeOf(resource);
      if (typeof address !== "string") continue;
      found.set(within(path, address), {
        expressions: nodeOf(expressions),
        forEach,
        provisioners: isList(provisioners) ? provisioners : [],
        module: path,
        given,
        parent,
      });
    }
    if (depth >= deepest) return;
    for (const [name, call] of Object.entries(nodeOf(module.module_calls))) {
      const { module: called, expressions } = nodeOf(call);
      walk(nodeOf(called), within(path, `module.${name}`), nodeOf(expressions), path, depth + 1);
    }
  };
  walk(nodeOf(nodeOf(plan.configuration).root_module), "", nothing, "", 0);
  return found;
}

/** An address in a module, seen from the root. */
const within = (module: string, address: string): string => (module === "" ? address : `${module}.${address}`);

/** The index of an instance: `[0]`, `["a"]`. */
const instance = /\[(?:\d+|"(?:[^"\\]|\\.)*")\]/g;

/** An address without its instances. */
export const withoutInstances = (address: string): string => address.replace(instance, "");

/** The instance that an address ends with; nothing where there is one of the resource. */
export const instanceOf = (address: string): string => /\[(?:\d+|"(?:[^"\\]|\\.)*")\]$/.exec(address)?.[0] ?? "";

/** The addresses of the resources that the value of an attribute may be taken from, without their instances. */
export function sourcesOf(configured: Configured, attribute: string): readonly string[] {
  const { expressions, forEach, module, given, parent } = configured;
  const found = referencesIn(expressions[attribute]).flatMap((reference): readonly string[] => {
    const [head = "", name = ""] = reference.split(".");
    if (head === "each") return addressesIn(referencesIn(forEach), module);
    if (head === "var") return addressesIn(referencesIn(given[name]), parent);
    return addressesIn([reference], module);
  });
  return [...new Set(found)];
}

const referencesIn = (expression: Tree | undefined): readonly string[] => {
  const { references } = nodeOf(expression);
  return isList(references) ? references.filter(reference => typeof reference === "string") : [];
};

const addressesIn = (references: readonly string[], module: string): readonly string[] =>
  references
    .map(reference => /^[a-z][a-z\d]*_\w+\.[\w-]+/i.exec(withoutInstances(reference))?.[0])
    .filter(address => address !== undefined)
    .map(address => within(module, address));

/** What the provisioners of a resource run, as far as it is written in the configuration: one text for each. */
export const runBeside = ({ provisioners }: Configured): readonly string[] =>
  provisioners.flatMap(provisioner => {
    const { command, inline } = nodeOf(nodeOf(provisioner).expressions);
    const written = [command, inline].map(each => nodeOf(each).constant_value);
    const lines = written
      .flatMap(value => (isList(value) ? [...value] : [value]))
      .filter(line => typeof line === "string");
    return lines.length > 0 ? [lines.join("\n")] : [];
  });
