/**
 * From any description of a resource to the same small facts. This file is the entrance to the room; the rest of it is
 *
 *     value.ts, tree.ts       a resource as plain data, and values with states
 *     path.ts                 the language of paths in type rows: `~agentPoolProfiles[].vmSize`
 *     tokens.ts, arm-types.ts a type in all its spellings
 *     types/                  every type that creates compute or runs code on it, a row each
 *     governance/             every type that changes rights, quota, tenants or guardrails, a row each
 *     leaf.ts, apply-shape.ts a row applied to one description of its type
 *     template/               ARM templates: their expressions, loops and nested deployments
 *     azapi/, generic-resource.ts   packages whose resources hold any ARM type, or a request to one
 *     packages.ts, other-packages.ts, pulumi-cloud.ts   packages of other makers, which nobody here can read
 *     hosts.ts                an extension that is described apart from its machine
 *     by-shape/               the net below the table: what looks like machines in a type without a row
 *     facts.ts                what comes out, and what all rules judge
 *
 * `factsOf` takes a resource of a Pulumi program, `factsOfArm` one of a template or one that runs already. Both find the row
 * of its type and apply it, so a new type is a new row and no rule has to know of it.
 */

import { childType } from "../catalogue/arm-id";
import { isAccelerator } from "../catalogue/sizes";
import { handOn, Reading } from "../payloads/search";
import { applyShape, type Description, regionAt, regionsAt } from "./apply-shape";
import { askedByAction } from "./azapi/actions";
import { requestsByShape } from "./by-shape/requests";
import { type FactKind, type Facts, noFacts, type Opaque } from "./facts";
import { type GenericResource, genericAzapi, genericNative } from "./generic-resource";
import { governanceFacts, governanceFactsOfArm, isGovernanceType } from "./governance";
import { placedAt } from "./governance/scope";
import { hostedIn, onTheirMachines } from "./hosts";
import { text } from "./leaf";
import { opaque } from "./opaque";
import { factsOfUnknown } from "./packages";
import { armNaming, nodeAt, nodesAt, pulumiNaming } from "./path";
import { packChangesOf } from "./pulumi-cloud";
import { type Expansion, expandHeldTemplates } from "./template/expand";
import {
  type DefinitionsAtHand,
  definitionIn,
  expandAssignment,
  type NamedDefinition,
} from "./template/holders/pulumi-policies";
import { expandPulumiHolder } from "./template/holders/pulumi-resource";
import { normalToken } from "./tokens";
import { isAbsent, isList, joinName, type NodeAt } from "./tree";
import { computeTypeOfArm, shapedTypeOf } from "./types";
import type { Shape } from "./types/compute-type";
import { looksAlike } from "./types/left-out/look-alikes";
import { absent, known, multiplied, type Tree, type Value, Withheld } from "./value";

/**
 * What a Pulumi resource asks for; `undefined` if that is nothing that any rule judges. Two look-ups decide it, because most
 * resources of a deployment are of no such type. `atHand` are the policies of the program that an assignment may name. A component makes
 * nothing but the resources in it, which are judged themselves: so there is nothing to say of what it hands on to them, whatever it looks like.
 */
export function factsOf(
  token: string,
  inputs: Tree,
  atHand: DefinitionsAtHand = nothing,
  isComponent = false,
): Facts | undefined {
  const reading = new Reading();
  return handedOn(readFacts(token, inputs, { atHand, isComponent, reading }), reading);
}

interface Around {
  readonly atHand: DefinitionsAtHand;
  readonly isComponent: boolean;
  readonly reading: Reading;
}

/** The payloads of a resource are searched with what is left of the work on it. */
function handedOn(facts: Facts | undefined, reading: Reading): Facts | undefined {
  if (facts) handOn(facts.payloads, reading);
  return facts;
}

