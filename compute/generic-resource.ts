import { parseArmPath, typeWithAction } from "../catalogue/arm-id";
import type { Opaque } from "./facts";
import { text } from "./leaf";
import { opaque } from "./opaque";
import { armNaming, pulumiNaming } from "./path";
import { fromJsonText, isAbsent, isObject, type NodeAt, overlaid } from "./tree";
import { type Tree, type Value, Withheld } from "./value";

/** Pulumi types that hold any ARM resource: azure-native's `resources:Resource` and azapi. Here their ARM type and body are found. */
export interface GenericResource {
  readonly type: string;
  readonly body: NodeAt;
  readonly location: NodeAt;
  /** A second place where a location stands. Both are judged: which of them is taken is not for us to say. */
  readonly otherLocation?: NodeAt;
  /** Where the id of the scope stands that the resource is put at, where it is written beside the body. It holds, whatever the body says. */
  readonly scope?: NodeAt;
  /** The body changes a resource that exists, so it need not say everything. */
  readonly patch: boolean;
  /** How many of them are asked for at once. */
  readonly copies?: Value<number>;
  /** What of the body cannot be read. */
  readonly opaque: readonly Opaque[];
}

/** An input of a Pulumi resource. */
export const at = (inputs: Tree, key: string): NodeAt => ({
  node: inputs instanceof Withheld ? inputs : isObject(inputs) ? pulumiNaming.property(inputs, key) : undefined,
  path: key,
});

/**
 * `resources:Resource` takes its type in parts, which the provider joins to a resource id. So the type is read off that id: after
 * its last `/providers/` come a namespace, then types and names in turn.
 */
export function genericNative(inputs: Tree): GenericResource | Opaque {
  const parts = ["resourceProviderNamespace", "parentResourcePath", "resourceType"].map(key => at(inputs, key));
  const withheld = parts.find(({ node }) => node instanceof Withheld);
  if (withheld) return opaque("the resource type", withheld);
  const type = typeOfId(
    [...parts, at(inputs, "resourceName")].map(({ node }) => (typeof node === "string" ? node : "")),
  );
  if (!type) return { path: "resourceType", why: "the resource type cannot be read", state: "malformed" };
  return { type, body: { node: inputs, path: "" }, location: at(inputs, "location"), patch: false, opaque: [] };
}

function typeOfId([namespace = "", parent = "", type = "", name = ""]: readonly string[]): string | undefined {
  if (!namespace || !type || ![namespace, parent, type].every(part => /^[\w.\- ()/]*$/.test(part))) return undefined;
  // A name counts only where it goes on to other types.
  const id = parseArmPath(["/providers", namespace, parent, type, ...(name.includes("/") ? [name] : [])].join("/"));
  return id?.type && typeWithAction(id);
}

/**
 * azapi: `type` is "Microsoft.Compute/virtualMachines@2024-07-01". Where the resource is named by an id, that tells its type too.
 */
export function genericAzapi(token: string, inputs: Tree): readonly (GenericResource | Opaque)[] {
  const body = azapiBody(inputs);
  const type = azapiType(inputs);
  const [parent, id] = [at(inputs, "parentId"), at(inputs, "resourceId")];
  const target = typeof id.node === "string" ? parseArmPath(id.node) : undefined;
  const scope = isAbsent(parent.node) ? { ...id, node: target?.type === undefined ? id.node : target.scope } : parent;
  const resource = (type: string): GenericResource => ({ type, ...body, scope, patch: !/:resource$/i.test(token) });
  const agree = typeof type === "string" && type.toLowerCase() === target?.type?.toLowerCase();
  return [
    typeof type === "string" ? resource(type) : type,
    ...(typeof id.node === "string" && !target ? [opaque("the resource id", id)] : []),
    ...(target?.type !== undefined && !agree ? [resource(target.type)] : []),
  ];
}

/** The ARM type of an azapi resource. */
export function azapiType(inputs: Tree): string | Opaque {
  const typed = at(inputs, "type");
  const type = text(typed);
  return type.state === "known" ? type.value.split("@", 1)[0]!.trim() : opaque("the resource type", typed);
}

/** The body of an azapi resource: `body`, and `sensitiveBody` laid over it, are objects or JSON text. */
export function azapiBody(inputs: Tree): Pick<GenericResource, "body" | "location" | "otherLocation" | "opaque"> {
  const written = at(inputs, "body");
  const over = at(inputs, "sensitiveBody");
  const [base, secret] = [fromJsonText(written.node), fromJsonText(over.node)];
  const body = { node: secret instanceof Withheld ? base : overlaid(base, secret), path: written.path };
  const unread = [
    ...(typeof written.node === "string" && base === undefined ? [opaque("the body", written)] : []),
    ...(over.node instanceof Withheld || (typeof over.node === "string" && secret === undefined)
      ? [opaque("the sensitive body", over)]
      : []),
  ];
  const outer = at(inputs, "location");
  const inner = {
    node: isObject(body.node) ? armNaming.property(body.node, "location") : undefined,
    path: "body.location",
  };
  return isAbsent(outer.node)
    ? { body, location: inner, opaque: unread }
    : { body, location: outer, otherLocation: inner, opaque: unread };
}
