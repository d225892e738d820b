import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseJson } from "../../catalogue/json";
import type { Property } from "./names-machine";

/** An ARM type of the index that Azure publishes for Bicep, in its newest version. */
export interface IndexedType {
  readonly type: string;
  readonly version: string;
  /** `undefined` where the file of the type's provider is not beside the index. */
  properties(): Iterable<Property> | undefined;
}

type Node = { readonly [key: string]: unknown };
const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * The types of `generated/index.json` of github.com/Azure/bicep-types-az: a map from `Microsoft.Compute/disks@2025-01-02` to a place in a file
 * `types.json` beside it, which describes the type (github.com/Azure/bicep-types, src/Bicep.Types).
 */
export function indexedTypes(file: string): readonly IndexedType[] {
  const text = existsSync(file) ? readFileSync(file, "utf8") : undefined;
  const index = text === undefined ? undefined : parseJson(text);
  const resources = isNode(index) ? index.resources : undefined;
  if (!isNode(resources))
    throw new Error(`${file} is no index of ARM's types: give generated/index.json of github.com/Azure/bicep-types-az`);
  const newest = new Map<string, IndexedType>();
  for (const [name, place] of Object.entries(resources)) {
    const [type = "", version = ""] = name.split("@");
    const key = type.toLowerCase();
    const other = newest.get(key);
    const ref = isNode(place) ? place.$ref : undefined;
    if (typeof ref !== "string" || (other && other.version >= version)) continue;
    newest.set(key, { type, version, properties: () => propertiesAt(join(dirname(file), ref.split("#")[0]!), name) });
  }
  return [...newest.values()];
}

function propertiesAt(file: string, name: string): Iterable<Property> | undefined {
  const types = existsSync(file) ? parseJson(readFileSync(file, "utf8")) : undefined;
  if (!Array.isArray(types)) return undefined;
  const at = (ref: unknown): unknown =>
    isNode(ref) && typeof ref.$ref === "string" ? types[Number(ref.$ref.replace("#/", ""))] : undefined;
  const resource = types.find(each => isNode(each) && each.$type === "ResourceType" && each.name === name);
  return isNode(resource) ? below(at(resource.body), "", at, new Set()) : [];
}

/** A property that Azure alone writes (`ReadOnly`), or that says which type this is (`DeployTimeConstant`): `Flags` of Bicep's ObjectTypeProperty. */
const notAsked = 2 | 8;

function* below(node: unknown, path: string, at: (ref: unknown) => unknown, seen: Set<unknown>): Generator<Property> {
  if (!isNode(node) || seen.has(node)) return;
  seen.add(node);
  const inner = [
    node.itemType,
    node.additionalProperties,
    ...listOf(node.elements),
    ...Object.values(mapOf(node.elements)),
  ];
  for (const properties of [mapOf(node.properties), mapOf(node.baseProperties)])
    for (const [key, property] of Object.entries(properties)) {
      if (!isNode(property) || (Number(property.flags) & notAsked) !== 0) continue;
      const type = at(property.type);
      const here = path ? `${path}.${key}` : key;
      yield { path: here, doc: String(property.description ?? ""), takes: takes(type, at) };
      yield* below(type, here, at, seen);
    }
  for (const one of inner) yield* below(at(one), path, at, seen);
}

const mapOf = (value: unknown): Node => (isNode(value) ? value : {});
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function takes(type: unknown, at: (ref: unknown) => unknown, depth = 0): Property["takes"] {
  if (!isNode(type) || depth > 3) return "other";
  // one literal alone tells which of several forms an object has
  if (type.$type === "StringType" || (depth > 0 && type.$type === "StringLiteralType")) return "text";
  if (type.$type === "IntegerType") return "number";
  if (type.$type === "ArrayType") return takes(at(type.itemType), at, depth + 1);
  if (type.$type === "UnionType") return takes(at(listOf(type.elements)[0]), at, depth + 1);
  return "other";
}
