import type { Facts } from "../../compute/facts";
import { factsOfArm } from "../../compute/facts-of";
import { treeOf } from "../evidence/reading/kept-tree";
import type { LiveResource } from "../evidence/resources";

/** A resource that runs, with what it asks for. */
export interface LiveFacts {
  readonly resource: LiveResource;
  /** Its own, or those of the machine that an extension is installed on. */
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
  const { tags } = live.resource as { tags?: Record<string, unknown> };
  const known = { resource: live, ...(tags && { tags }) };
  try {
    return { ...known, facts: factsInUse(live) };
  } catch {
    return { ...known, facts: "unreadable" };
  }
}

/** An extension is a resource below its machine: what the machine is, and which tags approve it, the machine says. */
function withTheirMachines(all: readonly LiveFacts[]): readonly LiveFacts[] {
  const byId = new Map(all.map(each => [each.resource.id.toLowerCase(), each]));
  return all.map(each => {
    const owner = byId.get(each.resource.id.toLowerCase().replace(/\/extensions\/[^/]+$/, ""));
    if (owner === undefined || owner === each || !isRead(each.facts) || !isRead(owner.facts)) return each;
    const machines = owner.facts.requests.map(({ size }) => size);
    const { facts, resource } = each;
    return {
      resource,
      ...(owner.tags && { tags: owner.tags }),
      facts: { ...facts, extensions: facts.extensions.map(one => ({ ...one, machines })) },
    };
  });
}

/** The facts of a live resource as evidence holds it. Its id says that it is there: it is no change that leaves out what stays as it is. */
export const factsInUse = ({
  type,
  name,
  region,
  resource,
}: Pick<LiveResource, "type" | "name" | "region" | "resource">) =>
  factsOfArm({ id: name, type, name, ...(region && { location: region }), ...treeOf(resource) });