function readFacts(token: string, inputs: Tree, { atHand, isComponent, reading }: Around): Facts | undefined {
  const { package: language, token: name } = normalToken(token);
  switch (language) {
    case "azure-native":
    case "azure":
    case "azurerm": {
      const found = shapedTypeOf(name);
      const root = { node: inputs, path: "" };
      const description = {
        type: found?.type.arm ?? name,
        root,
        naming: pulumiNaming,
        location: nodeAt(root, "location", pulumiNaming),
      };
      const governance = governanceFacts(name, root);
      const expansion = expandPulumiHolder(name, root, isRead, reading);
      const facts = described(description, found?.shape, expansion, reading);
      const assigned = expandAssignment(name, root, atHand, isRead, reading);
      const isKnown = found !== undefined || governance !== undefined || expansion !== undefined;
      return mergedFacts([
        facts,
        governance,
        ...(assigned ? expanded(assigned, reading) : []),
        isComponent ? undefined : isKnown ? outgrown(description, found?.shape, facts) : byShape(description),
      ]);
    }
    case "generic":
      return factsOfGeneric(genericNative(inputs), reading);
    case "azapi": {
      if (/:resourceAction$/i.test(name))
        return mergedFacts(askedByAction(inputs).map(part => factsOfGeneric(part, reading)));
      const isResource = /:(?:resource|updateResource|dataPlaneResource)$/i.test(name);
      return isResource
        ? mergedFacts(genericAzapi(name, inputs).map(part => factsOfGeneric(part, reading)))
        : undefined;
    }
    case "pulumi":
      return name === "pulumi:pulumi:Stack" ? stackFacts : undefined;
    case "unknown":
      return mergedFacts([
        governanceFacts(name, { node: inputs, path: "" }),
        packChangesOf(name, inputs),
        factsOfUnknown(name, inputs, isComponent),
      ]);
  }
}

const nothing = () => undefined;

/** What a Pulumi resource defines that others may assign: a policy, or a set of them. */
export const definitionOf = (token: string, inputs: Tree): NamedDefinition | undefined =>
  definitionIn(normalToken(token).token, inputs);

const stackFacts: Facts = {
  ...noFacts,
  regions: [{ of: "stack", type: "pulumi:pulumi:Stack", region: absent("") }],
};

/**
 * What one ARM resource asks for, with the resources nested in it: a resource of a template, or one that runs already.
 * @param path its path in what holds it; the paths of the facts go on from there.
 */
export function factsOfArm(resource: Tree, path = ""): Facts | undefined {
  const reading = new Reading();
  return handedOn(armFacts({ node: resource, path }, undefined, { depth: 0, reading }), reading);
}

/** How deep a resource lies in others, and what is left of the work on all of them. */
interface Nested {
  readonly depth: number;
  readonly reading: Reading;
}

/** Azure allows five; deeper than this is an attempt to get lost. */
const deepest = 10;

function armFacts(root: NodeAt, parent: string | undefined, within: Nested): Facts | undefined {
  const typed = placeAt(root, "type");
  const named = text(typed);
  if (named.state !== "known") return { ...noFacts, opaque: [opaque("the resource type", typed)] };
  return armBody(childType(named.value.trim(), parent), root, placeAt(root, "location"), within);
}

function armBody(type: string, root: NodeAt, location: NodeAt, { depth, reading }: Nested): Facts | undefined {
  const row = computeTypeOfArm(type);
  const description = { type: row?.arm ?? type, root, naming: armNaming, location };
  const properties = placeAt(root, "properties");
  const governance = governanceFactsOfArm(type, root);
  const expansion = expandHeldTemplates(type, properties, isRead, { location: location.node }, reading);
  const facts = described(description, row, expansion, reading);
  const isKnown = row !== undefined || governance !== undefined || expansion !== undefined;
  const inner = nested(root).map(child =>
    depth < deepest
      ? armFacts(child, type, { depth: depth + 1, reading })
      : { ...noFacts, opaque: [opaque("a resource nested too deep", child)] },
  );
  const looks = isKnown ? outgrown(description, row, facts, children) : byShape(description, children);
  return mergedFacts([facts, governance, looks, ...inner]);
}

/** The children of a resource are in `resources`, which is a list or, in newer templates, a map by symbolic name. */
function nested(root: NodeAt): NodeAt[] {
  const children = placeAt(root, "resources");
  const { node } = children;
  if (root.node instanceof Withheld || isAbsent(node)) return [];
  return nodesAt(root, isList(node) || node instanceof Withheld ? "resources[]" : "resources{}", armNaming);
}

function factsOfGeneric(part: GenericResource | Opaque | Facts, reading: Reading): Facts | undefined {
  if ("requests" in part) return part;
  if (!("body" in part)) return { ...noFacts, opaque: [part] };
  const { type, body, location, otherLocation, scope, patch, copies, opaque } = part;
  const facts = mergedFacts([
    placedAt(scope, withoutScope(armBody(type, body, location, { depth: 0, reading }), part)),
    otherLocation && located({ type, location: otherLocation }),
    opaque.length > 0 ? { ...noFacts, opaque } : undefined,
  ]);
  const asked = copies && copies.state !== "absent" ? repeated(facts, copies) : facts;
  return patch && asked ? { ...asked, requests: asked.requests.map(asChange) } : asked;
}

