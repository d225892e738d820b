/**
 * Ids of Azure Resource Manager. All of these are ids:
 *
 *     /                                                                                   the root
 *     /providers/Microsoft.Management/managementGroups/contoso                            a management group
 *     /subscriptions/…/resourceGroups/web                                                 a resource group
 *     /subscriptions/…/resourceGroups/web/providers/Microsoft.Compute/virtualMachines/a   a resource in it
 *     …/virtualMachines/a/providers/Microsoft.Authorization/locks/b                       an extension of that resource
 *
 * After the last `/providers/` come a namespace, then types and names in turn. A resource may itself be called
 * `providers`, but only a namespace has a dot in it, so that tells them apart.
 */
export interface ArmId {
  readonly managementGroup?: string;
  readonly subscription?: string;
  readonly resourceGroup?: string;
  /** The resource's type with its namespace: `Microsoft.Compute/virtualMachines/extensions`. A plain scope has none. */
  readonly type?: string;
  /** The resource's names, one for each part of its type after the namespace. */
  readonly names: readonly string[];
  /** The last word where it has no name after it: `start` of `…/virtualMachines/a/start`. */
  readonly action?: string;
  /** The id of the scope that the resource is deployed in or extends. Of a plain scope it is the id itself. */
  readonly scope: string;
  /** The resource extends another resource, which `scope` names. */
  readonly isExtension: boolean;
}

/** Reads an id, or what follows the unknown start of one. Keywords are found in any letter case; names keep theirs. */
export function parseArmId(id: string): ArmId {
  const segments = segmentsOf(id);
  const at = segments.findLastIndex((_, i) => isProvider(segments, i));
  const around = at < 0 ? segments : segments.slice(0, at);
  const [namespace, ...rest] = at < 0 ? [] : segments.slice(at + 1);
  const action = rest.length % 2 === 1 ? rest.at(-1) : undefined;
  const pairs = action === undefined ? rest : rest.slice(0, -1);
  const group = around.findLastIndex(segment => isWord(segment, "resourceGroups"));
  const [first = "", second = "", third = "", fourth] = segments;
  const inGroups =
    isWord(first, "providers") && isWord(second, "Microsoft.Management") && isWord(third, "managementGroups");
  return {
    ...(inGroups && fourth !== undefined && { managementGroup: fourth }),
    ...(isWord(first, "subscriptions") && second !== "" && { subscription: second }),
    ...(group >= 0 && around[group + 1] !== undefined && { resourceGroup: around[group + 1]! }),
    ...(namespace !== undefined && { type: [namespace, ...pairs.filter((_, i) => i % 2 === 0)].join("/") }),
    names: pairs.filter((_, i) => i % 2 === 1),
    ...(action !== undefined && { action }),
    scope: `/${around.join("/")}`,
    isExtension: at >= 0 && around.some((_, i) => isProvider(around, i)) && !(inGroups && around.length === 4),
  };
}

/** Writes the id again, with one slash between its parts. */
export function formatArmId({ scope, type, names, action }: ArmId): string {
  if (type === undefined) return scope;
  const [namespace, ...types] = type.split("/");
  const pairs = types.flatMap((word, i) => [word, names[i]!]);
  const own = ["providers", namespace, ...pairs, ...(action === undefined ? [] : [action])].join("/");
  return isRootScope(scope) ? `/${own}` : `${scope}/${own}`;
}

/**
 * Reads a path of the control plane as Azure does, which decodes it first: `/subscriptions/…/virtual%4Dachines/a`.
 * `undefined` where nobody can say what Azure makes of it: it has steps such as `..`, or codes that are left over.
 */
export function parseArmPath(path: string): ArmId | undefined {
  const plain = decoded(path);
  const isPlain = plain !== undefined && !segmentsOf(plain).some(word => /^\.+$|[%?#\\\p{C}]/u.test(word));
  return isPlain ? parseArmId(plain) : undefined;
}

/** The whole type with the action on it, as role definitions write it: `Microsoft.HDInsight/clusters/roles/resize`. */
export const typeWithAction = ({ type = "", action }: ArmId): string =>
  action === undefined ? type : `${type}/${action}`;

/** The name that stands after a word of the id's type: the region after `locations`. */
export function nameAfter({ type = "", names }: ArmId, word: string): string | undefined {
  const types = type.split("/").slice(1);
  return names[types.findIndex(one => isWord(one, word))];
}

/** An id of a type whose names are not known: `/providers/Microsoft.Compute/virtualMachines/_`. */
export function idOfType(type: string): string {
  const [namespace, ...types] = type.split("/");
  return ["/providers", namespace, ...types.map(word => `${word}/_`)].join("/");
}

/** Whether the id of a scope is that of the root, over all management groups and subscriptions. */
export const isRootScope = (scope: string): boolean => /^[\s/]*$/.test(scope);

/** What follows the last slash: the name of an id, or of `cluster/pool` that of the pool. */
export const lastSegment = (id: string): string => id.slice(id.lastIndexOf("/") + 1);

/** The type of a child as its parent holds it: `extensions` in `Microsoft.Compute/virtualMachines`, unless it is written in full. */
export const childType = (type: string, parent: string | undefined): string =>
  // The slash is looked for first, so that a text of nothing but dots is read once.
  parent === undefined || /^(?=[^/]*\/)[^/]+\./.test(type) ? type : `${parent}/${type}`;

const segmentsOf = (id: string): readonly string[] =>
  id
    .split("/")
    .map(segment => segment.trim())
    .filter(Boolean);

const isWord = (segment: string, word: string): boolean => segment.toLowerCase() === word.toLowerCase();

const isProvider = (segments: readonly string[], at: number): boolean =>
  isWord(segments[at]!, "providers") && segments[at + 1]?.includes(".") === true;

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
