import type { Facts } from "../../compute/facts";
import { factsOfArm } from "../../compute/facts-of";
import { type Tree, Withheld } from "../../compute/value";
import { isHidden } from "../evidence/reading/secrets";
import type { LiveResource } from "../evidence/resources";

/** A resource that runs, with what it asks for. */
export interface LiveFacts {
  readonly resource: LiveResource;
  readonly tags?: Readonly<Record<string, unknown>>;
  readonly facts: Facts | undefined | "unreadable";
}

const remembered = new WeakMap<readonly LiveResource[], readonly LiveFacts[]>();

/** The facts of all resources, read once for all who ask. */
export function liveFacts(resources: readonly LiveResource[]): readonly LiveFacts[] {
  const facts = remembered.get(resources) ?? withTheirMachines(resources.map(read));
  remembered.set(resources, facts);
  return facts;
}

export const isRead = (facts: LiveFacts["facts"]): facts is Facts => typeof facts === "object";

function read(live: LiveResource): LiveFacts {
  const { type, name, region, resource } = live;
  const { tags } = resource as { tags?: Record<string, unknown> };
  const known = { resource: live, ...(tags && { tags }) };
  try {
    return { ...known, facts: factsOfArm({ type, name, ...(region && { location: region }), ...tree(resource) }) };
  } catch {
    return { ...known, facts: "unreadable" };
  }
}

/** An extension is a resource below its machine: what the machine is, the machine says. */
function withTheirMachines(all: readonly LiveFacts[]): readonly LiveFacts[] {
  const byId = new Map(all.map(each => [each.resource.id.toLowerCase(), each]));
  return all.map(each => {
    const owner = byId.get(each.resource.id.toLowerCase().replace(/\/extensions\/[^/]+$/, ""));
    if (owner === undefined || owner === each || !isRead(each.facts) || !isRead(owner.facts)) return each;
    const machines = owner.facts.requests.map(({ size }) => size);
    return { ...each, facts: { ...each.facts, extensions: each.facts.extensions.map(one => ({ ...one, machines })) } };
  });
}

/** Evidence as a tree of values: a mark in place of a secret is no value. */
function tree(value: unknown): Record<string, Tree> {
  return convert(value) as Record<string, Tree>;
}

function convert(value: unknown): Tree {
  if (isHidden(value)) return new Withheld("hidden");
  if (Array.isArray(value)) return value.map(convert);
  if (value === null || value === undefined) return null;
  if (typeof value === "object") return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, convert(v)]));
  return value as string | number | boolean;
}
