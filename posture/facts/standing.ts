import type { ComputeRequest } from "../../compute/facts";
import { absent, known } from "../../compute/value";
import { readable } from "../../policies/judge-value";
import { computeLists } from "../evidence/reading/compute-lists";
import { isRead, type LiveFacts } from "./live-facts";

/** What of a live resource stands now: not what was asked for, and nothing that was given back. */

/** Types whose list says how many machines run now: what was asked for is something else. */
const counting: ReadonlySet<string> = new Set(
  computeLists.flatMap(({ type, machines }) => (machines ? [type.toLowerCase()] : [])),
);

/**
 * The requests of a live resource with the machines that run now, as far as that was read. Requests that create nothing
 * themselves, and those whose machines were given back, are left out.
 */
export function standingRequests({ resource, facts }: LiveFacts): readonly ComputeRequest[] {
  if (!isRead(facts)) return [];
  const stopped = facts.requests.flatMap(request => request.stopped ?? []);
  const standing = facts.requests.filter(
    ({ set, size }) => !set?.steered && !stopped.some(place => isBelow(place, size.path)),
  );
  const [one, ...more] = standing;
  if (one === undefined || more.length > 0 || !counting.has(resource.type.toLowerCase())) return standing;
  const { machines, spotMachines } = resource;
  // A service that grows by itself has some number between its bounds. Without bounds, what was asked for is what there is.
  if (machines === undefined) {
    const { path } = one.count;
    return one.ceiling.state === "absent" ? standing : [{ ...one, count: { state: "unknown", path } }];
  }
  const so = (count: number): ComputeRequest => ({
    ...one,
    count: known(count, one.count.path),
    ceiling: absent(one.ceiling.path),
  });
  if (spotMachines === undefined) return [so(machines)];
  const { path } = one.spot;
  return [
    { ...so(machines - spotMachines), spot: known(false, path) },
    { ...so(spotMachines), spot: known(true, path) },
  ].filter(({ count }) => count.state === "known" && count.value > 0);
}

const isBelow = (place: string, path: string): boolean =>
  place === "" || path === place || path.startsWith(`${place}.`) || path.startsWith(`${place}[`);

/** Properties as Resource Graph shows them; a machine's state is what it was when Azure last looked. */
interface Shown {
  readonly timeCreated?: unknown;
  readonly powerState?: { readonly code?: unknown };
  readonly extended?: { readonly instanceView?: { readonly powerState?: { readonly code?: unknown } } };
  readonly virtualMachineScaleSet?: { readonly id?: unknown };
  readonly nodeResourceGroup?: unknown;
}
const propertiesOf = (resource: object): Shown => (resource as { properties?: Shown }).properties ?? {};

/** When a live resource was created, ISO 8601; undefined where it does not say so. */
export function createdOn({ resource }: Pick<LiveFacts, "resource">): string | undefined {
  const time = Date.parse(String(resource.created ?? propertiesOf(resource.resource).timeCreated ?? ""));
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

/** Its machines are given back and cost nothing: a deallocated machine, a stopped cluster. */
export function isDeallocated({ resource: { resource } }: LiveFacts): boolean {
  const { extended, powerState } = propertiesOf(resource);
  const code = extended?.instanceView?.powerState?.code ?? powerState?.code;
  return code === "PowerState/deallocated" || code === "Stopped";
}

/** Where else machines are counted. */
export interface ToldElsewhere {
  /** Ids of all resources, in lower case. */
  readonly ids: ReadonlySet<string>;
  /** By the resource group in which AKS keeps the nodes of a cluster: their sizes in lower case, as far as they were read. */
  readonly nodes: ReadonlyMap<string, ReadonlySet<string | undefined>>;
}

export function toldElsewhereIn(all: readonly LiveFacts[]): ToldElsewhere {
  const nodes = new Map<string, Set<string | undefined>>();
  for (const live of all) {
    if (live.resource.type.toLowerCase() !== "microsoft.containerservice/managedclusters") continue;
    const group = nodeGroupOf(live);
    if (group) nodes.set(group, new Set([...(nodes.get(group) ?? []), ...sizesOf(live)]));
  }
  return { ids: new Set(all.map(({ resource }) => resource.id.toLowerCase())), nodes };
}

/** Unless the cluster says otherwise it is of a name that AKS makes. Source: Microsoft Learn, "FAQ about Azure Kubernetes Service". */
function nodeGroupOf({ resource: { id, name, region = "", resource } }: LiveFacts): string | undefined {
  const { nodeResourceGroup } = propertiesOf(resource);
  const [, subscription, group] = groupOf.exec(id) ?? [];
  const own = typeof nodeResourceGroup === "string" ? nodeResourceGroup : `MC_${group}_${name}_${region}`;
  return subscription && `${subscription}/resourcegroups/${own}`.toLowerCase();
}

const groupOf = /^(\/subscriptions\/[^/]+)\/resourceGroups\/([^/]+)/i;

const sizesOf = ({ facts }: LiveFacts): readonly (string | undefined)[] =>
  isRead(facts) ? facts.requests.map(({ size }) => readable(size)?.toLowerCase()) : [undefined];

/**
 * Nodes of a cluster, and machines of a set, are counted where their number stands. Anybody can give a set the tags of AKS:
 * it is one of a cluster's where it stands among its nodes, and has one of their sizes.
 */
export function isToldElsewhere(live: LiveFacts, { ids, nodes }: ToldElsewhere): boolean {
  const { resource, tags = {} } = live;
  const set = propertiesOf(resource.resource).virtualMachineScaleSet?.id;
  if (typeof set === "string" && ids.has(set.toLowerCase())) return true;
  const isSet = resource.type.toLowerCase() === "microsoft.compute/virtualmachinescalesets";
  if (!isSet || !Object.keys(tags).some(tag => tag.toLowerCase().startsWith("aks-managed-"))) return false;
  const sizes = nodes.get((groupOf.exec(resource.id)?.[0] ?? "").toLowerCase());
  return (
    sizes !== undefined && sizesOf(live).every(size => size === undefined || sizes.has(size) || sizes.has(undefined))
  );
}