/** Azure takes the scope from the id alone, and ignores one in the body. A scope in a template that the body holds does count. */
function withoutScope(facts: Facts | undefined, { body, scope }: GenericResource): Facts | undefined {
  if (!facts || !scope || text(scope).state === "absent") return facts;
  const own = new Set(["", ".scope", ".properties", ".properties.scope"].map(end => `${body.path}${end}`));
  const grants = facts.grants.map(grant =>
    own.has(grant.scope.path) ? { ...grant, scope: absent(grant.scope.path) } : grant,
  );
  return { ...facts, grants };
}

/** A change that leaves the size out leaves it as it is. */
const asChange = <R extends Facts["requests"][number]>(request: R): R =>
  request.size.state === "absent" && request.sizeAbsent === "unreadable"
    ? { ...request, sizeAbsent: "default" }
    : request;

function described(
  description: Description,
  shape: Shape | undefined,
  expansion: Expansion | undefined,
  reading: Reading,
) {
  const own = shape ? applyShape(shape, description) : located(description);
  return expansion ? mergedFacts([own, ...expanded(expansion, reading)]) : own;
}

/** Whether more is read of an ARM type than its region. */
const isRead = (type: string): boolean => computeTypeOfArm(type) !== undefined || isGovernanceType(type);

/** All that is read of a type without a row. */
function located({ type, location }: Pick<Description, "type" | "location">): Facts | undefined {
  const regions = regionsAt(type, [location]);
  return regions.length > 0 ? { ...noFacts, regions } : undefined;
}

/** Resources of their own, which are read by themselves. */
const children: ReadonlySet<string> = new Set(["resources"]);

/** What looks like a request for machines in a resource whose type no row knows. */
function byShape({ type, root, location }: Description, apart?: ReadonlySet<string>): Facts | undefined {
  const { requests, opaque } = requestsByShape(root, { type, region: regionAt(location) }, apart);
  // asked last, for hardly a resource comes so far
  return requests.length + opaque.length > 0 && !looksAlike(type) ? { ...noFacts, requests, opaque } : undefined;
}

/**
 * What looks like a request for accelerators in a resource whose row orders machines and finds none that it knows: versions of an API
 * newer than the row may write them elsewhere.
 */
function outgrown(
  description: Description,
  shape: Shape | undefined,
  facts: Facts | undefined,
  apart?: ReadonlySet<string>,
): Facts | undefined {
  // a row that says when it orders knows why it does not
  if (!shape?.requests?.length || shape.requests.some(({ only }) => only !== undefined)) return undefined;
  if (facts && facts.requests.length > 0) return undefined;
  const looks = byShape(description, apart);
  const requests = looks?.requests.filter(({ size }) => size.state === "known" && isAccelerator(size.value)) ?? [];
  return requests.length > 0 ? { ...noFacts, requests } : undefined;
}

const expanded = ({ resources, opaque }: Expansion, reading: Reading): (Facts | undefined)[] => [
  ...resources.map(({ resource, path, copies, scope }) =>
    placedAt(
      { node: scope, path: joinName(path, "scope") },
      repeated(armFacts({ node: resource, path }, undefined, { depth: 0, reading }), copies),
    ),
  ),
  { ...noFacts, opaque },
];

/** One description may stand for several resources: then it requests as many times as much. */
function repeated(facts: Facts | undefined, copies: Value<number>): Facts | undefined {
  if (!facts || (copies.state === "known" && copies.value === 1)) return facts;
  const requests = facts.requests.map(request => ({
    ...request,
    count: multiplied(request.count.state === "absent" ? known(1, request.count.path) : request.count, copies),
    ceiling: request.ceiling.state === "absent" ? request.ceiling : multiplied(request.ceiling, copies),
  }));
  return { ...facts, requests };
}

const placeAt = (root: NodeAt, key: string): NodeAt => nodeAt(root, key, armNaming);

const kinds = Object.keys(noFacts) as readonly FactKind[];

/** Several facts as one; `undefined` where there are none at all. */
function mergedFacts(parts: readonly (Facts | undefined)[]): Facts | undefined {
  const some = parts.filter(part => part !== undefined);
  if (some.length < 2) return some[0];
  const whole = Object.fromEntries(
    kinds.map(kind => [kind, some.flatMap(facts => facts[kind] as readonly unknown[])]),
  ) as never as Facts;
  return onTheirMachines(whole, hostedIn(whole));
}
