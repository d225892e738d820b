import type { Opaque } from "../../facts";
import { parsed } from "../../generic-resource";
import { text } from "../../leaf";
import { linkedTemplate, opaque } from "../../opaque";
import { isObject, type NodeAt, nodesAt, pulumiNaming } from "../../path";
import { type Deployed, type Expansion, expandCarried, expandTemplate, type IsRead } from "../expand";
import { templateRowOf } from "../../types";
import { type CarrierRow, type DeploymentRow, type DeploymentScope, isCarrier } from "./pulumi-types";
import { type Tree, Withheld } from "../../value";

/** The templates that a Pulumi resource carries, expanded; `undefined` where its type carries none. */
export function templatesIn(token: string, root: NodeAt, isRead: IsRead): Expansion | undefined {
  const row = templateRowOf(token);
  if (!row) return undefined;
  return isCarrier(row) ? carriedBy(row, root, isRead) : deployedBy(row, root, isRead);
}

const placeOf = (root: NodeAt, path: string): NodeAt =>
  nodesAt(root, path, pulumiNaming)[0] ?? { node: undefined, path };

/** Inputs that are ARM's `properties`; those that are JSON text become what they stand for. */
function carriedBy({ arm, body, json = [], scope }: CarrierRow, root: NodeAt, isRead: IsRead): Expansion | undefined {
  const { node, path } = body ? placeOf(root, body) : root;
  const texts = isObject(node) ? json.filter(key => typeof node[key] === "string") : [];
  const read = texts.map(key => [key, parsed((node as { [key: string]: Tree })[key])] as const);
  const unread = read.filter(([, tree]) => tree === undefined).map(([key]) => malformed(key));
  const whole = isObject(node)
    ? { ...node, ...Object.fromEntries(read.map(([key, tree]) => [key, tree ?? null])) }
    : node;
  const expansion = expandCarried(arm, { node: whole, path }, isRead, deployed(root, scope));
  if (!expansion) return undefined;
  // Where the inputs are the body, its path is empty.
  const trim = <T extends { readonly path: string }>(part: T): T => ({ ...part, path: part.path.replace(/^\./, "") });
  return { resources: expansion.resources.map(trim), opaque: [...unread, ...expansion.opaque.map(trim)] };
}

const deployed = (root: NodeAt, scope: DeploymentScope | undefined): Deployed => ({
  location: placeOf(root, "location").node,
  scope: scope === "tenant" ? "/" : scope && placeOf(root, scope.path).node,
});

const malformed = (path: string): Opaque => opaque(`the JSON text of ${path}`, { node: "", path });

function deployedBy(row: DeploymentRow, root: NodeAt, isRead: IsRead): Expansion {
  const template = placeOf(root, row.template);
  const link = row.link === undefined ? undefined : placeOf(root, row.link);
  const linked: Opaque[] =
    link && link.node !== undefined && link.node !== null
      ? [linkedTemplate(link.path, text(link))]
      : [];
  if (template.node === undefined || template.node === null) return { resources: [], opaque: linked };
  const { parameters, unread } = parametersOf(row, root);
  const { resources, opaque } = expandTemplate(template.node, {
    parameters,
    path: template.path,
    isRead,
    deployed: deployed(root, row.scope),
  });
  return { resources, opaque: [...opaque, ...linked, ...unread] };
}

/** Their values in ARM's form: those given as JSON text, laid over those given plainly. */
function parametersOf(row: DeploymentRow, root: NodeAt): { parameters: Tree | undefined; unread: readonly Opaque[] } {
  const written = placeOf(root, row.parameters);
  const plain = row.values === undefined ? undefined : placeOf(root, row.values).node;
  const given = parsed(written.node);
  const unread = typeof written.node === "string" && given === undefined ? [malformed(written.path)] : [];
  if (given instanceof Withheld || plain instanceof Withheld)
    return { parameters: given instanceof Withheld ? given : plain, unread };
  const named = isObject(plain) ? Object.entries(plain).map(([name, value]): [string, Tree] => [name, { value }]) : [];
  return { parameters: { ...Object.fromEntries(named), ...(isObject(given) && given) }, unread };
}
