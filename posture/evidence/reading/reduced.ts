import { parseJson } from "../../../catalogue/json";
import type { Payload } from "../../../compute/facts";
import { withSameCeiling } from "../../../compute/formula";
import type { Naming } from "../../../compute/path";
import { armNamingOf, type ReadPath, readPathsOf } from "../../../compute/read-paths";
import { isList, isObject, leaves } from "../../../compute/tree";
import { type Tree, Withheld } from "../../../compute/value";
import { digestOf, digestOfExpression } from "./digest";
import { isImageReference } from "./image-reference";
import { withoutLinkSecrets } from "./secrets";

/**
 * A resource is reduced to what is read of it before it is kept: the paths that the row of its type names, and a few that
 * every resource has. Scripts, commands, settings, links and the values of environments become digests; names of images
 * stay where they are nothing but a name. All else that Azure sent (tags, keys, descriptions, what nobody reads) is left out.
 *
 * The facts of the reduced resource are those of the whole one: test/posture/reduced.test.ts holds that of every type. Only what a
 * version that is newer than the row writes elsewhere, and is found by its shape in a template, is not kept.
 */
export function reduced(
  type: string,
  resource: Readonly<Record<string, unknown>>,
  tagNames: readonly string[] = [],
): Record<string, unknown> {
  const { tags, ...rest } = resource;
  const tree = reducedAt(rest as Tree, placesOf(type), armNamingOf(type), 0);
  const kept = reducedTags(tags, tagNames);
  return { ...(tree as Record<string, unknown>), ...(kept && { tags: kept }) };
}

/** Of every resource: where it stands, which identities it carries, since when it is there, whether it runs, what has its machines, and which of its pools stop alone. */
const ofAll: readonly ReadPath[] = [
  "location",
  "identity.type",
  "identity.principalId",
  "identity.userAssignedIdentities{}.principalId",
  "properties.timeCreated",
  "properties.powerState.code",
  "properties.extended.instanceView.powerState.code",
  "properties.virtualMachineScaleSet.id",
  "properties.nodeResourceGroup",
  "properties.agentPoolProfiles[].name",
  "properties.agentPoolProfiles[].mode",
].map(path => ({ path }));

/** By these AKS marks the scale sets of its pools; their values say nothing that is not said elsewhere. */
const ofService = /^aks-managed-/i;

/** The tags on which something depends: those that are named, and the names of those that a service sets. */
function reducedTags(tags: unknown, names: readonly string[]): Record<string, unknown> | undefined {
  if (tags === null || typeof tags !== "object") return undefined;
  const wanted = new Set(names.map(name => name.toLowerCase()));
  const kept = Object.entries(tags).flatMap(([name, value]) =>
    wanted.has(name.toLowerCase()) ? [[name, value] as const] : ofService.test(name) ? [[name, ""] as const] : [],
  );
  return kept.length > 0 ? Object.fromEntries(kept) : undefined;
}

/** A place of a resource, and what is read below it. A list stands for each of its items, as in the paths. */
interface Place {
  /** By name in lower case. */
  readonly inside: Map<string, Place>;
  /** Every entry, whatever its name. */
  entries?: Place;
  /** Something is read here, and not only below. */
  read?: true;
  payload?: Payload["kind"];
  /** A text here holds JSON. */
  json?: true;
  /** A text here is an autoscale formula, of which the ceiling is read. */
  formula?: true;
}

const placeOf = (): Place => ({ inside: new Map() });

const places = new Map<string, Place>();

function placesOf(type: string): Place {
  const key = type.toLowerCase();
  const known = places.get(key);
  if (known) return known;
  const root = placeOf();
  for (const path of [...ofAll, ...readPathsOf(type)]) addPath(root, path, armNamingOf(type));
  places.set(key, root);
  return root;
}

function addPath(root: Place, { path, payload, formula }: ReadPath, naming: Naming): void {
  let at = root;
  for (const { key, each, json } of naming.steps(path)) {
    const name = key.toLowerCase();
    const next = at.inside.get(name) ?? placeOf();
    at.inside.set(name, next);
    at = next;
    if (json) at.json = true;
    if (each === "entry") at = at.entries ??= placeOf();
  }
  if (formula) at.formula = true;
  if (payload === undefined) at.read = true;
  else at.payload = payload;
}

/** Deeper than any resource is; what lies deeper is not kept. */
const deepest = 60;

