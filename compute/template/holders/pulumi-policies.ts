import type { Reading } from "../../../payloads/search";
import { nodeAt, pulumiNaming } from "../../path";
import { byToken, tokensOf } from "../../tokens";
import { fromJsonText, isList, isObject, type NodeAt } from "../../tree";
import type { Tree } from "../../value";
import { type Definitions, definitionName } from "../assignments";
import { type Expansion, expandAssigned, type IsRead } from "../expand";

/**
 * Pulumi's types of policy definitions, of sets of them, and of what assigns them. A definition and its assignment are two
 * resources of a program: an assignment is judged with the definitions that were read before it.
 */

interface PolicyType {
  readonly native?: readonly string[];
  readonly classic?: readonly string[];
  readonly azurerm?: readonly string[];
  /** Where its own name stands; an assignment has none that matters. */
  readonly name?: string;
}

const types: readonly PolicyType[] = [
  {
    native: ["authorization:PolicyDefinition", "authorization:PolicyDefinitionAtManagementGroup"],
    name: "policyDefinitionName",
  },
  {
    native: ["authorization:PolicySetDefinition", "authorization:PolicySetDefinitionAtManagementGroup"],
    name: "policySetDefinitionName",
  },
  { classic: ["policy/definition:Definition"], azurerm: ["policyDefinition"], name: "name" },
  { classic: ["policy/policySetDefinition:PolicySetDefinition"], azurerm: ["policySetDefinition"], name: "name" },
  { native: ["authorization:PolicyAssignment"] },
  {
    classic: [
      "core/resourceGroupPolicyAssignment:ResourceGroupPolicyAssignment",
      "core/resourcePolicyAssignment:ResourcePolicyAssignment",
      "core/subscriptionPolicyAssignment:SubscriptionPolicyAssignment",
      "management/groupPolicyAssignment:GroupPolicyAssignment",
      "policy/assignment:Assignment",
    ],
    azurerm: [
      "resourceGroupPolicyAssignment",
      "resourcePolicyAssignment",
      "subscriptionPolicyAssignment",
      "managementGroupPolicyAssignment",
      "policyAssignment",
    ],
  },
];

const typeOf = byToken(() => types.flatMap(type => tokensOf(type).map(token => [token, type] as const)));

/** Inputs of the classic provider that ARM has under other names, or that are JSON text. */
function inArmsWords(inputs: Tree): Tree {
  if (!isObject(inputs)) return inputs;
  const { policyDefinitionReferences: references, ...own } = inputs;
  const read = ["parameters", "policyRule"]
    .filter(key => typeof own[key] === "string")
    .map((key): [string, Tree] => [key, fromJsonText(own[key]) ?? null]);
  const listed = isList(references)
    ? references.map((one): Tree => {
        const parameters = isObject(one) ? (fromJsonText(one.parameterValues) ?? null) : null;
        return isObject(one) ? { ...one, parameters } : one;
      })
    : undefined;
  return { ...own, ...Object.fromEntries(read), ...(listed && { policyDefinitions: listed }) };
}

/** A definition in a program: its name in lower case, and its `properties`. */
export interface NamedDefinition {
  readonly name: string;
  readonly properties: Tree;
}

/** What a resource defines, as a policy or as a set of them; `undefined` where it defines neither, or its name is not known yet. */
export function definitionIn(token: string, inputs: Tree): NamedDefinition | undefined {
  const type = typeOf(token);
  if (type?.name === undefined) return undefined;
  const { node } = nodeAt({ node: inputs, path: "" }, type.name, pulumiNaming);
  return typeof node === "string" ? { name: node.toLowerCase(), properties: inArmsWords(inputs) } : undefined;
}

/** The definition of a name in lower case. */
export type DefinitionsAtHand = (name: string) => Tree | undefined;

/** What a resource lets Azure deploy by the values that it gives to policies' parameters. */
export function expandAssignment(
  token: string,
  { node, path }: NodeAt,
  atHand: DefinitionsAtHand,
  isRead: IsRead,
  reading: Reading,
): Expansion | undefined {
  if (!typeOf(token)) return undefined;
  const definitions: Definitions = id => (typeof id.node === "string" ? atHand(definitionName(id.node)) : undefined);
  return expandAssigned({ node: inArmsWords(node ?? null), path }, definitions, isRead, reading);
}
