import type { Reading } from "../../../payloads/search";
import type { Opaque } from "../../facts";
import { text } from "../../leaf";
import { linkedTemplate, opaque } from "../../opaque";
import { nodeAt, pulumiNaming } from "../../path";
import { fromJsonText, isAbsent, isObject, type NodeAt } from "../../tree";
import { type Tree, Withheld } from "../../value";
import { type Expansion, expandHeldTemplates, expandTemplate, type IsRead } from "../expand";
import type { Deployed } from "../opened";
import {
  type ArmShapedHolder,
  type ClassicDeployment,
  type DeploymentScope,
  isArmShaped,
  pulumiHolderOf,
} from "./pulumi-types";

/** The templates that a Pulumi resource holds, expanded; `undefined` where its type holds none. */
export function expandPulumiHolder(
  token: string,
  root: NodeAt,
  isRead: IsRead,
  reading: Reading,
): Expansion | undefined {
  const row = pulumiHolderOf(token);
  if (!row) return undefined;
  return isArmShaped(row) ? heldInProperties(row, root, isRead, reading) : heldByDeployment(row, root, isRead, reading);
}

const placeOf = (root: NodeAt, path: string): NodeAt => nodeAt(root, path, pulumiNaming);

/** Inputs that are ARM's `properties`; those that are JSON text become what they stand for. */
function heldInProperties(
  { arm, body, json = [], scope }: ArmShapedHolder,
  root: NodeAt,
  isRead: IsRead,
  reading: Reading,
): Expansion | undefined {
  const { node, path } = body ? placeOf(root, body) : root;
  const texts = isObject(node) ? json.filter(key => typeof node[key] === "string") : [];
  const read = texts.map(key => [key, fromJsonText((node as { [key: string]: Tree })[key])] as const);
  const unread = read.filter(([, tree]) => tree === undefined).map(([key]) => noJson(key));
  const whole = isObject(node)
    ? { ...node, ...Object.fromEntries(read.map(([key, tree]) => [key, tree ?? null])) }
    : node;
  const expansion = expandHeldTemplates(arm, { node: whole, path }, isRead, deployed(root, scope), reading);
  if (!expansion) return undefined;
  // Where the inputs are the body, its path is empty.
  const trim = <T extends { readonly path: string }>(part: T): T => ({ ...part, path: part.path.replace(/^\./, "") });
  return { resources: expansion.resources.map(trim), opaque: [...unread, ...expansion.opaque.map(trim)] };
}

const deployed = (root: NodeAt, scope: DeploymentScope | undefined): Deployed => ({
  location: placeOf(root, "location").node,
  scope: scope === "tenant" ? "/" : scope && placeOf(root, scope.path).node,
});

const noJson = (path: string): Opaque => opaque(`the JSON text of ${path}`, { node: "", path });

function heldByDeployment(row: ClassicDeployment, root: NodeAt, isRead: IsRead, reading: Reading): Expansion {
  const template = placeOf(root, row.template);
  const link = row.link === undefined ? undefined : placeOf(root, row.link);
  const linked = link && !isAbsent(link.node) ? [linkedTemplate(link.path, text(link))] : [];
  if (isAbsent(template.node)) return { resources: [], opaque: linked };
  const { parameters, unread } = parametersOf(row, root);
  const { resources, opaque } = expandTemplate(template.node, {
    parameters,
    path: template.path,
    isRead,
    deployed: deployed(root, row.scope),
    reading,
  });
  return { resources, opaque: [...opaque, ...linked, ...unread] };
}

/** Their values in ARM's form: those given as JSON text, laid over those given plainly. */
function parametersOf(
  row: ClassicDeployment,
  root: NodeAt,
): { parameters: Tree | undefined; unread: readonly Opaque[] } {
  const written = placeOf(root, row.parameters);
  const plain = row.values === undefined ? undefined : placeOf(root, row.values).node;
  const given = fromJsonText(written.node);
  const unread = typeof written.node === "string" && given === undefined ? [noJson(written.path)] : [];
  if (given instanceof Withheld || plain instanceof Withheld)
    return { parameters: given instanceof Withheld ? given : plain, unread };
  const named = isObject(plain) ? Object.entries(plain).map(([name, value]): [string, Tree] => [name, { value }]) : [];
  return { parameters: { ...Object.fromEntries(named), ...(isObject(given) && given) }, unread };
}