function reducedAt(node: Tree | undefined, place: Place, naming: Naming, depth: number): unknown {
  if (node === null || node === undefined) return node;
  if (place.payload !== undefined) return reducedPayload(node, place.payload, naming, 0);
  if (depth > deepest) return true;
  if (isList(node)) {
    const ofItem = place.entries ? bothOf(place, place.entries) : place;
    return node.map(item => reducedAt(item, ofItem, naming, depth + 1) ?? null);
  }
  if (isObject(node)) return reducedObject(node, place, naming, depth);
  if (typeof node === "string" && place.json) return reducedJson(node, place, naming, depth);
  // That something stands here is read of a place of which only the inside is.
  if (!place.read) return true;
  if (typeof node === "string" && place.formula && node.trim()) return withSameCeiling(node);
  return typeof node === "string" ? withoutLinkSecrets(node) : node;
}

function reducedObject(node: { readonly [key: string]: Tree }, place: Place, naming: Naming, depth: number): unknown {
  if (place.read && naming.evaluate && node.type === "Expression") return { type: node.type, value: node.value };
  const kept = Object.entries(node).flatMap(([name, value], n) => {
    const named = place.inside.get(name.toLowerCase());
    const inner = named && place.entries ? bothOf(named, place.entries) : (named ?? place.entries);
    const shown = named || place.entries?.payload === undefined ? name : keptName(name, n);
    return inner ? [[shown, reducedAt(value, inner, naming, depth + 1)] as const] : [];
  });
  return Object.fromEntries(kept);
}

/** The text of JSON becomes the tree in it, which reads the same. */
function reducedJson(text: string, place: Place, naming: Naming, depth: number): unknown {
  if (!text.trim()) return text;
  const tree = (parseJson(text) ?? parseJson(Buffer.from(text, "base64").toString())) as Tree | undefined;
  if (tree === undefined) return digestOfExpression(text, []);
  return reducedAt(tree, place, naming, depth + 1);
}

function bothOf(one: Place, other: Place): Place {
  const inside = new Map(one.inside);
  for (const [name, place] of other.inside)
    inside.set(name, inside.has(name) ? bothOf(inside.get(name)!, place) : place);
  return { ...one, ...other, inside };
}

/** A payload with a digest in place of each text, and of a command's words together. Names of images stay. */
function reducedPayload(node: Tree, kind: Payload["kind"], naming: Naming, depth: number): unknown {
  const plain = naming.evaluate ? naming.evaluate(node) : node;
  if (plain instanceof Withheld) return digestOfExpression(JSON.stringify(node), plain.hints);
  if (typeof node === "string") return kind === "image" && isImageReference(node) ? node : node && digestOf(node);
  if (depth >= deepest && typeof node === "object" && node !== null) return digestOfExpression("", []);
  if (isList(node)) {
    const words = kind === "command" && depth === 0 ? wordsOf(node, naming) : undefined;
    if (words) return words.length > 0 ? digestOf(words.join(" ")) : [];
    return node.map(item => reducedPayload(item, kind, naming, depth + 1) ?? null);
  }
  if (!isObject(node)) return null;
  return Object.fromEntries(
    Object.entries(node).map(([name, inner], n) => [keptName(name, n), reducedPayload(inner, kind, naming, depth + 1)]),
  );
}

/**
 * Names of settings that Azure's own extensions and services document. Source: Microsoft Learn, "Custom Script Extension",
 * "Desired State Configuration", "NVIDIA GPU Driver Extension", and the references of Azure Batch and Data Factory.
 */
const documented: ReadonlySet<string> = new Set(
  [
    ...["commandToExecute", "fileUris", "script", "skipDos2Unix", "timestamp", "storageAccountName", "managedIdentity"],
    ...["configuration", "configurationArguments", "configurationFunction", "function", "modulesUrl", "url"],
    ...["driverURL", "installCUDA", "updateOS", "command", "args", "env", "name", "type", "value", "image"],
  ].map(name => name.toLowerCase()),
);

/** Whoever writes settings chooses their names, and may put a secret or an address into one: of others the place is kept. */
const keptName = (name: string, at: number): string => (documented.has(name.toLowerCase()) ? name : `entry ${at + 1}`);

/** The texts of a command, wherever in its list they stand; nothing where one of them cannot be read. */
function wordsOf(list: readonly Tree[], { evaluate }: Naming): readonly string[] | undefined {
  const places = [...leaves({ node: list, path: "" })].map(({ node }) =>
    evaluate && node !== undefined ? evaluate(node) : node,
  );
  if (places.some(node => node instanceof Withheld)) return undefined;
  return places.filter(node => typeof node === "string" && node !== "") as string[];
}
